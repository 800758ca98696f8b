import { withLineFeeds } from '../../text.ts';

/**
 * @param text of a file as it was saved by any editor
 * @returns it without a byte order mark, its lines ended by `\n`, its letters and their marks put together (NFC)
 */
export const toText = (text: string): string => withLineFeeds(text.replace(/^\ufeff/, '')).normalize('NFC');
