import { cut, join } from '../pages/page-file.ts';
import { mergeBodies } from './merge-bodies.ts';
import { mergeYaml } from './merge-yaml.ts';

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

/**
 * Two people at one file: facts and the fields of a page go together field by field and entry by entry, its text
 * paragraph by paragraph.
 *
 * @param base what both began from
 * @returns undefined where it cannot be read, so that only one whole version can stand
 */
export function mergeTexts(
  path: string,
  base: string,
  mine: string,
  theirs: string,
  choose: Choose = () => undefined,
): Merged | undefined {
  if (mine === theirs || base === mine) return { text: theirs, base: theirs, clashes: [] };
  if (base === theirs) return { text: mine, base, clashes: [] };
  if (path.endsWith('.yaml')) return mergeYaml(base, mine, theirs, choose);
  const [from, own, others] = [base, mine, theirs].map(cut);
  if (from === undefined || own === undefined || others === undefined) return undefined;
  const fields = mergeYaml(from.fields, own.fields, others.fields, choose);
  if (fields === undefined) return undefined;
  const body = mergeBodies(from.body, own.body, others.body, choose);
  const page = (its: { readonly fields: string; readonly body: string }): string =>
    join({ ...others, ...its });
  const old = { fields: fields.base, body: body.base };
  return {
    text: page({ fields: fields.text, body: body.text }),
    base: page(old),
    clashes: [
      ...fields.clashes.map((one) => ({
        name: one.name,
        mine: page({ ...old, fields: one.mine }),
        theirs: page({ ...old, fields: one.theirs }),
      })),
      ...body.clashes.map((one) => ({
        name: one.name,
        mine: page({ ...old, body: one.mine }),
        theirs: page({ ...old, body: one.theirs }),
      })),
    ],
  };
}
