/** The situation in which the step is reached. */
export type Way =
  /** Enquiries are received and sent. */
  | 'delivery'
  /** The mail server answers "later" to each. */
  | 'postponement'
  /** The store is locked by another program while enquiries are received; then it is unlocked. */
  | 'spool'
  /** The data directory is empty. */
  | 'first-start'
  /** The operator runs a command beside the server. */
  | 'erase'
  | 'backup';

export interface Step {
  /** Its name in `kill-at.ts`. */
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
