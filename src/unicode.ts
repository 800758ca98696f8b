/**
 * Marks past the tenth on one letter, joiners between them too. No writing needs them, and putting a long row of them
 * in order costs the square of its length (Unicode Standard Annex 15, Stream-Safe Text Format).
 */
const surplusMarks = /(?<=[\p{M}\p{Cf}]{10})[\p{M}\p{Cf}]+/gu;

/** @returns the text in NFC, with no more than ten marks on a letter; its cost grows with its length only. */
export const normalizeText = (text: string): string => text.replace(surplusMarks, '').normalize('NFC');

/** Stand round Polish words in a text of another language until it is drawn: two characters for private use (Unicode 23.5). */
export const polishMarks = { opens: '\ue000', closes: '\ue001' } as const;
