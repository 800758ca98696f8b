import { createHash } from 'node:crypto';

/** How the hash of a text is written: sixteen hexadecimal digits. */
export const originalHashPattern = /^[0-9a-f]{16}$/;

/** What of a Polish page its translations translate. */
interface Original {
  /** Title, description and other texts of the front matter. */
  readonly fields: readonly string[];
  /** The Markdown below. */
  readonly body: string;
}

type FrontMatter = Readonly<Record<string, unknown>>;

/** @returns the texts of a front matter that a reader sees, as far as they are there */
function textsOf(frontMatter: FrontMatter): string[] {
  const doors = Array.isArray(frontMatter['drzwi']) ? (frontMatter['drzwi'] as (FrontMatter | null)[]) : [];
  return [
    frontMatter['tytul'],
    frontMatter['opis'],
    frontMatter['nazwa_w_menu'],
    ...doors.flatMap((door) => [door?.['nazwa'], door?.['opis']]),
  ].flatMap((text) => (typeof text === 'string' ? [text] : []));
}

/** @returns what a page's translations translate: facts are data, and need no translation to be right */
export const originalOf = (frontMatter: unknown, body: string): Original => ({
  fields: textsOf((frontMatter ?? {}) as FrontMatter),
  body,
});

/** NFC, line ends and runs of blanks made one: how an editor's program breaks the lines changes nothing. */
const comparable = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** @returns the hash of a Polish text, by which its translations know whether it is still the one that they translate */
export function originalHash({ fields, body }: Original): string {
  const texts = [...fields, body].map(comparable);
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}

/** `fresh`: of the Polish text as it is now; `stale`: of another one, or nobody knows of which. */
export type Freshness = 'fresh' | 'stale';

/**
 * @param written the hash that the translation names, null where it names none
 * @param current the hash of the Polish page, undefined where there is none: then nothing can have changed
 */
export const freshnessOf = (written: string | null, current: string | undefined): Freshness =>
  current === undefined || written === current ? 'fresh' : 'stale';
