/** @returns the text with every line ended by `\n`, as no line of Windows or of an old Macintosh is */
export const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** @returns the text with a capital as its first letter */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
