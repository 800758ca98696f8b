/** Whose version stands in a place that two people changed. */
export type Choice = 'mine' | 'theirs';
/** @returns what was chosen for a place; undefined: nobody has chosen yet */
export type Choose = (name: string) => Choice | undefined;

/** A place of a file that two people changed, each in another way, and nobody has chosen. */
export interface Clash {
  /** Of the control at which it stands; in a text, behind `body:`, a sign of the part. */
  readonly name: string;
  /** The whole file as `Merged.base` is, with my version of this place only. */
  readonly mine: string;
  /** The same with the other one's version. */
  readonly theirs: string;
}

export interface Merged {
  /** The changes of both; mine where nobody has chosen. */
  readonly text: string;
  /** What the other one has; where nobody has chosen, still what both began from. */
  readonly base: string;
  readonly clashes: readonly Clash[];
}
