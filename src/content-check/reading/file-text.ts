import { withLineFeeds } from '../../text.ts';

/**
 * @param text of a file saved by any editor
 * @returns it without a byte order mark, with `\n` as line ends, in NFC
 */
export const toText = (text: string): string => withLineFeeds(text.replace(/^\ufeff/, '')).normalize('NFC');
