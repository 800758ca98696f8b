import { readFileSync, statSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { type LogLevel, logLevels } from './log.ts';
import { isLoopback } from './loopback.ts';
import { readSmtpUrl, type SmtpServer } from './mail/smtp-url.ts';
import { type Topic, topics } from './topics.ts';

/** How many POSTs of the form one client prefix may send in a span of time before it is asked for one more step. */
export interface EnquiryRate {
  readonly limit: number;
  readonly windowMilliseconds: number;
}

/** Where enquiries are kept. */
export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  /** `url` holds a password: not for any message. */
  | { readonly kind: 'postgres'; readonly url: string };

/** @returns where enquiries are kept, in words that hold no password */
export function describeDatabase(place: DatabasePlace): string {
  if (place.kind === 'sqlite') return place.file;
  const { host, pathname } = new URL(place.url);
  return `PostgreSQL at ${host}${pathname}`;
}

/** @returns the folder that mail is written to while there is no mail server */
export const mailFolder = ({ dataDirectory }: Pick<Settings, 'dataDirectory'>): string =>
  join(dataDirectory, 'mail');

/** Everything that can be set from outside, parsed. Paths are absolute. */
export interface Settings {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The origin of the site, without any path. */
  readonly siteUrl: URL;
  readonly dataDirectory: string;
  /** Everything that staff write, files included. */
  readonly contentDirectory: string;
  readonly database: DatabasePlace;
  /** Absent: mail is written to files. */
  readonly smtpServer?: SmtpServer;
  /** The mail server for alarms; absent: the one for enquiries. */
  readonly alarmSmtpServer?: SmtpServer;
  readonly mailFrom: string;
  /** What mail servers are greeted with (RFC 5321 4.1.1.1). */
  readonly mailName: string;
  readonly enquiryTo?: string;
  readonly enquiryRoutes: ReadonlyMap<Topic, string>;
  readonly enquiryFallbackTo?: string;
  readonly trustedProxies: BlockList;
  /** Absent: no limit. */
  readonly enquiryRate?: EnquiryRate;
  /** Days that an enquiry is kept after it was closed. */
  readonly retentionDays: number;
  /** Whether pages show what is not published: only ever in the editing pages' preview, which sets it for itself. */
  readonly showsDrafts: boolean;
  /** Days after it was stored that one is kept which nobody closes. */
  readonly unansweredDays: number;
  readonly formSecret?: Uint8Array;
  /** Public keys that enquiries are sealed to; absent: kept in the data directory. */
  readonly sealingRecipients?: readonly string[];
  /** Private keys that open them; absent: kept in the data directory. */
  readonly sealingKeys?: readonly string[];
  readonly logLevel: LogLevel;
  /** Whether `/metrics` answers. */
  readonly metrics: boolean;
  /** Whether this process sends the mail itself. */
  readonly courier: boolean;
  readonly editing: EditingSettings;
  readonly production: boolean;
  /** The moment that static pages are built for; absent: that of the build. */
  readonly sourceDate?: Date;
  /** The interface of the Sejm's European Legislation Identifier, without a slash at its end. */
  readonly eliUrl: string;
}

/** Of the editing pages, a process of their own. */
export interface EditingSettings {
  /** Whether `npm start` brings them up beside the site. */
  readonly on: boolean;
  /** 0: any free one. */
  readonly port: number;
  /** Their origin; absent: `http://localhost` with the port that is listened on. */
  readonly url?: URL;
  /** Who may sign in, in small letters. */
  readonly editors: readonly string[];
  /** Drafts, history, sessions, build orders. */
  readonly dataDirectory: string;
  /** Absent: mail is written to files in the data directory. */
  readonly smtpServer?: SmtpServer;
}

/** What the pages are made with. */
export type PageSettings = Pick<
  Settings,
  'siteUrl' | 'contentDirectory' | 'retentionDays' | 'unansweredDays' | 'sourceDate' | 'showsDrafts'
>;

export type SettingsReading =
  | { readonly kind: 'valid'; readonly settings: Settings }
  /** One sentence a fault: the variable, what is wrong and what to write. Holds no value. */
  | { readonly kind: 'invalid'; readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const secretNames = [
  'SMTP_URL',
  'ALARM_SMTP_URL',
  'EDITING_SMTP_URL',
  'FORM_SECRET',
  'DATABASE_URL',
  'SEALING_KEY',
] as const;
const mailAddress = /^[\w!#$%&'*+/=?^`{|}~.-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;
const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;
const windowUnits: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** A setting that `read` can parse, else the fault that says what to write. */
const setting = <Value>(read: (text: string) => Value | undefined, remedy: string) =>
  z.string().transform((text, context) => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: remedy });
    return z.NEVER;
  });

