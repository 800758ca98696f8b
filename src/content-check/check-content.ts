import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '../hours/days.ts';
import { filesBelow } from '../staff-files/files-below.ts';
import { isLeftBehind } from '../staff-files/names.ts';
import { staffFolder } from '../staff-files/served-files.ts';
import { languages } from '../words/index.ts';
import { type CheckResult, checkFiles } from './check-files.ts';
import { byPlace, errorsIn, type Finding } from './findings.ts';
import { neededPages } from './reading/source-files.ts';
import { publicFileFaults } from './rules/public-files.ts';
import { staffFileFaults } from './rules/staff-files.ts';

/** The content of a folder, by relative path with slashes. */
interface Folder {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Links, and entries that are neither file nor folder: they are not read. */
  readonly others: readonly string[];
}

async function readFolder(folder: string): Promise<Folder> {
  const found = filesBelow(folder);
  const files = found
    .filter(({ isFile }) => isFile)
    .map(async ({ path }) => [path, await readFile(join(folder, path))] as const);
  return {
    files: new Map(await Promise.all(files)),
    others: found.filter(({ isFile }) => !isFile).map(({ path }) => path),
  };
}

function laidOver(folder: Folder, overlay: ReadonlyMap<string, Uint8Array | null>): Folder {
  const files = new Map(folder.files);
  for (const [path, bytes] of overlay)
    if (bytes === null) files.delete(path);
    else files.set(path, bytes);
  return { ...folder, files };
}

const linkFault = {
  line: 1,
  message: 'To nie jest plik, tylko skrót do pliku albo folderu w innym miejscu. Usuń go i włóż tu sam plik.',
};

/**
 * @returns faults for names that differ only in upper and lower case: on Windows and macOS one of the files is lost
 */
const sameNames = (paths: readonly string[], prefix: string): Finding[] => {
  const first = new Map<string, string>();
  return paths.flatMap((path) => {
    const key = path.normalize('NFC').toLowerCase();
    const other = first.get(key);
    first.set(key, other ?? path);
    const message = `Ten plik i „${other}” różnią się tylko wielkością liter. Zmień nazwę jednego z nich.`;
    return other === undefined ? [] : errorsIn(prefix + path, [{ line: 1, message }]);
  });
};

/** @returns faults of the files uploaded by staff; subfolders have a separate message */
async function checkStaffFiles({ files }: Folder): Promise<Finding[]> {
  const faults = [...files].map(async ([path, bytes]) => {
    const [folder, name = '', ...deeper] = path.split('/');
    if (folder !== staffFolder || deeper.length > 0 || isLeftBehind(name)) return [];
    return errorsIn(
      path,
      (await staffFileFaults(name, bytes)).map((message) => ({ line: 1, message })),
    );
  });
  return (await Promise.all(faults)).flat();
}

/** @returns faults of the files that are served unchanged; their paths start at the project's folder */
async function checkPublicFiles({ files, others }: Folder, content: Folder): Promise<Finding[]> {
  const pages = new Set<string>([
    ...languages,
    ...neededPages,
    ...[...content.files.keys()].flatMap((path) => /^[a-z]{2}\/strony\/(.+)\.md$/.exec(path)?.[1] ?? []),
  ]);
  const faults = [...files].map(async ([path, bytes]) =>
    errorsIn(
      `/public/${path}`,
      (await publicFileFaults(path, bytes, pages)).map((message) => ({ line: 1, message })),
    ),
  );
  return [
    ...(await Promise.all(faults)).flat(),
    ...others.flatMap((path) => errorsIn(`/public/${path}`, [linkFault])),
    ...sameNames([...files.keys()], '/public/'),
  ];
}

/**
 * Checks all content before Astro reads it.
 *
 * @param folder the content folder
 * @param today the day in Warsaw, `RRRR-MM-DD`
 * @param publicFolder files that are served unchanged
 * @param published addresses in the last build of this content
 * @param overlay files that are checked as if they were in the folder already; null: as if the file were removed
 * @returns all findings; @throws when the folder cannot be read
 */
export async function checkContent(
  folder: string,
  today: Day,
  publicFolder: string,
  published: readonly string[] = [],
  overlay: ReadonlyMap<string, Uint8Array | null> = new Map(),
): Promise<CheckResult> {
  const [content, publicFiles] = await Promise.all([
    readFolder(folder).then((found) => laidOver(found, overlay)),
    readFolder(publicFolder).catch((): Folder => ({ files: new Map(), others: [] })),
  ]);
  const publicAddresses = new Set([...publicFiles.files.keys()].map((path) => `/${path}`));
  const result = checkFiles({ files: content.files, publicFiles: publicAddresses, published }, today);
  const more = [
    ...(await checkStaffFiles(content)),
    ...content.others.flatMap((path) => errorsIn(path, [linkFault])),
    ...sameNames([...content.files.keys()], ''),
    ...(await checkPublicFiles(publicFiles, content)),
  ];
  return { ...result, findings: [...result.findings, ...more].sort(byPlace) };
}
