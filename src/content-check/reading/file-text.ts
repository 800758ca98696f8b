/**
 * @param text of a file saved by any editor
 * @returns it without a byte order mark, with `\n` as line ends, in NFC
 */
export const toText = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC');
