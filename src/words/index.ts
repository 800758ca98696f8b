import { en } from './en.ts';
import { pl } from './pl.ts';
import { uk } from './uk.ts';
import type { Words } from './words.ts';

/** The languages of the interface. A new one is a file in this folder and a line here. */
export const words = { pl, uk, en } as const satisfies Readonly<Record<string, Words>>;

export type Language = keyof typeof words;
export const languages = Object.keys(words) as Language[];

/** @returns whether the interface speaks this language, given as a folder name such as `pl`. */
export const isLanguage = (name: string | undefined): name is Language =>
  name !== undefined && Object.hasOwn(words, name);
