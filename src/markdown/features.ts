/**
 * What Markdown may do here beyond the plain kind. The page and the content check read it alike. Smart
 * punctuation is off: it knows English quotes only.
 */
export const features = { directive: true, smartPunctuation: false, gfm: { footnotes: false } } as const;
