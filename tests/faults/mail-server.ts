import { once } from 'node:events';
import { watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { writeStaffMail } from '../../src/enquiry/delivery/staff-mail.ts';
import { parseEnquiry } from '../../src/enquiry/form/parse.ts';
import type { Mail } from '../../src/mail/mail.ts';
import type { Mailer } from '../../src/mail/mailer.ts';
import { plMail } from '../../src/words/pl-mail.ts';
import { smtpMailerTo } from '../support/smtp-mailer.ts';
import { form } from '../unit/enquiry/samples.ts';
import type { FaultReport } from './report.ts';
import { startPostfix, whyNoPostfix } from './support/mail-postfix.ts';
import { readWithPython } from './support/mail-python.ts';
import { mailText } from './support/mail-texts.ts';
import { readText } from './support/naughty-wire.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = ['text not brought to NFC', 'trailing blanks lost'];

const name = 'real mail server';
const atOnce = 5;
const patience = 60_000;
const idOf = (number: number): string => `<${number}@kis.example>`;

/** @returns the mail of an enquiry with that text, sent through the form */
function mailWith(number: number, message: string): Mail {
  const parsed = parseEnquiry(form({ message }));
  if (parsed.kind === 'invalid')
    throw new Error(`text ${number} is refused: ${JSON.stringify(parsed.errors)}`);
  return writeStaffMail({
    reference: 'KIS-777-777',
    messageId: idOf(number),
    receivedAt: new Date(),
    suspect: false,
    viaFallback: false,
    payload: { enquiry: parsed.enquiry, topicName: 'Zajęcia w klubie', pageLanguage: 'pl' },
    to: 'klub@kis.example',
    mailFrom: 'KIS Bytom <formularz@kis.example>',
    words: plMail,
  });
}

/** @returns the mails that the mail server did not accept */
async function sendAll(mailer: Mailer, texts: ReadonlyMap<string, string>): Promise<string[]> {
  const failures: string[] = [];
  const queue = [...texts.values()].entries();
  const worker = async () => {
    for (const [place, text] of queue) {
      const result = await mailer.send(mailWith(place, text), AbortSignal.timeout(patience));
      if (result.kind === 'failed') failures.push(`mail ${place} was not taken: ${result.errorCode}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failures;
}

/** Waits until this many files are in the folder, or the time limit ends. */
async function arrivals(folder: string, count: number): Promise<void> {
  const watcher = watch(folder);
  const signal = AbortSignal.timeout(patience);
  try {
    while ((await readdir(folder)).length < count) await once(watcher, 'change', { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    watcher.close();
  }
}

/** Compares the text that a parser read with the typed text, byte for byte. */
function createComparison(parser: string, texts: ReadonlyMap<string, string>) {
  const failures: string[] = [];
  const seen = new Set<string>();
  return {
    compare(id: string, text: string): void {
      const expected = texts.get(id)?.normalize('NFC');
      const read = readText(text.replaceAll('\r\n', '\n')).typed.get(plMail.message);
      if (expected === undefined) failures.push(`${parser}: a mail that nobody sent, ${id}`);
      else if (read === undefined || !Buffer.from(read).equals(Buffer.from(expected)))
        failures.push(`${parser}: mail ${id} reads otherwise than it was typed`);
      seen.add(id);
    },
    result: (): readonly string[] =>
      seen.size === texts.size
        ? failures
        : [...failures, `${parser}: ${seen.size} of ${texts.size} mails came`],
  };
}

async function compareWithMailparser(folder: string, texts: ReadonlyMap<string, string>) {
  const { compare, result } = createComparison('mailparser', texts);
  for (const file of await readdir(folder)) {
    const { messageId = '', text = '' } = await simpleParser(await readFile(join(folder, file)));
    compare(messageId, text);
  }
  return result();
}

async function compareWithPython(folder: string, texts: ReadonlyMap<string, string>) {
  const mails = await readWithPython(folder);
  if (mails === undefined) return undefined;
  const { compare, result } = createComparison('python', texts);
  for (const { id, text } of mails) compare(id, text);
  return [
    ...result(),
    ...mails.filter(({ defects }) => defects > 0).map(({ id }) => `python: ${id} has defects`),
  ];
}

/**
 * Mails with all texts known to break in mail, sent over Postfix into a Maildir, read by two parsers: the text must
 * equal the typed text in NFC, byte for byte.
 * Seen to fail on: text not converted to NFC; trailing blanks lost.
 *
 * @param options.full 1,000 mails, else 100
 */
export async function checkMailServer({ full }: { full: boolean }): Promise<FaultReport> {
  const missing = await whyNoPostfix();
  if (missing !== undefined) return { name, figures: { skipped: missing }, failures: [] };
  const count = full ? 1_000 : 100;
  const texts = new Map(Array.from({ length: count }, (_, place) => [idOf(place), mailText(place + 1)]));
  const server = await startPostfix();
  try {
    const failures = await sendAll(smtpMailerTo(server.url), texts);
    await arrivals(server.newMail, count);
    const first = await compareWithMailparser(server.newMail, texts);
    const second = await compareWithPython(server.newMail, texts);
    return {
      name,
      figures: {
        mails: (await readdir(server.newMail)).length,
        server: server.version,
        secondParser: second === undefined ? 'none: no python3 here' : 'python email',
      },
      failures: [...failures, ...first, ...(second ?? [])],
    };
  } finally {
    await server.stop();
  }
}
