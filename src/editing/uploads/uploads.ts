import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { staffFileFaults } from '../../content-check/rules/staff-files.ts';
import { replaceDurably } from '../../durable-file.ts';
import { day } from '../../durations.ts';
import { contentOf, kindOf } from '../../staff-files/kinds.ts';
import { addressableName, baseOf, endingOf } from '../../staff-files/names.ts';
import { mostPixels, servedPicture } from '../../staff-files/pictures.ts';
import { inPlainLetters } from '../../staff-files/plain-letters.ts';
import { staffFolder } from '../../staff-files/served-files.ts';
import type { Changes } from '../changes/change.ts';

const mostStaged = 100;
const longestName = 80;
/** Unpublished uploads are deleted after this many days. */
const daysKept = 30;

export type Upload =
  | {
      readonly kind: 'staged';
      /** `pliki/zupa.jpg`; its address is this path after a slash. */
      readonly path: string;
      /** The kind of the file in the words of a link: `PDF`. */
      readonly label: string;
      readonly bytes: number;
      /** Size of a picture in pixels. */
      readonly size?: { readonly width: number; readonly height: number };
    }
  /** In Polish, with what to do instead. */
  | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): Upload => ({ kind: 'refused', message });

/** File extensions by kind of picture. */
const endings: Readonly<Record<string, string>> = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif' };
const nameless =
  'Nazwy tego pliku nie da się napisać literami łacińskimi. Zmień ją na swoim urządzeniu, na przykład na: plan-zajec, i wyślij plik jeszcze raz.';
const damaged = 'Ten obraz jest uszkodzony albo za duży. Zapisz go jeszcze raz jako JPG lub PNG.';

/**
 * @returns the first frame of an animated picture: movement keeps people from reading (WCAG 2.2.2); undefined when it
 * is damaged
 */
async function firstPicture(bytes: Uint8Array, ending: string): Promise<Uint8Array | undefined> {
  const { default: sharp } = await import('sharp');
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels });
  return (ending === 'png' ? picture.png() : picture.webp({ quality: 90 })).toBuffer().catch(() => undefined);
}

/** The file name that a browser sent, without a path. */
const baseName = (name: string): string => name.split(/[\\/]/).at(-1) ?? '';

export type Uploads = ReturnType<typeof openUploads>;

/**
 * Uploaded files that are not published yet. They are in `EDITING_DATA_DIR/uploads`, are available to every draft, and
 * are published with the page that names them.
 *
 * @param places.content the content folder
 * @param places.directory `EDITING_DATA_DIR`
 * @param clock to delete old uploads
 */
export function openUploads(
  places: { readonly content: string; readonly directory: string },
  clock: () => Date,
) {
  const folder = join(places.directory, 'uploads');
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  function staged(): string[] {
    return readdirSync(folder).filter((name) => kindOf(name) !== undefined);
  }

  for (const name of readdirSync(folder)) {
    const age = clock().getTime() - statSync(join(folder, name)).mtimeMs;
    if (name.endsWith('.unfinished') || age > daysKept * day) rmSync(join(folder, name), { force: true });
  }

  function takenNames(): Set<string> {
    let published: string[] = [];
    try {
      published = readdirSync(join(places.content, staffFolder));
    } catch {
      // There is no folder of published files yet.
    }
    return new Set([...published, ...staged()].map((name) => name.toLowerCase()));
  }

  function freeName(given: string, ending: string): string {
    const plain = addressableName(baseName(given));
    const base = plain
      .slice(0, plain.length - endingOf(plain).length)
      .replace(/\.$/, '')
      .slice(0, longestName);
    const taken = takenNames();
    const names = Array.from({ length: mostStaged * 10 }, (_, index) =>
      index === 0 ? `${base}.${ending}` : `${base}-${index + 1}.${ending}`,
    );
    return names.find((name) => !taken.has(name)) ?? `${base}-${clock().getTime()}.${ending}`;
  }

  async function keep(name: string, bytes: Uint8Array): Promise<string> {
    await replaceDurably(join(folder, name), bytes);
    return `${staffFolder}/${name}`;
  }

  return {
    /**
     * @param given the name of the file on the editor's computer
     * @returns the upload under a free name; a picture is re-encoded, at most 1,200 px, without location, camera and
     * time
     */
    async stage(given: string, bytes: Uint8Array): Promise<Upload> {
      if (staged().length >= mostStaged)
        return refused(
          'Czeka już 100 plików, których nikt nie opublikował. Opublikuj albo usuń któreś z nich.',
        );
      const base = baseOf(baseName(given)).trim();
      if (base !== '' && inPlainLetters(base) === '') return refused(nameless);
      const content = contentOf(bytes);
      const isFilm = content === 'gif' || content === 'webp';
      const ending = content === 'gif' ? 'png' : ((content && endings[content]) ?? endingOf(given));
      const name = freeName(given, ending);
      const still = isFilm ? await firstPicture(bytes, ending) : bytes;
      if (still === undefined) return refused(damaged);
      const [fault] = await staffFileFaults(name, still);
      if (fault !== undefined) return refused(fault);
      const kind = kindOf(name);
      if (kind === undefined) return refused('Tego pliku nie można tu włożyć.');
      if (!kind.isPicture)
        return { kind: 'staged', path: await keep(name, bytes), label: kind.label, bytes: bytes.length };
      const { bytes: drawn, width, height } = await servedPicture(still);
      return {
        kind: 'staged',
        path: await keep(name, drawn),
        label: kind.label,
        bytes: drawn.length,
        size: { width, height },
      };
    },

    /** Puts a published file back among the uploads. @param path of an uploaded file */
    async bringBack(path: string, bytes: Uint8Array): Promise<void> {
      const name = baseName(path);
      if (kindOf(name) !== undefined) await keep(name, bytes);
    },

    /** @returns all uploads, to be laid over the content in previews */
    all: (): Changes =>
      new Map(staged().map((name) => [`${staffFolder}/${name}`, readFileSync(join(folder, name))] as const)),

    /** @returns the uploads that a text names, to be published with it */
    namedIn: (text: string): Changes =>
      new Map(
        staged()
          .filter((name) => text.includes(`/${staffFolder}/${name}`))
          .map((name) => [`${staffFolder}/${name}`, readFileSync(join(folder, name))] as const),
      ),

    /** Deletes an upload that is published or no longer wanted. */
    remove(path: string): void {
      const name = baseName(path);
      if (staged().includes(name)) rmSync(join(folder, name), { force: true });
    },
  };
}