const oneOf = <const Value extends string>(values: readonly Value[]) =>
  setting((text) => values.find((value) => value === text), `write one of: ${values.join(', ')}`);

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

const readMailAddress = (text: string): string | undefined => (mailAddress.test(text) ? text : undefined);

function readMailAddresses(text: string): readonly string[] | undefined {
  const addresses = text.split(',').map((each) => each.trim().toLowerCase());
  return addresses.every((each) => mailAddress.test(each)) ? [...new Set(addresses)] : undefined;
}

function readSender(text: string): string | undefined {
  const bare = /^[^<>\r\n]+<([^<>]+)>$/.exec(text)?.[1] ?? text;
  return mailAddress.test(bare) ? text : undefined;
}

function readSiteUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const web = url?.protocol === 'http:' || url?.protocol === 'https:';
  return bare && web && url.pathname === '/' ? url : undefined;
}

/** An address with or without a path, its slashes at the end taken off. */
function readServiceUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const web = url?.protocol === 'http:' || url?.protocol === 'https:';
  return web && url.search === '' && url.hash === '' ? text.replace(/\/+$/, '') : undefined;
}

/** Whole seconds since 1970 (reproducible-builds.org, SOURCE_DATE_EPOCH), up to the year 2286. */
const readSourceDate = (text: string): Date | undefined =>
  /^\d{1,10}$/.test(text) ? new Date(Number(text) * 1_000) : undefined;

function readRoutes(text: string): ReadonlyMap<Topic, string> | undefined {
  const routes = new Map<Topic, string>();
  for (const route of text.split(',')) {
    const [name, address, ...rest] = route.split('=').map((part) => part.trim());
    const topic = topics.find((each) => each === name);
    if (topic === undefined || address === undefined || rest.length > 0) return undefined;
    if (routes.has(topic) || !mailAddress.test(address)) return undefined;
    routes.set(topic, address);
  }
  return routes;
}

function readNetworks(text: string): BlockList | undefined {
  const networks = new BlockList();
  for (const network of text.split(',').filter((each) => each.trim() !== '')) {
    const [address = '', length, ...rest] = network.trim().split('/');
    const version = isIP(address);
    const bits = version === 4 ? 32 : 128;
    const prefix = length === undefined ? bits : wholeNumber(length, 0, bits);
    if (version === 0 || prefix === undefined || rest.length > 0) return undefined;
    networks.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6');
  }
  return networks;
}

function readRate(text: string): EnquiryRate | 'off' | undefined {
  if (text === 'off') return 'off';
  const [, count = '', span = '', unit = ''] = /^(\d+)\/(\d+)([smh])$/.exec(text) ?? [];
  const limit = wholeNumber(count, 1, 100_000);
  const spans = wholeNumber(span, 1, 10_000);
  if (limit === undefined || spans === undefined) return undefined;
  return { limit, windowMilliseconds: spans * (windowUnits[unit] ?? 0) };
}

