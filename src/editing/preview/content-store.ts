import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stringify } from 'devalue';
import { toText } from '../../content-check/reading/file-text.ts';
import { readMarkdown } from '../../content-check/reading/front-matter.ts';
import { sortFiles } from '../../content-check/reading/source-files.ts';
import { readYaml } from '../../content-check/reading/yaml-source.ts';
import { factFiles, factNames, pageFolderNames, pageFolders } from '../../content-schemas/collections.ts';
import { originalHash, originalOf } from '../../content-schemas/translation.ts';
import { markdownProcessor } from '../../markdown/processor.ts';
import type { ServedFile } from '../../staff-files/served-files.ts';
import { languages } from '../../words/index.ts';
import { factFile } from '../facts/fact-place.ts';

/** Files of the content by their path below the content folder. */
export type ContentFiles = ReadonlyMap<string, Uint8Array>;

type Entry = Readonly<Record<string, unknown>>;

/**
 * The entry that Astro's content layer stores for a rendered text; Astro does not document it, so a test compares it
 * with a real build.
 */
interface Rendered {
  readonly code: string;
  readonly metadata: Readonly<Record<string, unknown>> & {
    readonly localImagePaths?: readonly string[];
    readonly remoteImagePaths?: readonly string[];
  };
}

const textOf = (bytes: Uint8Array | undefined): string => toText(Buffer.from(bytes ?? []).toString());

/**
 * The content as Astro's content layer gives it to the pages, made with the same schemas, readers and Markdown as in
 * a build. A file that cannot be parsed, or does not match its schema, is left out: the check reports it.
 *
 * @param base the content folder, for the paths from which pages take their language
 * @returns the serialised store, as the pages' program reads it
 */
export async function contentStore(
  files: ContentFiles,
  base: string,
  find: (path: string) => Promise<ServedFile | undefined>,
): Promise<string> {
  const store = new Map<string, Map<string, Entry>>();
  const add = (collection: string, id: string, entry: Entry): void => {
    const entries = store.get(collection) ?? new Map<string, Entry>();
    store.set(collection, entries.set(id, { id, ...entry }));
  };
  for (const name of factNames) {
    const path = factFile(name);
    const bytes = files.get(path);
    const reading = bytes && readYaml(textOf(bytes));
    if (reading?.kind !== 'data') continue;
    const parsed = factFiles[name].schema.safeParse(reading.data.value ?? {});
    if (parsed.success) add(name, name, { data: parsed.data, filePath: path });
  }
  const hasFile = (language: string, file: string) => files.has(`${language}/${file}`);
  const renderer = await markdownProcessor(find, hasFile).createRenderer({ syntaxHighlight: false });
  const pages = sortFiles([...files.keys()], languages).pages;
  for (const { path } of pages) {
    const [language = '', folder, file = ''] = path.split('/');
    const collection = pageFolderNames.find((each) => each === folder);
    const reading = readMarkdown(textOf(files.get(path)));
    if (collection === undefined || reading.kind === 'faults') continue;
    const frontMatter = reading.file.frontMatter.value;
    const parsed = pageFolders[collection].schema.safeParse(frontMatter);
    if (!parsed.success) continue;
    const textHash = originalHash(originalOf(frontMatter, reading.file.body));
    const { code, metadata } = (await renderer.render(reading.file.body, {
      frontmatter: { fields: frontMatter, textHash },
      fileURL: pathToFileURL(join(base, path)),
    })) as Rendered;
    const imagePaths = [...(metadata.localImagePaths ?? []), ...(metadata.remoteImagePaths ?? [])];
    add(collection, `${language}/${file.replace(/\.md$/, '')}`, {
      data: { fields: parsed.data, textHash },
      filePath: path,
      rendered: { html: code, metadata: { ...metadata, imagePaths } },
    });
  }
  return stringify(store);
}
