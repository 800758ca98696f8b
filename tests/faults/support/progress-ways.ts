import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type NoticeKind, noticeKinds } from '../../../src/enquiry/progress/notices.ts';
import type { AdditionKind } from '../../../src/enquiry/store/progress-store.ts';
import type { EnquiryStore } from '../../../src/enquiry/store/store.ts';
import type { Mailbox, ReceivedMail } from '../../support/mailbox.ts';
import { postForm } from '../../support/progress-visits.ts';
import { sendEnquiry } from '../../support/send-enquiry.ts';
import { addressOf, type ClubData, type Copy, distinct, messageIdOf, onDay } from './progress-club.ts';
import type { ServerProcess } from './server-process.ts';
import type { ProgressStep, ProgressWay } from './steps-of-progress.ts';

/** One kill, and the state before it. */
export interface Scenario {
  readonly step: ProgressStep;
  readonly club: ClubData;
  readonly copy: Copy;
  readonly mails: Mailbox;
  /** References of enquiries sent after the kill, to see that the server works. */
  readonly afterwards: string[];
  /** The token of the form with the new number. */
  token?: string;
  /** Sealed bytes that must not be found anywhere afterwards. */
  sealed: readonly Buffer[];
}

export interface PlayedWay {
  /** The time at which the server is killed. */
  readonly at: Date;
  /** The times of the following starts, during which nothing is killed. */
  readonly later: readonly Date[];
  prepare?(scenario: Scenario, store: EnquiryStore): Promise<void>;
  /** An action of a person or of staff. @returns whether it was answered as done */
  act?(scenario: Scenario, server: ServerProcess): Promise<boolean>;
  /** @param start index in `later` @returns whether all mail expected after it has arrived */
  isDone?(scenario: Scenario, start: number): boolean;
  /** What a busy machine does later than the mail. @returns whether it is done */
  isOver?(scenario: Scenario, store: EnquiryStore): Promise<boolean>;
  /** Whether the clock must have checked everything due, so that unwanted mail would have been sent. */
  readonly looks?: true;
  /** @returns one sentence for each broken promise */
  judge(scenario: Scenario, store: EnquiryStore): Promise<readonly string[]>;
}

const presses = 40;
const betweenPressesMilliseconds = 500;

/** Posts again while a busy server answers 503: nothing was promised then. */
async function postUntilTaken(...how: Parameters<typeof postForm>): ReturnType<typeof postForm> {
  let answer = await postForm(...how);
  for (let again = 1; answer.status === 503 && again < presses; again += 1) {
    await pause(betweenPressesMilliseconds);
    answer = await postForm(...how);
  }
  return answer;
}

const fault = (isKept: boolean, sentence: string): readonly string[] => (isKept ? [] : [sentence]);

const duringMonday = { at: onDay(0, '09:30'), later: [onDay(0, '14:30')] };

const press = (whose: 'open' | 'taken', step: 'taken' | 'undo', seen: string): PlayedWay => ({
  ...duringMonday,
  async act({ club }, server) {
    const { staffPath } = club[whose];
    const fields = { who: 'pracownik', step, seen };
    const { status, text } = await postUntilTaken(addressOf(server), staffPath, fields);
    return status === 303 || /To już było (?:zapisane|cofnięte)/.test(text);
  },
  async judge({ club }, store) {
    const events = (await store.progress(club[whose].reference))?.events.map((event) => event.step).join();
    const expected = step === 'taken' ? 'taken' : 'taken,undo';
    return fault(events === expected, `noted is ${events}, not ${expected}`);
  },
});

const tokenIn = (html: string): string => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** @returns the mails of one Message-ID */
const mailsOf = ({ mails }: Scenario, messageId: string): readonly ReceivedMail[] =>
  mails.mails.filter((mail) => messageIdOf(mail) === messageId);

