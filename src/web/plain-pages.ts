import { sendQuery, type Topic } from '../enquiry/schema.ts';
import { defaultLanguage, languagePrefix, personPath } from '../paths.ts';
import { isLanguage, words } from '../words/index.ts';
import type { LivePages } from './live-pages.ts';
import { plainFormPage } from './plain-form.ts';
import { plainConfirmationPage, plainPersonPage } from './progress/plain-answers.ts';

/**
 * @param topicNames gives the names of the topics in a language
 * @returns functions that render the answers to a post without Astro, in the language of the address
 */
export function createPlainPages(
  topicNames: (language: string) => Readonly<Record<Topic, string>>,
): LivePages['plain'] {
  return (path, errorPage, owed) => {
    const folder = path.split('/')[1];
    const language = isLanguage(folder) ? folder : defaultLanguage;
    if ('confirmation' in owed)
      return plainConfirmationPage(
        errorPage,
        owed.confirmation,
        words[language],
        languagePrefix(language) + personPath,
      );
    if ('person' in owed) return plainPersonPage(errorPage, owed.person, words[language], path);
    const places = { action: path + sendQuery, topicNames: topicNames(language) };
    return { status: 503, html: plainFormPage(errorPage, owed.form, words[language], places) };
  };
}
