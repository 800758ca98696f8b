import type { HastPluginEntry } from 'satteri';
import { defaultLanguage, languagePrefix } from '../words/index.ts';
import { bindShortWords } from '../words/typography.ts';

/** An address of a page ends in a slash; files such as `/godziny.ics` are the same for every language. */
const page = /^\/(?:[^?#]*\/)?(?:[?#]|$)/;

/** Languages whose typography binds one-letter words to the next word. */
const bindsShortWords = new Set(['pl']);

/** @returns the language of a file of the content: the folder that it lies in. */
export const languageOf = (fileURL: URL | undefined): string =>
  fileURL?.pathname.match(/\/([a-z]{2})\/[^/]+\/[^/]+\.md$/)?.[1] ?? defaultLanguage;

/**
 * What depends on the language of the file, that is on the folder of the content (`LANGUAGE/strony/`) it lies in: links within
 * the site get the language's prefix, and Polish text its non-breaking spaces.
 */
export const languageOfFile: HastPluginEntry = ({ fileURL }) => {
  const language = languageOf(fileURL);
  const prefix = languagePrefix(language);
  return {
    name: 'kis-language-of-file',
    element: [
      {
        filter: ['a'],
        visit(node, context) {
          const { href } = node.properties;
          if (typeof href === 'string' && page.test(href)) context.setProperty(node, 'href', prefix + href);
        },
      },
    ],
    text(node, context) {
      if (!bindsShortWords.has(language)) return;
      const value = bindShortWords(node.value);
      if (value !== node.value) context.setProperty(node, 'value', value);
    },
  };
};
