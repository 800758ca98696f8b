import { type RunningSite, startSite } from '../support/site.ts';
import type { FaultReport } from './report.ts';
import { type HandedOver, startScriptedServer } from './support/mail-script.ts';
import {
  judge,
  mayStandInMail,
  mustBeAccepted,
  type NaughtyField,
  naughtyFields,
  type Verdict,
} from './support/naughty-oracle.ts';
import { asOnPage, showsError, valueOnPage } from './support/naughty-page.ts';
import { bodyWith, encode, formSecret, keptFields, type PostAnswer, post } from './support/naughty-posts.ts';
import { brokenEncodings, madeUpStrings, naughtyStrings } from './support/naughty-strings.ts';
import {
  asKept,
  headingOf,
  isEnquiry,
  type ReadMail,
  readMail,
  wireFaults,
  withoutBlanks,
} from './support/naughty-wire.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'the subject built from the name',
  'no prefix before message lines',
  'bidi controls let through',
  'Reply-To given as text',
];

const mailbox = 'klub@kis.example';
/** Real time for the mails still on their way when the last form was answered. */
const patience = 60_000;
const atOnce = 4;
const madeUp = { count: 400, seed: 20_261_122 } as const;

interface Try {
  readonly field: NaughtyField;
  readonly typed: string;
  /** Not valid UTF-8, or not valid form encoding. */
  readonly broken: boolean;
}

interface Accepted extends Try {
  readonly verdict: Verdict;
}

/**
 * In the short run each string goes into the message, into one other field in turn, and into the fields that fit it.
 */
function shortFields(typed: string, place: number): readonly NaughtyField[] {
  const others = naughtyFields.slice(1);
  const inTurn = others[place % others.length] ?? 'name';
  const home: readonly NaughtyField[] = typed.includes('@')
    ? ['email']
    : /\d{3}/.test(typed)
      ? ['phone']
      : [];
  return [...new Set<NaughtyField>(['message', inTurn, ...home])];
}

function tries(full: boolean): Try[] {
  const strings = [...naughtyStrings, ...madeUpStrings(full ? madeUp.count : 20, madeUp.seed)];
  const each = (typed: string, place: number, broken: boolean): Try[] =>
    (full ? naughtyFields : shortFields(typed, place)).map((field) => ({ field, typed, broken }));
  return [
    ...strings.flatMap((typed, place) => each(typed, place, false)),
    ...brokenEncodings.flatMap((typed, place) => each(typed, place, true)),
  ];
}

const nameOf = ({ field, typed }: Try): string => `${field} ${JSON.stringify(typed.slice(0, 60))}`;

function refusalFaults({ field, typed, broken }: Try, { page }: PostAnswer): string[] {
  const faults = showsError(page) ? [] : ['the page does not say what is wrong'];
  const kept = keptFields.find((each) => each === field);
  if (kept !== undefined && !broken && valueOnPage(page, kept) !== asOnPage(typed)) {
    faults.push(`the page does not keep it: ${JSON.stringify(valueOnPage(page, kept)?.slice(0, 60))}`);
  }
  return faults;
}

function answerFaults(one: Try, verdict: Verdict, answer: PostAnswer): string[] {
  const { status } = answer;
  if (verdict.kind === 'too-large')
    return status === 413 ? refusalFaultsWithoutValue(answer) : [`is answered ${status}`];
  if (one.broken) return status === 400 ? refusalFaults(one, answer) : [`is answered ${status}`];
  if (status === 422) {
    const wrongly =
      verdict.kind === 'accepted' || verdict.kind === 'suspect' || mustBeAccepted(one.field, one.typed);
    return [...(wrongly ? ['is refused'] : []), ...refusalFaults(one, answer)];
  }
  if (status === 303) return verdict.kind === 'refused' ? ['is let through'] : [];
  return [`is answered ${status}`];
}

const refusalFaultsWithoutValue = ({ page }: PostAnswer): string[] =>
  showsError(page) ? [] : ['the page does not say what is wrong'];

const subjectWithoutReference = ({ subject }: ReadMail): string => subject.replace(/^KIS-\w{3}-\w{3} /, '');

/** Long lines are broken and runs of blanks reduced to one, so blanks are not compared. */
const sameText = (shown: string | undefined, typed: string | undefined): boolean =>
  shown === typed || (shown !== undefined && withoutBlanks(shown) === withoutBlanks(typed ?? ''));

function mailFaults(
  { field, typed, verdict }: Accepted,
  mail: ReadMail,
  baseline: ReadMail | undefined,
  subject: string,
): string[] {
  const faults: string[] = [];
  const heading = headingOf[field];
  const lines = heading === undefined ? undefined : mail.typed.get(heading);
  // A long address is broken over lines like any other text.
  const shown = field === 'email' ? lines?.replaceAll('\n', '') : lines;
  if (verdict.kind === 'accepted' && heading !== undefined && !sameText(shown, verdict.typed)) {
    faults.push(`is in the mail as ${JSON.stringify(shown?.slice(0, 60))}`);
  }
  if (field === 'phone' || field === 'email') {
    if (shown === undefined || !mayStandInMail(field, typed, shown))
      faults.push(`is read as ${JSON.stringify(shown)}`);
  }
  if (mail.replyTo !== (field === 'email' ? shown : undefined)) faults.push(`answers go to ${mail.replyTo}`);
  if (mail.typed.size !== (shown === undefined ? 0 : 1)) faults.push('stands in more places than one');
  if ([...mail.typed.values()].some((each) => each !== each.normalize('NFC'))) faults.push('is not NFC');
  if (baseline !== undefined && shown !== undefined && mail.ours.join('\n') !== baseline.ours.join('\n')) {
    faults.push('changes the lines that are ours');
  }
  if (field !== 'topic' && subjectWithoutReference(mail) !== subject)
    faults.push(`has the subject ${mail.subject}`);
  return faults;
}

