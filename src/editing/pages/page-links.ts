import { editYaml } from '../facts/yaml-edit.ts';
import { cut, frontMatterOf, join } from './page-file.ts';

/** Links between pages, and the addresses that pages had before. */

/** Files of the content by their paths; only what is given is looked at. */
export type Texts = ReadonlyMap<string, string>;

/** @returns the old addresses that a page names, as they are written */
export const oldAddressesIn = (text: string): string[] => {
  const written = frontMatterOf(text)['dawne_adresy'] ?? [];
  return (Array.isArray(written) ? written : [written]).map(String);
};

/** @returns a page that answers at more old addresses; each once, and never its own */
export function withOldAddresses(text: string, addresses: readonly string[], own: string): string {
  const parts = cut(text);
  const known = oldAddressesIn(text);
  const value = [...new Set([...known, ...addresses])].filter((address) => address !== own);
  if (parts === undefined || value.join() === known.join()) return text;
  return join({ ...parts, fields: editYaml(parts.fields, [{ kind: 'set', path: ['dawne_adresy'], value }]) });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @returns a text whose links and doors lead to another address */
export const withLinksTo = (text: string, from: string, to: string): string =>
  text.replace(new RegExp(`(\\]\\(|adres:\\s*["']?)${escaped(from)}(?=[#?)\\s"']|$)`, 'gm'), `$1${to}`);