const addition = (kind: AdditionKind): PlayedWay => ({
  ...duringMonday,
  async act(scenario, server) {
    const site = addressOf(server);
    const { reference, code } = scenario.club.open;
    const person = { reference, code };
    const post = (fields: Readonly<Record<string, string>>) =>
      postUntilTaken(site, '/zgloszenie/stan/', { ...person, ...fields });
    if (kind === 'phone') scenario.token ??= tokenIn((await post({})).html);
    const number = kind === 'phone' ? { phone: '600 100 204', form: scenario.token ?? '' } : {};
    return (await post({ action: kind, ...number })).status === 200;
  },
  async judge(scenario, store) {
    const { reference } = scenario.club.open;
    const added = (await store.followUps(reference)).filter(({ followUp }) => followUp?.kind === kind);
    const progress = await store.progress(reference);
    const marked = {
      phone: true,
      withdraw: progress?.withdrawnAt,
      'nobody-called': progress?.nobodyCalledAt,
    };
    return [
      ...fault(added.length === 1, `${added.length} additions are stored`),
      ...fault(
        added.every(({ state }) => state === 'delivered'),
        'an addition is not delivered',
      ),
      ...fault(Boolean(marked[kind]), 'the enquiry is not marked'),
      ...fault(
        added.every(({ messageId }) => mailsOf(scenario, messageId).length > 0),
        'the mail of an addition never came',
      ),
    ];
  },
});

const secondMail: PlayedWay = {
  ...duringMonday,
  async act(_, server) {
    const answers = { channel: 'email', email: 'anna@kis.example' };
    return (await sendEnquiry(addressOf(server), answers)).reference !== '';
  },
  async judge(scenario, store) {
    const { club, afterwards } = scenario;
    const others = [club.open, club.taken, club.closed].map(({ reference }) => reference).concat(afterwards);
    const mine = (await store.list()).filter(({ reference }) => !others.includes(reference));
    const faults = [...fault(mine.length > 0, 'the enquiry is not stored')];
    for (const { reference, messageId } of mine) {
      const [link, ...more] = await store.followUps(reference);
      faults.push(
        ...fault(link?.state === 'delivered' && more.length === 0, 'not one second mail is delivered'),
        ...fault(mailsOf(scenario, messageId).length > 0, 'the first mail never came'),
        ...fault(mailsOf(scenario, link?.messageId ?? '').length > 0, 'the second mail never came'),
      );
    }
    return faults;
  },
};

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
const named = ({ mails }: Pick<Scenario, 'mails'>, name: string): readonly ReceivedMail[] =>
  mails.mails.filter((mail) => messageIdOf(mail).startsWith(`<${name}`));

/** Between these steps a notice is recorded but no mail server has it: then only the digest reports it. */
const mayBeLost = ['after noting a notice', 'before giving a notice back'].concat(
  ['before connecting', 'after connecting'].map((when) => `${when} to the mail server`),
  'before final dot',
);

/** @returns the clock's mails about an enquiry */
export const noticesOf = (scenario: Pick<Scenario, 'mails'>, reference: string): readonly ReceivedMail[] =>
  noticeKinds.flatMap((kind) => named(scenario, `${kind}-${reference}@`));

export const isLost = (scenario: Scenario): boolean =>
  mayBeLost.includes(scenario.step.name) &&
  (['reminder', 'escalation', 'silence', 'refused-reminder'] as readonly string[]).includes(
    scenario.step.way,
  ) &&
  noticesOf(scenario, scenario.club.open.reference).length +
    noticesOf(scenario, scenario.club.taken.reference).length ===
    0;

function notice(kind: NoticeKind, at: Date, later: Date): PlayedWay {
  const about = ({ club }: Scenario) => (kind === 'silence' ? club.taken : club.open).reference;
  return {
    at,
    later: [later],
    looks: true,
    async prepare({ club }, store) {
      await store.setFlag('digest', dayOf(at));
      if (kind !== 'silence') return;
      for (const step of ['taken', 'contacted'] as const)
        await store.press(club.open.reference, { step, who: 'pracownik', at: onDay(0, '09:00') });
    },
    isDone: (scenario) =>
      named(scenario, `digest-${dayOf(later)}@`).length > 0 &&
      (mayBeLost.includes(scenario.step.name) || named(scenario, `${kind}-${about(scenario)}@`).length > 0),
    async judge(scenario) {
      const reference = about(scenario);
      const came = named(scenario, `${kind}-${reference}@`);
      const all = noticesOf(scenario, reference);
      const [digest] = named(scenario, `digest-${dayOf(later)}@`);
      return [
        ...fault(came.length <= 1, `${came.length} mails of one ${kind}`),
        ...fault(all.length <= noticeKinds.length, `${all.length} mails of the clock`),
        ...fault(came.length === 1 || mayBeLost.includes(scenario.step.name), `no ${kind} came`),
        ...fault(digest?.parsed.text?.includes(reference) === true, 'the next digest leaves it out'),
      ];
    },
  };
}

