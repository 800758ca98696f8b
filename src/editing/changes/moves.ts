import { addressOf } from '../../content-check/reading/link-targets.ts';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import { defaultLanguage } from '../../paths.ts';
import { oldAddressesIn } from '../pages/addresses.ts';
import { withLinksTo, withoutLinksTo } from '../pages/links.ts';
import { bodyOf, frontMatterOf, pageAt } from '../pages/page-file.ts';
import type { FileChange } from './change.ts';

/** Files whose changes are one change for a person, and are published together. */
export type Together =
  | { readonly kind: 'one'; readonly files: readonly [FileChange] }
  /** A page that was renamed, with its translations and the pages whose links were updated. */
  | {
      readonly kind: 'moved';
      readonly from: FileChange;
      readonly to: FileChange;
      /** Pages in which only the links changed. */
      readonly followers: readonly FileChange[];
      /** Pages that have other changes too. */
      readonly others: readonly FileChange[];
      readonly files: readonly FileChange[];
    }
  /** A removed page, and the page to which its address now redirects. */
  | {
      readonly kind: 'replaced';
      readonly gone: FileChange;
      readonly heir: FileChange;
      readonly others: readonly FileChange[];
      readonly files: readonly FileChange[];
    };

export const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && new TextDecoder().decode(bytes);

const wholeAddress = ({ path }: FileChange): string => {
  const page = pageAt(path);
  return page === undefined ? '' : wholeAddressOf(page);
};

/** Whether the old address of a removed page now leads to this page, and did not before. */
const inherits = (page: FileChange, gone: FileChange): boolean =>
  oldAddressesIn(textOf(page.after) ?? '').includes(wholeAddress(gone)) &&
  !oldAddressesIn(textOf(page.before) ?? '').includes(wholeAddress(gone));

/** A page that was never published has no old address: it is recognised by its text. */
const isSamePage = (one: FileChange, other: FileChange): boolean =>
  bodyOf(textOf(one.before) ?? '') === bodyOf(textOf(other.after) ?? '') &&
  frontMatterOf(textOf(one.before) ?? '')['tytul'] === frontMatterOf(textOf(other.after) ?? '')['tytul'];

/** The field `oryginal` is written by the program, so it is ignored here. */
const withoutSign = (text: string): string => text.replace(/^oryginal:.*\n/m, '');

/** Whether a page links to a page that moved, or is marked as a translation of it. */
function follows({ before, after }: FileChange, from: string, to: string): 'only' | 'too' | undefined {
  const [old, fresh] = [textOf(before), textOf(after)];
  if (old === undefined || fresh === undefined) return undefined;
  const linked = [
    withLinksTo(old, from, to),
    withLinksTo(old, from, to, false),
    withoutLinksTo(old, from, to),
  ];
  if (linked.some((text) => withoutSign(text) === withoutSign(fresh))) return 'only';
  return linked[0] === old ? undefined : 'too';
}

/** A removed page and the page that continues it: a renamed one, or another page. */
interface Pair {
  readonly gone: FileChange;
  readonly next: FileChange;
  readonly isMove: boolean;
}

const plainAddress = ({ path }: FileChange): string => {
  const page = pageAt(path);
  return page === undefined ? '' : addressOf(page);
};

function groupOf(pairs: readonly [Pair, ...Pair[]], rest: readonly FileChange[]): Together {
  const [{ gone, next, isMove }, ...translations] = pairs;
  const taken = new Set(pairs.flatMap((pair) => [pair.gone, pair.next]));
  const kinds = Map.groupBy(
    rest.filter((one) => !taken.has(one)),
    (one) => follows(one, plainAddress(gone), plainAddress(next)),
  );
  const [followers, too] = [kinds.get('only') ?? [], kinds.get('too') ?? []];
  const files = [
    ...new Set([gone, next, ...translations.flatMap((pair) => [pair.gone, pair.next]), ...followers, ...too]),
  ];
  return isMove
    ? { kind: 'moved', from: gone, to: next, followers, others: too, files }
    : { kind: 'replaced', gone, heir: next, others: too, files };
}

/** @returns the files in groups that belong together, in their order */
export function together(files: readonly FileChange[]): Together[] {
  const pages = files.filter(({ path }) => pageAt(path) !== undefined);
  const pairs = pages
    .filter(({ before, after }) => before !== undefined && after === undefined)
    .flatMap((gone): Pair[] => {
      const others = pages.filter((one) => one.after !== undefined);
      const fresh = others.filter(({ before }) => before === undefined);
      const to = fresh.find((one) => inherits(one, gone)) ?? fresh.find((one) => isSamePage(gone, one));
      const next = to ?? others.find((one) => inherits(one, gone));
      return next === undefined ? [] : [{ gone, next, isMove: to !== undefined }];
    });
  // Pages with the same name in several languages are one page; the Polish one represents it.
  const families = Map.groupBy(pairs, ({ gone, isMove }) => `${isMove} ${plainAddress(gone)}`);
  const taken = new Set<FileChange>();
  const groups = new Map<FileChange, Together>();
  for (const family of families.values()) {
    const [first, ...others] = family.toSorted(
      (one, other) => languageOrder(one.gone) - languageOrder(other.gone),
    );
    if (first === undefined) continue;
    const group = groupOf(
      [first, ...others],
      pages.filter((one) => !taken.has(one)),
    );
    for (const file of group.files) taken.add(file);
    groups.set(group.files[0] ?? first.gone, group);
  }
  return files.flatMap((file): Together[] => {
    const group = groups.get(file);
    if (group !== undefined) return [group];
    return taken.has(file) ? [] : [{ kind: 'one', files: [file] }];
  });
}

const languageOrder = ({ path }: FileChange): number => (path.startsWith(`${defaultLanguage}/`) ? 0 : 1);

/** @returns the addresses of a page before and after a move, and whether the old one redirects */
export function addressesOf(from: FileChange, to: FileChange) {
  return { before: wholeAddress(from), after: wholeAddress(to), goesOn: inherits(to, from) };
}
