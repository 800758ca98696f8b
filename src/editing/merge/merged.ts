/** Whose version is used in a place that two people changed. */
export type Choice = 'mine' | 'theirs';
/** @returns the choice for a place; undefined: not chosen yet */
export type Choose = (name: string) => Choice | undefined;

/** A place of a file that two people changed differently, without a choice yet. */
export interface Clash {
  /** Name of its control; in a text `body:` and a hash of the part. */
  readonly name: string;
  /** The whole file as in `Merged.base`, with my version of this place only. */
  readonly mine: string;
  /** The same with the other person's version. */
  readonly theirs: string;
}

export interface Merged {
  /** The merged text; my version where nothing was chosen. */
  readonly text: string;
  /** The other person's text; where nothing was chosen, the common base. */
  readonly base: string;
  readonly clashes: readonly Clash[];
}
