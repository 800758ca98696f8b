import { satteri } from '@astrojs/markdown-satteri';
import type { ServedFile } from '../staff-files/served-files.ts';
import { directives } from './directives.ts';
import { features } from './features.ts';
import { languageOfFile } from './language.ts';
import { loneLinks } from './lone-links.ts';
import { noRawHtml, safeElements } from './safety.ts';
import { staffFiles } from './staff-files.ts';

/**
 * Markdown as it is rendered, in the build and in the preview alike.
 *
 * @param find gives the file at a path within the site
 */
export const markdownProcessor = (find: (path: string) => Promise<ServedFile | undefined>) =>
  satteri({
    features,
    mdastPlugins: [noRawHtml, directives],
    hastPlugins: [safeElements, staffFiles(find), languageOfFile, loneLinks],
  });
