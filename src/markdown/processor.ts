import { satteri } from '@astrojs/markdown-satteri';
import type { ServedFile } from '../staff-files/served-files.ts';
import { directives } from './directives.ts';
import { features } from './features.ts';
import { languageOfFile } from './language.ts';
import { loneLinks } from './lone-links.ts';
import { noRawHtml, safeElements } from './safety.ts';
import { staffFiles } from './staff-files.ts';
import { wideTables } from './wide-tables.ts';

/**
 * The Markdown processor, for the build and the preview alike.
 *
 * @param find gives the file at a path within the site
 * @param hasFile tells whether a language has a file of the content: `('uk', 'strony/klub.md')`
 */
export const markdownProcessor = (
  find: (path: string) => Promise<ServedFile | undefined>,
  hasFile: (language: string, file: string) => boolean,
) =>
  satteri({
    features,
    mdastPlugins: [noRawHtml, directives],
    hastPlugins: [safeElements, staffFiles(find), languageOfFile(hasFile), loneLinks, wideTables],
  });
