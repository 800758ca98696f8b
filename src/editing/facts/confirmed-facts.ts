import { isDeepStrictEqual } from 'node:util';
import type { FactName } from '../../content-schemas/collections.ts';
import { defaultLanguage } from '../../paths.ts';
import { isData } from './data.ts';
import { valueAt } from './edits.ts';
import { type Confirmation, confirmations, pathOf, valueIn } from './fact-form.ts';
import { editYaml } from './yaml-edit.ts';

/** Somebody stands for facts as they were, so a confirmation does not outlive a change of them. */

const signs = ['potwierdzil', 'potwierdzono', 'sprawdzono', 'sprawdzic_do'];

/** A confirmation, and the facts that it is for: what is written in Polish, for a translation says the same. */
interface Confirmed extends Confirmation {
  readonly facts: unknown;
}

function inPolish(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPolish);
  if (!isData(value)) return value;
  if (defaultLanguage in value) return value[defaultLanguage];
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, inPolish(one)]])),
  );
}

/** @returns what somebody in a file stands for */
function confirmedIn(name: FactName, text: string): Confirmed[] {
  const data = valueIn(text);
  return confirmations(name, text)
    .filter(({ confirmedBy }) => confirmedBy !== null)
    .map((one) => {
      const value = valueAt(data, pathOf(one.at));
      const facts = isData(value)
        ? Object.fromEntries(Object.entries(value).filter(([key]) => !signs.includes(key)))
        : {};
      return { ...one, facts: inPolish(facts) };
    });
}

const isSameSign = (one: Confirmation, other: Confirmation): boolean =>
  one.confirmedBy === other.confirmedBy && one.checkedOn === other.checkedOn && one.checkBy === other.checkBy;

const isSame = (one: Confirmed, other: Confirmed): boolean =>
  isSameSign(one, other) && isDeepStrictEqual(one.facts, other.facts);

/**
 * @param before a file of facts; @param after the same changed
 * @returns what stands there as confirmed though it says something else than what was confirmed
 */
export function outlived(name: FactName, before: string, after: string): Confirmation[] {
  const [old, fresh] = [confirmedIn(name, before), confirmedIn(name, after)];
  const gone = old.filter((one) => !fresh.some((other) => isSame(one, other)));
  return fresh.filter(
    (one) => !old.some((other) => isSame(one, other)) && gone.some((other) => isSameSign(one, other)),
  );
}

/**
 * @param texts what two people made of one file; @param merged both as one
 * @returns the same without a confirmation of the one over facts of the other, which nobody has seen together
 */
export function withoutMixed(name: FactName, merged: string, texts: readonly string[]): string {
  const sound = texts.flatMap((text) => confirmedIn(name, text));
  const mixed = confirmedIn(name, merged).filter((one) => !sound.some((other) => isSame(one, other)));
  return withoutConfirmations(merged, mixed);
}

/** @returns a file in which nobody stands for these any more */
export const withoutConfirmations = (text: string, gone: readonly Confirmation[]): string =>
  gone.length === 0
    ? text
    : editYaml(
        text,
        gone.map(({ at }) => ({ kind: 'set', path: [...pathOf(at), 'potwierdzil'], value: null })),
      );

/**
 * Who confirms facts and then changes them once more has not confirmed these.
 *
 * @param seen a draft; @param typed the same after a form was saved; @param published the file as it is on the site
 * @returns it without the confirmations that stood in the draft only
 */
export function withoutOwn(name: FactName, seen: string, typed: string, published: string): string {
  const known = confirmedIn(name, published);
  const own = outlived(name, seen, typed).filter((one) => !known.some((other) => isSameSign(one, other)));
  return withoutConfirmations(typed, own);
}

/** @returns what was confirmed before, says something else by now, and nobody stands for; `by`: who did */
export function unconfirmed(
  name: FactName,
  before: string,
  after: string,
): { readonly at: string; readonly title: string; readonly by: string }[] {
  const [old, fresh] = [confirmedIn(name, before), confirmedIn(name, after)];
  const gone = old.filter((one) => !fresh.some((other) => isSame(one, other)));
  return confirmations(name, after).flatMap(({ at, title, confirmedBy }) => {
    const former = gone.find((one) => one.title === title);
    return confirmedBy !== null || former === undefined ? [] : [{ at, title, by: former.confirmedBy ?? '' }];
  });
}
