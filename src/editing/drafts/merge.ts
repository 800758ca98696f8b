import { undoFact } from '../history/undo-fact.ts';
import { cut, join } from '../pages/page-file.ts';

/**
 * Two people at one file who changed different things in it.
 *
 * @param base what both began from
 * @param wins whether mine stands where both changed the same field or the same text
 * @returns the text with the changes of both; undefined where they are in each other's way
 */
export function mergeTexts(
  path: string,
  base: string,
  mine: string,
  theirs: string,
  wins = false,
): string | undefined {
  if (mine === theirs || base === theirs) return mine;
  if (base === mine) return theirs;
  // To go back from mine to the beginning and to make my change are the same steps, the other way round.
  if (path.endsWith('.yaml')) return undoFact(mine, base, theirs, wins);
  const [from, own, others] = [base, mine, theirs].map(cut);
  if (from === undefined || own === undefined || others === undefined) return undefined;
  const one = (name: 'fields' | 'body'): string | undefined => {
    if (own[name] === from[name] || own[name] === others[name]) return others[name];
    if (others[name] === from[name]) return own[name];
    if (name === 'fields') return undoFact(own.fields, from.fields, others.fields, wins);
    return wins ? own.body : undefined;
  };
  const [fields, body] = [one('fields'), one('body')];
  return fields === undefined || body === undefined ? undefined : join({ ...others, fields, body });
}
