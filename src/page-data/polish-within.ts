import { defaultLanguage } from '../paths.ts';
import { polishMarks } from '../unicode.ts';

const { opens, closes } = polishMarks;

export interface Piece {
  readonly text: string;
  readonly isPolish: boolean;
}

/** @returns Polish words for a sentence, marked when the language of the sentence is not Polish */
export const polishWithin = (text: string, language: string): string =>
  language === defaultLanguage ? text : `${opens}${text}${closes}`;

/**
 * @param texts by language
 * @returns the text in the language; when there is none, the Polish one, marked as Polish
 */
export const inLanguage = (texts: Readonly<Record<string, string>>, language: string): string =>
  texts[language] ?? polishWithin(texts[defaultLanguage] ?? '', language);

/** @returns the sentence in pieces, so that Polish ones get their `lang` (WCAG 3.1.2) */
export const piecesOf = (sentence: string): Piece[] =>
  sentence
    .split(new RegExp(`${opens}([^${closes}]*)${closes}`))
    .map((text, index) => ({ text, isPolish: index % 2 === 1 }))
    .filter(({ text }) => text !== '');

/** @returns the sentence without the marks, for plain text that cannot have a language */
export const withoutMarks = (sentence: string): string =>
  sentence.replace(new RegExp(`[${opens}${closes}]`, 'g'), '');
