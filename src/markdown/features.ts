/**
 * Our Markdown extensions, for the page and the content check alike. Smart punctuation is off: it knows English
 * quotes only.
 */
export const features = { directive: true, smartPunctuation: false, gfm: { footnotes: false } } as const;
