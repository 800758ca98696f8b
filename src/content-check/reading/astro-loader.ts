import type { Loader, LoaderContext } from 'astro/loaders';
import { originalHash, originalOf } from '../../content-schemas/translation.ts';
import { toText } from './file-text.ts';
import { readMarkdown } from './front-matter.ts';
import { readYaml } from './yaml-source.ts';

/**
 * The result that Astro expects from a reader; Astro does not declare this type, so its version is pinned and a test
 * reads unusual files.
 */
interface EntryInfo {
  readonly data: unknown;
  readonly body: string;
  readonly slug: string;
  readonly rawData: string;
}

interface EntryType {
  readonly getEntryInfo: (file: { readonly contents: string }) => Promise<EntryInfo>;
}

/** @throws with the first fault; the check has reported it before, so this happens only without the check */
function unreadable(faults: readonly { readonly line: number; readonly message: string }[]): never {
  const [fault] = faults;
  throw new Error(`${fault?.line ?? 1}  ${fault?.message ?? ''}`);
}

const info = (data: unknown, body: string): EntryInfo => ({ data: data ?? {}, body, slug: '', rawData: '' });

function readMarkdownEntry(contents: string): EntryInfo {
  const reading = readMarkdown(toText(contents));
  if (reading.kind === 'faults') return unreadable(reading.faults);
  const { frontMatter, body } = reading.file;
  const fields = frontMatter.value ?? {};
  // The text itself is not stored, so the hash that translations need is stored with the fields.
  return info({ fields, textHash: originalHash(originalOf(fields, body)) }, body);
}

function readYamlEntry(contents: string): EntryInfo {
  const reading = readYaml(toText(contents));
  return reading.kind === 'data' ? info(reading.data.value, '') : unreadable(reading.faults);
}

/**
 * Astro's own readers handle dates, line ends and control characters in another way than the check; with one reader
 * for both, content that has passed the check can be built.
 *
 * @param loader of Astro, for files of the content
 * @returns the loader with our reader
 */
export const readAsChecked = (loader: Loader): Loader => ({
  ...loader,
  load(context) {
    const { entryTypes } = context as LoaderContext & { entryTypes: ReadonlyMap<string, EntryType> };
    const readAs = (ending: string, read: (contents: string) => EntryInfo) =>
      [
        ending,
        {
          ...entryTypes.get(ending),
          getEntryInfo: async (file: { readonly contents: string }) => read(file.contents),
        },
      ] as const;
    return loader.load({
      ...context,
      entryTypes: new Map<string, EntryType>([
        readAs('.md', readMarkdownEntry),
        readAs('.yaml', readYamlEntry),
      ]),
    } as LoaderContext);
  },
});
