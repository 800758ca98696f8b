/** Paths of the pages that are rendered on request, without the prefix of the language. */
export const formPath = '/zgloszenie/';
export const confirmationPath = '/zgloszenie/przyjete/';
export const searchPath = '/szukaj/';
/** Where a person sees the state of their enquiry. */
export const personPath = '/zgloszenie/stan/';
/** Prefix of the links in mails to staff, followed by a token; in Polish only. */
export const staffPath = '/odbior/';
export const renderedPages = [formPath, confirmationPath, searchPath, personPath, staffPath] as const;
