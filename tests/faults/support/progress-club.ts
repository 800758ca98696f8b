import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDriver } from '../../../src/enquiry/store/driver.ts';
import type { EnquiryStore } from '../../../src/enquiry/store/store.ts';
import type { Mailbox, ReceivedMail } from '../../support/mailbox.ts';
import type { RunningPostgres } from '../../support/postgres.ts';
import { postForm } from '../../support/progress-visits.ts';
import { sendEnquiry } from '../../support/send-enquiry.ts';
import { type ProgramOptions, type ServerProcess, startSafely } from './server-process.ts';

/** A Monday on which the made-up club is open, shortly after opening. */
const monday = new Date('2027-02-01T07:30:00Z');
const hour = 3_600_000;
/** @returns the day that many days after `monday`, at that time in Warsaw (winter) */
export const onDay = (days: number, time: string): Date =>
  new Date(Date.parse(`2027-02-01T${time}:00+01:00`) + days * 24 * hour);

const fallback = 'kierownik@kis.example';
const mailbox = 'biuro@kis.example';

const preloads = ['./later-clock.ts', './kill-at.ts'].map((file) => new URL(file, import.meta.url));

/** An enquiry with the links and codes of its person and staff. */
export interface KnownEnquiry {
  readonly reference: string;
  readonly code: string;
  readonly staffPath: string;
}

/** A club's data; each scenario uses a copy. */
export interface ClubData {
  readonly folder: string;
  /** Undefined: the enquiries are in the folder. */
  readonly databaseUrl: string | undefined;
  /** Nobody has taken it. */
  readonly open: KnownEnquiry;
  /** Taken, but not contacted. */
  readonly taken: KnownEnquiry;
  /** Closed, with a number added before. */
  readonly closed: KnownEnquiry;
}

/** The options of a server in a scenario. */
export interface Copy {
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  readonly smtpUrl: string;
}

/** @param now the time of the server's clock at its start */
export const serverOptions = (copy: Copy, now: Date, settings = {}): ProgramOptions => ({
  dataDirectory: copy.folder,
  preloads,
  settings: {
    SMTP_URL: copy.smtpUrl,
    ENQUIRY_TO: mailbox,
    ENQUIRY_FALLBACK_TO: fallback,
    CLOCK_AHEAD: String(now.getTime() - Date.now()),
    LOG_LEVEL: 'error',
    ...(copy.databaseUrl === undefined ? {} : { DATABASE_URL: copy.databaseUrl }),
    ...settings,
  },
});

export const addressOf = ({ port }: ServerProcess) => ({ url: `http://127.0.0.1:${port}` });

export const messageIdOf = ({ raw }: ReceivedMail): string =>
  /^Message-ID:\s+(\S+)\r$/im.exec(raw.toString('latin1'))?.[1] ?? '';

/** @returns the number of different mails, not counting copies */
export const distinct = (mails: readonly ReceivedMail[]): number => new Set(mails.map(messageIdOf)).size;

const staffLink = /^\S+(\/odbior\/\w+\/)\s*$/m;
const pathIn = (mail: ReceivedMail): string => staffLink.exec(mail.parsed.text ?? '')?.[1] ?? '';

async function sendAndRead(server: ServerProcess, mails: Mailbox): Promise<KnownEnquiry> {
  const { reference, code } = await sendEnquiry(addressOf(server), {
    channel: 'phone',
    phone: '600 100 201',
  });
  return { reference, code, staffPath: pathIn(await mails.waitFor(reference)) };
}

/** Opens the enquiries of a copy, as the programs do. */
export async function openStore({ folder, databaseUrl }: Omit<Copy, 'smtpUrl'>): Promise<EnquiryStore> {
  const place =
    databaseUrl === undefined
      ? ({ kind: 'sqlite', file: join(folder, 'kis.db') } as const)
      : ({ kind: 'postgres', url: databaseUrl } as const);
  const parts = { clock: () => new Date(), onStepsBegin: () => {}, onMended: async () => {} };
  return (await createDriver(place, parts)).open();
}

/** Sends three enquiries on `monday`, and lets staff work on two of them. */
export async function prepareClub(
  folder: string,
  mails: Mailbox,
  postgres: RunningPostgres | undefined,
): Promise<ClubData> {
  const databaseUrl = await postgres?.freshDatabase();
  const place = { folder, databaseUrl };
  const server = await startSafely(serverOptions({ ...place, smtpUrl: mails.url }, monday));
  const site = addressOf(server);
  const all = [
    await sendAndRead(server, mails),
    await sendAndRead(server, mails),
    await sendAndRead(server, mails),
  ];
  const [open, taken, closed] = all as [KnownEnquiry, KnownEnquiry, KnownEnquiry];
  await postForm(site, taken.staffPath, { who: 'pracownik', step: 'taken' });
  const { reference, code } = closed;
  await postForm(site, '/zgloszenie/stan/', { reference, code, action: 'phone', phone: '600 100 203' });
  await mails.waitFor('600 100 203');
  await postForm(site, closed.staffPath, { who: 'kierownik', step: 'contacted' });
  await postForm(site, closed.staffPath, { who: 'kierownik', step: 'closed' });
  await server.stop();
  return { ...place, open, taken, closed };
}

async function ask(databaseUrl: string, statement: string): Promise<void> {
  const admin = new URL(databaseUrl);
  admin.pathname = '/postgres';
  const client = new Client({ connectionString: admin.href });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const databaseOf = (url: string): string => new URL(url).pathname.slice(1);

/** Gives `work` a copy of the club's data, and removes it afterwards. @param number of the copy */
export async function withCopy<T>(
  club: ClubData,
  folder: string,
  number: number,
  work: (copy: Omit<Copy, 'smtpUrl'>) => Promise<T>,
): Promise<T> {
  await cp(club.folder, folder, { recursive: true });
  const { databaseUrl: from } = club;
  if (from === undefined) return work({ folder, databaseUrl: undefined });
  const name = `copy_${number}`;
  await ask(from, `CREATE DATABASE ${name} TEMPLATE ${databaseOf(from)}`);
  const copy = new URL(from);
  copy.pathname = `/${name}`;
  try {
    return await work({ folder, databaseUrl: copy.href });
  } finally {
    await ask(from, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}
