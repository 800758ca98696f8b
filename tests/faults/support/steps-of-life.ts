/** What has to happen for the step to be reached. */
export type Way =
  /** Enquiries come in and go out. */
  | 'delivery'
  /** The mail server says "later" to each. */
  | 'postponement'
  /** The store is locked by another program while enquiries come in; then it is free again. */
  | 'spool'
  /** The data directory is empty. */
  | 'first-start'
  /** The operator runs a command beside the server. */
  | 'erase'
  | 'backup';

export interface Step {
  /** As `kill-at.ts` calls it. */
  readonly name: string;
  readonly way: Way;
}

const both = (way: Way, ...names: readonly string[]): readonly Step[] =>
  names.flatMap((name) => [
    { name: `before ${name}`, way },
    { name: `after ${name}`, way },
  ]);

/** The life of an enquiry, step by step. */
export const steps: readonly Step[] = [
  ...both('first-start', 'keeping a secret at the first start'),
  ...both('delivery', 'insert', 'commit', 'handing over the answer'),
  { name: 'after answer', way: 'delivery' },
  ...both('delivery', 'claim', 'connecting to the mail server', 'final dot', 'recording the delivery'),
  ...both('postponement', 'postponing'),
  ...both('spool', 'linking into the spool', 'taking out of the spool'),
  ...both('erase', 'erasing', 'emptying the log'),
  ...both('backup', 'naming a backup', 'closing the store'),
];