/** A mail server that reports when it has received enough. */
async function openPost() {
  let taken = Promise.withResolvers<void>();
  const server = await startScriptedServer({
    tls: 'none',
    script: {
      dot(line) {
        line.write('250 2.0.0 taken\r\n');
        taken.resolve();
        taken = Promise.withResolvers();
      },
    },
  });
  return {
    server,
    /** @returns whether that many mails arrived in time */
    async waitFor(count: number): Promise<boolean> {
      const late = Promise.withResolvers<'late'>();
      const timer = setTimeout(() => late.resolve('late'), patience);
      let inTime = true;
      while (inTime && server.handedOver.filter(isEnquiry).length < count) {
        inTime = (await Promise.race([taken.promise, late.promise])) !== 'late';
      }
      clearTimeout(timer);
      return inTime;
    },
  };
}

/** Mails of harmless enquiries, one for each field, to compare our own lines with. */
const harmless: readonly Try[] = [
  { field: 'message', typed: 'Dzień dobry', broken: false },
  { field: 'name', typed: 'Anna', broken: false },
  { field: 'helper', typed: 'Anna, schronisko', broken: false },
  { field: 'languageName', typed: 'dari', broken: false },
  { field: 'via', typed: 'Biblioteka', broken: false },
  { field: 'email', typed: 'anna@poczta.pl', broken: false },
  { field: 'phone', typed: '600100200', broken: false },
];

/**
 * Naughty strings in every field, sent to the real server with a real mail listener.
 * Seen to fail on: a subject built from the name; no prefix before the lines of a message; bidi controls let through;
 * text not converted to NFC; a blank contact field let through.
 *
 * @param options.full every string in every field, with more made-up ones; else some 950 forms
 */
export async function checkNaughtyStrings({ full }: { full: boolean }): Promise<FaultReport> {
  const failures: string[] = [];
  const accepted = new Map<string, Accepted>();
  const counts = { posts: 0, accepted: 0, refused: 0, suspect: 0 };
  const { server, waitFor } = await openPost();
  const site = await startSite({
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    MAIL_FROM: 'formularz@kis.example',
    ENQUIRY_TO: mailbox,
    FORM_SECRET: formSecret,
  });
  const fail = (one: Try, faults: readonly string[]) =>
    failures.push(...faults.map((each) => `${nameOf(one)}: ${each}`));

  async function send(one: Try): Promise<void> {
    const body = bodyWith(one.field, one.broken ? one.typed : encode(one.typed));
    const verdict = judge(one.field, one.typed, body);
    const answer = await post(site, body);
    counts.posts += 1;
    fail(one, answerFaults(one, verdict, answer));
    if (answer.status !== 303) counts.refused += 1;
    else if (verdict.kind === 'suspect') counts.suspect += 1;
    else {
      counts.accepted += 1;
      accepted.set(answer.reference, { ...one, verdict });
    }
  }

  try {
    const queue = [...harmless, ...tries(full)].values();
    await Promise.all(Array.from({ length: atOnce }, () => sendAll(queue, send)));
    if (!(await waitFor(counts.accepted)))
      failures.push(`${server.handedOver.length} of ${counts.accepted} mails came`);
    const enquiries = server.handedOver.filter(isEnquiry);
    for (const [one, faults] of await judgeMails(enquiries, accepted)) fail(one, faults);
    if (enquiries.length > counts.accepted) failures.push('more mails than enquiries');
    failures.push(...(await healthFaults(site)));
  } finally {
    await site.stop();
    await server.close();
  }
  return {
    name: 'naughty strings',
    figures: {
      strings: naughtyStrings.length + brokenEncodings.length,
      ...counts,
      delivered: server.handedOver.filter(isEnquiry).length,
    },
    failures,
  };
}

async function sendAll(queue: Iterable<Try>, send: (one: Try) => Promise<void>): Promise<void> {
  for (const one of queue) await send(one);
}

async function judgeMails(
  mails: readonly HandedOver[],
  accepted: ReadonlyMap<string, Accepted>,
): Promise<[Try, string[]][]> {
  const read = await Promise.all(mails.map(async (mail) => ({ mail, text: await readMail(asKept(mail)) })));
  const baselines = new Map<NaughtyField, ReadMail>();
  for (const { text } of read) {
    const one = accepted.get(text.reference);
    if (one !== undefined && harmless.some(({ field, typed }) => field === one.field && typed === one.typed))
      baselines.set(one.field, text);
  }
  const plain = baselines.get('message');
  const subject = plain === undefined ? '' : subjectWithoutReference(plain);
  return read.map(({ mail, text }) => {
    const one = accepted.get(text.reference);
    if (one === undefined)
      return [{ field: 'message', typed: '', broken: false }, [`a mail of nobody: ${text.subject}`]];
    return [one, [...wireFaults(mail, mailbox), ...mailFaults(one, text, baselines.get(one.field), subject)]];
  });
}

async function healthFaults(site: RunningSite): Promise<string[]> {
  const alive = await fetch(`${site.url}/livez`).then(
    ({ ok }) => ok,
    () => false,
  );
  const errors = site
    .output()
    .split('\n')
    .filter((line) => line.includes('"level":"error"'));
  return [
    ...(alive ? [] : ['the server does not answer any more']),
    ...errors.slice(0, 5).map((line) => `the log says ${line}`),
  ];
}