/** @returns the path of an SQLite file, as written behind `sqlite:` or `sqlite://`, or a PostgreSQL address */
function readDatabase(text: string): DatabasePlace | undefined {
  const file = /^sqlite:(?:\/\/(?=\/))?([^?#]+)$/.exec(text)?.[1];
  if (file !== undefined) return { kind: 'sqlite', file };
  const url = /^postgres(?:ql)?:\/\/./.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && url.pathname.length > 1 ? { kind: 'postgres', url: text } : undefined;
}

/** Keys in the alphabet of Bech32 (BIP 173), as an age key file has them: a line each, `#` before a remark. */
const readKeys =
  (shape: RegExp) =>
  (text: string): readonly string[] | undefined => {
    const keys = text
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    return keys.length > 0 && keys.every((key) => shape.test(key)) ? keys : undefined;
  };

const readSecret = (text: string): Uint8Array | undefined => {
  const bytes = new TextEncoder().encode(text);
  return bytes.length >= 32 ? bytes : undefined;
};

const smtpUrlRemedy =
  'write smtps://user:password@host or smtp://user:password@host:587, with every special character of ' +
  'the password as %XX and without a query';
const oneMailbox = 'write one e-mail address, for example kis@example.org';

const contentMissing =
  'CONTENT_DIR: there is no such folder; write the one with everything that staff write, for example content';

const schema = z.object({
  HOST: setting(
    (text) => (isIP(text) !== 0 || hostName.test(text) ? text : undefined),
    'write an IP address or a host name to listen on, for example 127.0.0.1',
  ).prefault('127.0.0.1'),
  PORT: setting(
    (text) => wholeNumber(text, 0, 65_535),
    'write a port as a whole number from 0 to 65535, for example 4321',
  ).prefault('4321'),
  SITE_URL: setting(
    readSiteUrl,
    'write the address of the site without any path, for example https://kis.example.org',
  ).prefault('http://localhost:4321'),
  DATA_DIR: setting((text) => resolve(text), 'write a folder').prefault('data'),
  CONTENT_DIR: setting((text) => resolve(text), 'write a folder').prefault('content'),
  DATABASE_URL: setting(
    readDatabase,
    'write sqlite: and a file, for example sqlite:kis.db (in DATA_DIR), or postgres://user:password@host/database',
  ).prefault('sqlite:kis.db'),
  SMTP_URL: setting(readSmtpUrl, smtpUrlRemedy).optional(),
  ALARM_SMTP_URL: setting(readSmtpUrl, smtpUrlRemedy).optional(),
  MAIL_FROM: setting(readSender, 'write one e-mail address, or Name <address>').optional(),
  MAIL_NAME: setting(
    (text) => (isIP(text) === 0 && hostName.test(text) ? text : undefined),
    'write the full host name that mail servers are greeted with, for example kis.example.org',
  ).optional(),
  ENQUIRY_TO: setting(readMailAddress, oneMailbox).optional(),
  ENQUIRY_ROUTES: setting(
    readRoutes,
    `write topic=address,topic=address, each topic once, with the topics ${topics.join(', ')}`,
  ).optional(),
  ENQUIRY_FALLBACK_TO: setting(readMailAddress, oneMailbox).optional(),
  TRUSTED_PROXIES: setting(
    readNetworks,
    'write addresses or networks, separated by commas, for example 10.0.0.0/8,fd00::/8',
  ).prefault(''),
  ENQUIRY_RATE: setting(readRate, 'write off, or a count and a span, for example 20/10m').prefault('20/10m'),
  RETENTION_DAYS: setting(
    (text) => wholeNumber(text, 1, 3_650),
    'write a whole number of days from 1 to 3650',
  ).prefault('30'),
  UNANSWERED_DAYS: setting(
    (text) => wholeNumber(text, 1, 3_650),
    'write a whole number of days from 1 to 3650, not below RETENTION_DAYS',
  ).optional(),
  FORM_SECRET: setting(readSecret, 'write at least 32 random characters, or leave it out').optional(),
  SEALING_RECIPIENTS: setting(
    readKeys(/^age1[02-9ac-hj-np-z]{58}$/),
    'write public keys as `npm run enquiries -- keys` shows them (age1…), separated by commas, the courier’s first',
  ).optional(),
  SEALING_KEY: setting(
    readKeys(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/),
    'write the private key that `npm run enquiries -- keys new` gave (AGE-SECRET-KEY-1…)',
  ).optional(),
  LOG_LEVEL: oneOf(logLevels).prefault('info'),
  METRICS: oneOf(['on', 'off']).prefault('off'),
  COURIER: oneOf(['on', 'off']).prefault('on'),
  EDITING: oneOf(['on', 'off']).prefault('on'),
  EDITORS: setting(
    readMailAddresses,
    'write the e-mail addresses of those who may edit, separated by commas',
  ).optional(),
  EDITING_URL: setting(
    readSiteUrl,
    'write the address of the editing pages without any path, for example https://redakcja.kis.example.org',
  ).optional(),
  EDITING_PORT: setting(
    (text) => wholeNumber(text, 0, 65_535),
    'write a port as a whole number from 0 to 65535, for example 4322',
  ).prefault('4322'),
  EDITING_DATA_DIR: setting((text) => resolve(text), 'write a folder').prefault('data/editing'),
  EDITING_SMTP_URL: setting(readSmtpUrl, smtpUrlRemedy).optional(),
  NODE_ENV: z.string().optional(),
  PREVIEW_OF_DRAFTS: oneOf(['on', 'off']).prefault('off'),
  SOURCE_DATE_EPOCH: setting(
    readSourceDate,
    'write the moment to build for in whole seconds since 1970, or leave it out',
  ).optional(),
  ELI_BASE_URL: setting(
    readServiceUrl,
    'write the address of the ELI interface, for example https://api.sejm.gov.pl/eli',
  ).prefault('https://api.sejm.gov.pl/eli'),
});

/** A variable set to nothing is how many tools leave one out. */
const withoutEmpty = (environment: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]));

