import { addressOf as addressWithin } from '../../content-check/reading/link-targets.ts';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import { oldAddressesIn } from '../pages/addresses.ts';
import { withLinksTo, withoutLinksTo } from '../pages/links.ts';
import { bodyOf, frontMatterOf, pageAt } from '../pages/page-file.ts';
import type { FileChange } from './change.ts';

/** Files whose changes are one thing for a person, and are published together or not at all. */
export type Together =
  | { readonly kind: 'one'; readonly files: readonly [FileChange] }
  /** A page under another name, with the pages in which only the links to it changed. */
  | {
      readonly kind: 'moved';
      readonly from: FileChange;
      readonly to: FileChange;
      readonly files: readonly FileChange[];
    }
  /** A page that is gone, and the one that answers at its address from now on. */
  | {
      readonly kind: 'replaced';
      readonly gone: FileChange;
      readonly heir: FileChange;
      readonly files: readonly FileChange[];
    };

export const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && new TextDecoder().decode(bytes);

const addressOf = ({ path }: FileChange): string => {
  const page = pageAt(path);
  return page === undefined ? '' : wholeAddressOf(page);
};

/** Whether a page answers at the address of another one from now on, and did not before. */
const inherits = (page: FileChange, gone: FileChange): boolean =>
  oldAddressesIn(textOf(page.after) ?? '').includes(addressOf(gone)) &&
  !oldAddressesIn(textOf(page.before) ?? '').includes(addressOf(gone));

/** A page that was never published has no old address: it is known by its text. */
const isSamePage = (one: FileChange, other: FileChange): boolean =>
  bodyOf(textOf(one.before) ?? '') === bodyOf(textOf(other.after) ?? '') &&
  frontMatterOf(textOf(one.before) ?? '')['tytul'] === frontMatterOf(textOf(other.after) ?? '')['tytul'];

/** Whether nothing in a page has changed but its links to a page that moved or is gone. */
function onlyFollows({ before, after }: FileChange, from: FileChange, to: FileChange): boolean {
  const [gone, next] = [pageAt(from.path), pageAt(to.path)];
  if (before === undefined || after === undefined || gone === undefined || next === undefined) return false;
  const [old, fresh] = [textOf(before) ?? '', textOf(after)];
  const [was, is] = [addressWithin(gone), addressWithin(next)];
  return [withLinksTo(old, was, is), withLinksTo(old, was, is, false), withoutLinksTo(old, was, is)].includes(
    fresh ?? '',
  );
}

/** @returns the files in the groups that belong together, in their order */
export function together(files: readonly FileChange[]): Together[] {
  const pages = files.filter(({ path }) => pageAt(path) !== undefined);
  const taken = new Set<FileChange>();
  const groups = new Map<FileChange, Together>();
  const take = (group: Together): void => {
    for (const file of group.files) taken.add(file);
    groups.set(group.files[0], group);
  };
  for (const gone of pages.filter(({ before, after }) => before !== undefined && after === undefined)) {
    const others = pages.filter((one) => one !== gone && one.after !== undefined && !taken.has(one));
    const fresh = others.filter(({ before }) => before === undefined);
    const to = fresh.find((one) => inherits(one, gone)) ?? fresh.find((one) => isSamePage(gone, one));
    const heir = others.find((one) => inherits(one, gone));
    if (to !== undefined) {
      const followers = others.filter((one) => onlyFollows(one, gone, to));
      take({ kind: 'moved', from: gone, to, files: [gone, to, ...followers] });
    } else if (heir !== undefined) {
      const followers = others.filter((one) => onlyFollows(one, gone, heir));
      take({ kind: 'replaced', gone, heir, files: [gone, heir, ...followers] });
    }
  }
  return files.flatMap((file): Together[] => {
    const group = groups.get(file);
    if (group !== undefined) return [group];
    return taken.has(file) ? [] : [{ kind: 'one', files: [file] }];
  });
}

/** @returns the addresses of a page before and after it moved, and whether the old one goes on */
export function addressesOf(from: FileChange, to: FileChange) {
  return { before: addressOf(from), after: addressOf(to), goesOn: inherits(to, from) };
}
