import { createHash } from 'node:crypto';

/** The format of the hash of a text: sixteen hexadecimal digits. */
export const originalHashPattern = /^[0-9a-f]{16}$/;

/** The texts of a Polish page that are translated. */
interface Original {
  /** Title, description and other texts of the front matter. */
  readonly fields: readonly string[];
  /** The Markdown below. */
  readonly body: string;
}

type FrontMatter = Readonly<Record<string, unknown>>;

/** @returns the texts of a front matter that readers see, if they are there */
function textsOf(frontMatter: FrontMatter): string[] {
  const doors = Array.isArray(frontMatter['drzwi']) ? (frontMatter['drzwi'] as (FrontMatter | null)[]) : [];
  return [
    frontMatter['tytul'],
    frontMatter['opis'],
    frontMatter['nazwa_w_menu'],
    ...doors.flatMap((door) => [door?.['nazwa'], door?.['opis']]),
  ].flatMap((text) => (typeof text === 'string' ? [text] : []));
}

/** @returns the texts of a page that are translated; facts are data, and are not part of them */
export const originalOf = (frontMatter: unknown, body: string): Original => ({
  fields: textsOf((frontMatter ?? {}) as FrontMatter),
  body,
});

/** Normalises to NFC and single spaces: other line breaks change nothing. */
const comparable = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** @returns the hash of a Polish text, by which its translations know whether it has changed */
export function originalHash({ fields, body }: Original): string {
  const texts = [...fields, body].map(comparable);
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}

/** `fresh`: made from the current Polish text; `stale`: from another one, or from an unknown one. */
export type Freshness = 'fresh' | 'stale';

/**
 * @param written the hash in the translation, null when there is none
 * @param current the hash of the Polish page, undefined when there is none: then nothing can have changed
 */
export const freshnessOf = (written: string | null, current: string | undefined): Freshness =>
  current === undefined || written === current ? 'fresh' : 'stale';
