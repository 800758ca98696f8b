import { readFileSync, statSync } from 'node:fs';
import type { BlockList } from 'node:net';
import { join, resolve } from 'node:path';
import type * as z from 'zod';
import type { LogLevel } from '../log.ts';
import { isLoopback } from '../loopback.ts';
import type { SmtpServer } from '../mail/smtp-url.ts';
import { type Topic, topics } from '../topics.ts';
import { schema } from './schema.ts';
import type { DatabasePlace, EnquiryRate } from './values.ts';

/** @returns the folder for mail while there is no mail server */
export const mailFolder = ({ dataDirectory }: Pick<Settings, 'dataDirectory'>): string =>
  join(dataDirectory, 'mail');

/** All settings from the environment, parsed. Paths are absolute. */
export interface Settings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The origin of the site. */
  readonly siteUrl: URL;
  readonly dataDirectory: string;
  /** The folder of everything that staff write, files included. */
  readonly contentDirectory: string;
  readonly database: DatabasePlace;
  /** Absent: mail is written to files. */
  readonly smtpServer?: SmtpServer;
  /** The mail server for alarms; absent: the one for enquiries. */
  readonly alarmSmtpServer?: SmtpServer;
  readonly mailFrom: string;
  /** The host name for EHLO (RFC 5321 4.1.1.1). */
  readonly mailName: string;
  readonly enquiryTo?: string;
  readonly enquiryRoutes: ReadonlyMap<Topic, string>;
  readonly enquiryFallbackTo?: string;
  readonly trustedProxies: BlockList;
  /** Absent: no limit. */
  readonly enquiryRate?: EnquiryRate;
  /** Days for which an enquiry is kept after it was closed. */
  readonly retentionDays: number;
  /** Whether pages show drafts: only in the editing pages' preview, which sets it itself. */
  readonly showsDrafts: boolean;
  /** Days for which an enquiry that nobody closes is kept after it was stored. */
  readonly unansweredDays: number;
  readonly formSecret?: Uint8Array;
  /** Public keys that enquiries are encrypted to; absent: kept in the data directory. */
  readonly sealingRecipients?: readonly string[];
  /** Private keys that decrypt them; absent: kept in the data directory. */
  readonly sealingKeys?: readonly string[];
  readonly logLevel: LogLevel;
  /** Whether `/metrics` is available. */
  readonly metrics: boolean;
  /** Whether this process runs the courier. */
  readonly courier: boolean;
  readonly editing: EditingSettings;
  readonly production: boolean;
  /** The moment for which static pages are built; absent: the time of the build. */
  readonly sourceDate?: Date;
  /** The Sejm's European Legislation Identifier interface, without a slash at the end. */
  readonly eliUrl: string;
}

/** Settings of the editing pages, a separate process. */
export interface EditingSettings {
  /** Whether `npm start` runs them beside the site. */
  readonly on: boolean;
  /** 0: any free port. */
  readonly port: number;
  /** Their origin; absent: `http://localhost` with the port. */
  readonly url?: URL;
  /** Addresses that may sign in, in small letters. */
  readonly editors: readonly string[];
  /** Folder of drafts, history, sessions and build orders. */
  readonly dataDirectory: string;
  /** Absent: mail is written to files in the data directory. */
  readonly smtpServer?: SmtpServer;
}

/** Settings that the pages need. */
export type PageSettings = Pick<
  Settings,
  'siteUrl' | 'contentDirectory' | 'retentionDays' | 'unansweredDays' | 'sourceDate' | 'showsDrafts'
>;

export type SettingsReading =
  | { readonly kind: 'valid'; readonly settings: Settings }
  /** One sentence for each fault: the variable, what is wrong and what to write. Contains no value. */
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
const contentMissing =
  'CONTENT_DIR: there is no such folder; write the one with everything that staff write, for example content';

/** Many tools set an unused variable to an empty text. */
const withoutEmpty = (environment: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]));

/** Replaces `NAME_FILE` by `NAME` with the content of the file. */
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

/** The domain of an address, with or without a name before it. */
const domainOf = (sender: string): string => sender.replace(/^.*@/, '').replace(/>$/, '');

const optional = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };

/** Default for enquiries that nobody closes, or as many days as for closed ones, if that is more. */
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

const daysSchema = schema.pick({ RETENTION_DAYS: true, UNANSWERED_DAYS: true });

/**
 * An enquiry that nobody has closed must not be erased earlier than a closed one; reported together with the faults
 * of other settings.
 */
function retentionFaults(values: Environment): readonly string[] {
  const days = daysSchema.safeParse(values).data;
  if (days?.UNANSWERED_DAYS === undefined || days.UNANSWERED_DAYS >= days.RETENTION_DAYS) return [];
  return [`UNANSWERED_DAYS: write at least ${days.RETENTION_DAYS}, as many days as RETENTION_DAYS`];
}

/**
 * @param environment for example `process.env`; unknown variables are ignored
 * @param readFile reads the file that `NAME_FILE` names, as text
 * @returns the settings, or all their faults at once
 */
export function readSettings(
  environment: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): SettingsReading {
  const { values, faults } = withSecretFiles(environment, readFile);
  const parsed = schema.safeParse(values);
  const wrong = parsed.error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`) ?? [];
  // A server needs only its build, not the content folder; but a folder that is set must exist.
  const named = values['CONTENT_DIR'];
  const missing = named === undefined || isFolder(resolve(named)) ? [] : [contentMissing];
  const all = [...faults, ...wrong, ...missing, ...retentionFaults(values)];
  if (!parsed.success || all.length > 0) return { kind: 'invalid', faults: all };
  return { kind: 'valid', settings: derive(parsed.data) };
}

/** For commands that read the content. @returns the settings as `readSettings`; a missing content folder is a fault */
export function readSettingsWithContent(environment: Environment): SettingsReading {
  const reading = readSettings(environment);
  if (reading.kind === 'invalid' || isFolder(reading.settings.contentDirectory)) return reading;
  return { kind: 'invalid', faults: [contentMissing] };
}

/**
 * For the pages, which are rendered by a program that has already read all its settings.
 *
 * @param environment for example `process.env`
 * @throws when a setting of the pages is invalid
 */
export const readPageSettings = (environment: Environment): PageSettings =>
  derivePages(pageSchema.parse(withoutEmpty(environment)));

/** @returns names of the missing settings that production needs */
export function missingForRealUse(settings: Settings): readonly string[] {
  const everyTopicHasMailbox = topics.every((topic) => settings.enquiryRoutes.has(topic));
  return [
    ...(settings.siteUrl.protocol === 'https:' ? [] : ['SITE_URL']),
    ...(settings.smtpServer === undefined ? ['SMTP_URL'] : []),
    ...(settings.enquiryTo === undefined && !everyTopicHasMailbox ? ['ENQUIRY_TO'] : []),
  ];
}