/** Puts the content of `NAME_FILE` in the place of `NAME`. */
function withSecretFiles(
  environment: Environment,
  readFile: (path: string) => string,
): { readonly values: Environment; readonly faults: readonly string[] } {
  const values = withoutEmpty(environment);
  const faults: string[] = [];
  for (const name of secretNames) {
    const file = values[`${name}_FILE`];
    if (file === undefined) continue;
    if (values[name] !== undefined) {
      faults.push(`${name}: set it or ${name}_FILE, not both`);
      continue;
    }
    try {
      values[name] = readFile(file).replace(/\r?\n$/, '');
    } catch {
      faults.push(`${name}_FILE: cannot be read; write the path of a file that this user may read`);
    }
  }
  return { values, faults };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const inFolder = (place: DatabasePlace, folder: string): DatabasePlace =>
  place.kind === 'sqlite' ? { kind: 'sqlite', file: resolve(folder, place.file) } : place;

/** The domain of an address, with a name before it or bare. */
const domainOf = (sender: string): string => sender.replace(/^.*@/, '').replace(/>$/, '');

const optional = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };

/** Kept so many days, or as many as what was closed, where nothing else is set. */
const usualUnansweredDays = 90;

const pageSchema = schema.pick({
  SITE_URL: true,
  CONTENT_DIR: true,
  RETENTION_DAYS: true,
  PREVIEW_OF_DRAFTS: true,
  UNANSWERED_DAYS: true,
  SOURCE_DATE_EPOCH: true,
});

const derivePages = (parsed: z.output<typeof pageSchema>): PageSettings => ({
  siteUrl: parsed.SITE_URL,
  contentDirectory: parsed.CONTENT_DIR,
  retentionDays: parsed.RETENTION_DAYS,
  showsDrafts: parsed.PREVIEW_OF_DRAFTS === 'on',
  unansweredDays: parsed.UNANSWERED_DAYS ?? Math.max(usualUnansweredDays, parsed.RETENTION_DAYS),
  ...optional('sourceDate', parsed.SOURCE_DATE_EPOCH),
});

