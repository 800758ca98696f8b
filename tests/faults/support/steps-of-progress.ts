import type { NoticeKind } from '../../../src/enquiry/progress/notices.ts';
import type { AdditionKind } from '../../../src/enquiry/store/progress-store.ts';

/** The situation in which the step is reached. */
export type ProgressWay =
  /** Staff record a step, or undo one. */
  | 'press'
  | 'undo'
  /** A person adds something. */
  | AdditionKind
  /** An enquiry by e-mail is received: its link is sent in a separate mail. */
  | 'second-mail'
  /** The clock's mail is due. */
  | NoticeKind
  /** It is due, and the mail server answers "later". */
  | 'refused-reminder'
  /** The mails of a working morning are due. */
  | 'digest'
  /** An enquiry was closed longer ago than it may be kept. */
  | 'retention';

export interface ProgressStep {
  /** Its name in `kill-at.ts`. */
  readonly name: string;
  readonly way: ProgressWay;
  /** At which occurrence it is reached. */
  readonly count: number;
}

const both = (way: ProgressWay, names: readonly string[], count = 1): readonly ProgressStep[] =>
  names.flatMap((name) => [
    { name: `before ${name}`, way, count },
    { name: `after ${name}`, way, count },
  ]);

const answered = (way: ProgressWay): readonly ProgressStep[] => [
  ...both(way, ['handing over the answer']),
  { name: 'after answer', way, count: 1 },
];

const mailed = ['connecting to the mail server', 'final dot', 'recording the delivery'];
const additionSteps = ['storing an addition', 'marking the enquiry', 'commit of an addition'];
const noticeSteps = ['noting a notice', 'connecting to the mail server', 'final dot'];

/** The steps of the progress after the mail. */
export const progressSteps: readonly ProgressStep[] = [
  ...(['press', 'undo'] as const).flatMap((way) => [...both(way, ['noting a step']), ...answered(way)]),
  // A number is shown before it is added, and that page is an answer too.
  ...both('phone', [...additionSteps, ...mailed]),
  ...both('phone', ['handing over the answer'], 2),
  { name: 'after answer', way: 'phone', count: 2 },
  ...(['withdraw', 'nobody-called'] as const).flatMap((way) => [
    ...both(way, [...additionSteps, ...mailed]),
    ...answered(way),
  ]),
  ...both('second-mail', ['storing the second mail', 'commit of the second mail']),
  ...both('second-mail', ['final dot', 'recording the delivery'], 2),
  ...both('reminder', noticeSteps),
  ...both('escalation', noticeSteps),
  ...both('silence', noticeSteps),
  ...both('refused-reminder', ['giving a notice back']),
  ...both('digest', ['claiming the day of the digest', 'connecting to the mail server']),
  ...both('digest', ['final dot']),
  ...both('digest', ['final dot'], 2),
  ...both('retention', ['erasing', 'erasing what follows', 'commit of an erasure', 'emptying the log']),
];
