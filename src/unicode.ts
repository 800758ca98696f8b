/**
 * More than ten combining marks on one letter, with joiners between them. No language needs them, and sorting a long
 * row of them takes time that grows with the square of its length (Unicode Standard Annex 15, Stream-Safe Text
 * Format).
 */
const surplusMarks = /(?<=[\p{M}\p{Cf}]{10})[\p{M}\p{Cf}]+/gu;

/** @returns the text in NFC, with at most ten marks on a letter; the time grows with its length only */
export const normalizeText = (text: string): string => text.replace(surplusMarks, '').normalize('NFC');

/** Private-use characters around Polish words in a text of another language, until it is rendered (Unicode 23.5). */
export const polishMarks = { opens: '\ue000', closes: '\ue001' } as const;
