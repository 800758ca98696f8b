import type { HastPluginEntry } from 'satteri';
import { defaultLanguage, languagePrefix } from '../paths.ts';
import { isLanguage, words } from '../words/index.ts';
import { typeset } from '../words/typography.ts';

/** The address of a page ends in a slash; files such as `/godziny.ics` are the same for every language. */
const page = /^\/(?:[^?#]*\/)?(?:[?#]|$)/;

/** @returns the language of a content file, from its folder */
export const languageOf = (fileURL: URL | undefined): string =>
  fileURL?.pathname.match(/\/([a-z]{2})\/[^/]+\/[^/]+\.md$/)?.[1] ?? defaultLanguage;

/**
 * @returns the file of a page within the folder of its language: `strony/klub.md` for `/klub/`; undefined: it has none
 */
function fileOf(address: string): string | undefined {
  const [, news, name] = /^\/(aktualnosci\/)?(?:([^/]+)\/)?$/.exec(address) ?? [];
  if (news !== undefined) return name === undefined ? 'strony/aktualnosci.md' : `aktualnosci/${name}.md`;
  return address === '/' || name !== undefined ? `strony/${name ?? 'start'}.md` : undefined;
}

/**
 * Applies the language of the file, which is that of its content folder (`LANGUAGE/strony/`): links within the site get
 * the language's prefix, and text its non-breaking spaces. Links to a page that the language does not have lead to the
 * Polish one, and say so.
 *
 * @param hasFile tells whether a language has a file: `('uk', 'strony/klub.md')`
 */
export const languageOfFile =
  (hasFile: (language: string, file: string) => boolean): HastPluginEntry =>
  ({ fileURL }) => {
    const language = languageOf(fileURL);
    const prefix = languagePrefix(language);
    const isPolishOnly = (href: string): boolean => {
      const file = fileOf(href.split(/[?#]/, 1)[0] ?? '');
      return (
        language !== defaultLanguage &&
        file !== undefined &&
        !hasFile(language, file) &&
        hasFile(defaultLanguage, file)
      );
    };
    return {
      name: 'kis-language-of-file',
      element: [
        {
          filter: ['a'],
          visit(node, context) {
            const { href } = node.properties;
            if (typeof href !== 'string' || !page.test(href)) return;
            if (!isPolishOnly(href)) return context.setProperty(node, 'href', prefix + href);
            context.setProperty(node, 'hrefLang', defaultLanguage);
            if (isLanguage(language))
              context.appendChild(node, { type: 'text', value: ` ${words[language].translation.inPolish}` });
          },
        },
      ],
      text(node, context) {
        const value = typeset(node.value, language);
        if (value !== node.value) context.setProperty(node, 'value', value);
      },
    };
  };
