/** The language without a prefix in the address, and the one staff read. */
export const defaultLanguage = 'pl';

/** @returns the prefix of a language in addresses: empty for the default language, else `/uk` */
export const languagePrefix = (language: string): string =>
  language === defaultLanguage ? '' : `/${language}`;

/** Addresses of pages that are not the editors' to name, after the prefix of a language. */
export const newsPath = '/aktualnosci/';
export const formPath = '/zgloszenie/';
export const confirmationPath = '/zgloszenie/przyjete/';
export const searchPath = '/szukaj/';
/** Where a person sees what has become of their enquiry. */
export const personPath = '/zgloszenie/stan/';
/** Before the token of a link in a mail to staff; there in the staff's language only. */
export const staffPath = '/odbior/';
/** The pages that are rendered when asked for. */
export const renderedPages = [formPath, confirmationPath, searchPath, personPath, staffPath] as const;
