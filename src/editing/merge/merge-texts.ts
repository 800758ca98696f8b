import { withoutMixed } from '../facts/confirmed-facts.ts';
import { factAt } from '../facts/fact-place.ts';
import { cut, join } from '../pages/page-file.ts';
import { mergeBodies } from './merge-bodies.ts';
import { mergeYaml } from './merge-yaml.ts';
import type { Choose, Merged } from './merged.ts';

/**
 * Merges two versions of one file: facts and the fields of a page field by field and entry by entry, its text
 * paragraph by paragraph.
 *
 * @param base the common base of both
 * @returns undefined when a version cannot be parsed, so that one whole version must be chosen
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
  if (path.endsWith('.yaml')) {
    const [merged, name] = [mergeYaml(base, mine, theirs, choose), factAt(path)];
    if (merged === undefined || name === undefined) return merged;
    return { ...merged, text: withoutMixed(name, merged.text, [mine, theirs]) };
  }
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