function derive(parsed: z.output<typeof schema>): Settings {
  const mailFrom = parsed.MAIL_FROM ?? `kis@${parsed.SITE_URL.hostname}`;
  const siteHost = parsed.SITE_URL.hostname;
  return {
    host: parsed.HOST,
    port: parsed.PORT,
    ...derivePages(parsed),
    dataDirectory: parsed.DATA_DIR,
    database: inFolder(parsed.DATABASE_URL, parsed.DATA_DIR),
    mailFrom,
    mailName: parsed.MAIL_NAME ?? (isLoopback(siteHost) ? domainOf(mailFrom) : siteHost),
    enquiryRoutes: parsed.ENQUIRY_ROUTES ?? new Map(),
    trustedProxies: parsed.TRUSTED_PROXIES,
    eliUrl: parsed.ELI_BASE_URL,
    logLevel: parsed.LOG_LEVEL,
    metrics: parsed.METRICS === 'on',
    courier: parsed.COURIER === 'on',
    production: parsed.NODE_ENV === 'production',
    editing: {
      on: parsed.EDITING === 'on',
      port: parsed.EDITING_PORT,
      editors: parsed.EDITORS ?? [],
      dataDirectory: parsed.EDITING_DATA_DIR,
      ...optional('url', parsed.EDITING_URL),
      ...optional('smtpServer', parsed.EDITING_SMTP_URL ?? parsed.SMTP_URL),
    },
    ...optional('smtpServer', parsed.SMTP_URL),
    ...optional('alarmSmtpServer', parsed.ALARM_SMTP_URL),
    ...optional('enquiryTo', parsed.ENQUIRY_TO),
    ...optional('enquiryFallbackTo', parsed.ENQUIRY_FALLBACK_TO),
    ...optional('enquiryRate', parsed.ENQUIRY_RATE === 'off' ? undefined : parsed.ENQUIRY_RATE),
    ...optional('formSecret', parsed.FORM_SECRET),
    ...optional('sealingRecipients', parsed.SEALING_RECIPIENTS),
    ...optional('sealingKeys', parsed.SEALING_KEY),
  };
}

const retentionSchema = schema.pick({ RETENTION_DAYS: true, UNANSWERED_DAYS: true });

/** What nobody has closed may not go before what somebody has; whatever else is wrong. */
function retentionFaults(values: Environment): readonly string[] {
  const { data } = retentionSchema.safeParse(values);
  if (data === undefined) return [];
  const { RETENTION_DAYS: closed, UNANSWERED_DAYS: unanswered } = data;
  return unanswered === undefined || unanswered >= closed
    ? []
    : [`UNANSWERED_DAYS: write at least ${closed}, as many days as RETENTION_DAYS`];
}

/**
 * @param environment for example `process.env`; other variables in it are left alone
 * @param readFile reads what `NAME_FILE` points to, as text
 * @returns the settings, or all that is wrong with them at once
 */
export function readSettings(
  environment: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): SettingsReading {
  const { values, faults } = withSecretFiles(environment, readFile);
  const parsed = schema.safeParse(values);
  const wrong = parsed.error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`) ?? [];
  // A server needs no content, only its build; what was named must be there all the same.
  const named = values['CONTENT_DIR'];
  const missing = named === undefined || isFolder(resolve(named)) ? [] : [contentMissing];
  const all = [...faults, ...wrong, ...missing, ...retentionFaults(values)];
  if (!parsed.success || all.length > 0) return { kind: 'invalid', faults: all };
  return { kind: 'valid', settings: derive(parsed.data) };
}

/** For what reads the content itself: @returns the settings like `readSettings`, a missing folder a fault of theirs */
export function readSettingsWithContent(environment: Environment): SettingsReading {
  const reading = readSettings(environment);
  if (reading.kind === 'invalid' || isFolder(reading.settings.contentDirectory)) return reading;
  return { kind: 'invalid', faults: [contentMissing] };
}

/**
 * For the pages, which are rendered by a program that has read all its settings.
 *
 * @param environment for example `process.env`
 * @throws when what the pages need of it is wrong
 */
export const readPageSettings = (environment: Environment): PageSettings =>
  derivePages(pageSchema.parse(withoutEmpty(environment)));

/** @returns names of the settings that real visitors and real staff need, and that are not there yet */
export function missingForRealUse(settings: Settings): readonly string[] {
  const everyTopicHasMailbox = topics.every((topic) => settings.enquiryRoutes.has(topic));
  return [
    ...(settings.siteUrl.protocol === 'https:' ? [] : ['SITE_URL']),
    ...(settings.smtpServer === undefined ? ['SMTP_URL'] : []),
    ...(settings.enquiryTo === undefined && !everyTopicHasMailbox ? ['ENQUIRY_TO'] : []),
  ];
}
