import { undoFact } from '../history/undo-fact.ts';
import { cut, join } from '../pages/page-file.ts';

/**
 * Two people at one file who changed different things in it.
 *
 * @param base what both began from
 * @returns the text with the changes of both; undefined where both changed the same field or the same text
 */
export function mergeTexts(path: string, base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || base === theirs) return mine;
  if (base === mine) return theirs;
  // To go back from mine to the beginning and to make my change are the same steps, the other way round.
  if (path.endsWith('.yaml')) return undoFact(mine, base, theirs);
  const [from, own, others] = [base, mine, theirs].map(cut);
  if (from === undefined || own === undefined || others === undefined) return undefined;
  const one = (name: 'fields' | 'body'): string | undefined => {
    if (own[name] === from[name] || own[name] === others[name]) return others[name];
    if (others[name] === from[name]) return own[name];
    return name === 'fields' ? undoFact(own.fields, from.fields, others.fields) : undefined;
  };
  const [fields, body] = [one('fields'), one('body')];
  return fields === undefined || body === undefined ? undefined : join({ ...others, fields, body });
}