const digestLater = [onDay(1, '10:30'), onDay(2, '10:00')] as const;
const digestsOf = (scenario: Scenario, start: number) =>
  named(scenario, `digest-${dayOf(digestLater[start] ?? digestLater[0])}`);
const isUnclaimed = ({ step }: Scenario) => step.name === 'before claiming the day of the digest';
const digest: PlayedWay = {
  at: onDay(1, '10:00'),
  later: digestLater,
  // A mail that was claimed but not sent before the kill is not sent on that day.
  isDone: (scenario, start) =>
    (start === 0 && !isUnclaimed(scenario)) || distinct(digestsOf(scenario, start)) === 2,
  async judge(scenario) {
    const [first, second] = digestLater.map((_, start) => digestsOf(scenario, start));
    return [
      ...fault(first?.length === distinct(first ?? []), 'a digest came twice'),
      ...fault(
        !isUnclaimed(scenario) || first?.length === 2,
        'a digest that nobody had claimed did not come',
      ),
      ...fault(second?.length === 2, `${second?.length} digests on the next morning`),
    ];
  },
};

/** @returns whether the bytes are in a file of the folder */
const liesIn = (folder: string, bytes: Buffer): boolean =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith('kis.db'))
    .some(({ name }) => readFileSync(join(folder, name)).includes(bytes));

const hour = 3_600_000;
const retentionAt = onDay(31, '10:30');
const retention: PlayedWay = {
  at: retentionAt,
  later: [new Date(retentionAt.getTime() + 2 * hour)],
  async prepare(scenario, store) {
    const { reference } = scenario.club.closed;
    const mine = [await store.find(reference), ...(await store.followUps(reference))];
    scenario.sealed = mine.flatMap((each) => (each ? [Buffer.from(each.content).subarray(-64)] : []));
    const ago = (hours: number) => new Date(retentionAt.getTime() - hours * hour).toISOString();
    await store.setFlag('digest', dayOf(retentionAt));
    await store.setFlag('erasure', ago(2));
    await store.setFlag('erasure-steady', ago(72));
  },
  async isOver({ club }, store) {
    const { reference } = club.closed;
    return (await store.find(reference)) === undefined && (await store.followUps(reference)).length === 0;
  },
  async judge({ club, copy, sealed }, store) {
    const { reference } = club.closed;
    const kept = (await store.list()).map((each) => each.reference);
    const isThere = sealed.some((bytes) => liesIn(copy.folder, bytes));
    return [
      ...fault(!kept.includes(reference), 'what was closed is kept for too long'),
      ...fault((await store.followUps(reference)).length === 0, 'what follows an erased enquiry is kept'),
      ...fault(
        [club.open, club.taken].every((one) => kept.includes(one.reference)),
        'an open one is erased',
      ),
      ...fault(sealed.length === 2 && (copy.databaseUrl !== undefined || !isThere), 'sealed bytes are left'),
    ];
  },
};

const reminder = notice('reminder', onDay(2, '11:00'), onDay(3, '09:00'));

export const playedWays: Readonly<Record<ProgressWay, PlayedWay>> = {
  press: press('open', 'taken', '0'),
  undo: press('taken', 'undo', '1'),
  phone: addition('phone'),
  withdraw: addition('withdraw'),
  'nobody-called': addition('nobody-called'),
  'second-mail': secondMail,
  reminder,
  'refused-reminder': reminder,
  escalation: notice('escalation', onDay(3, '15:40'), onDay(4, '10:00')),
  silence: notice('silence', onDay(4, '10:00'), onDay(5, '10:30')),
  digest,
  retention,
};
