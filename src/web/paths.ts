/** The pages that are rendered when asked for, behind a language's prefix. */
export const formPath = '/zgloszenie/';
export const confirmationPath = '/zgloszenie/przyjete/';
export const searchPath = '/szukaj/';
export const renderedPages = [formPath, confirmationPath, searchPath] as const;
