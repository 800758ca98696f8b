import type { PageFolder } from '../../content-schemas/collections.ts';
import { defaultLanguage } from '../../paths.ts';
import { plEditingChanges } from '../../words/pl-editing-changes.ts';
import { dayText } from '../facts/titles.ts';
import { bodyOf, frontMatterOf, isDraft, pageAt, pageShapes, titleIn } from '../pages/page-file.ts';
import type { FileChange, FileWords } from './change.ts';
import { groupWords } from './fact-words.ts';
import { addressesOf, type Together, textOf } from './moves.ts';
import { textWords } from './text-words.ts';

const words = plEditingChanges.page;

const titleOf = (text: string): string => titleIn(text) || words.untitled;

/** @returns the name of a page for a sentence: `Strona „Klub” po angielsku` */
function aboutPage(path: string, title: string): { about: string; folder: PageFolder; language: string } {
  const { folder = 'strony', language = 'pl' } = pageAt(path) ?? {};
  const spoken = language === 'pl' ? '' : (plEditingChanges.language[language] ?? ` (${language})`);
  return { about: words.about(words[folder], title, spoken), folder, language: spoken };
}

/**
 * Differences in the fields and in the text.
 * @param unsaid fields that are told elsewhere
 */
function differences(folder: PageFolder, before: string, after: string, unsaid: readonly string[]): string[] {
  const [old, fresh] = [frontMatterOf(before), frontMatterOf(after)];
  const [wasDraft, isNowDraft] = [isDraft(old), isDraft(fresh)];
  // The publication writes `oryginal` and `zmieniono` itself.
  const hidden = Object.fromEntries(
    ['szkic', 'oryginal', 'zmieniono', ...unsaid].map((name) => [name, undefined]),
  );
  return [
    ...(wasDraft === isNowDraft ? [] : [isNowDraft ? words.hidden : words.shown]),
    ...groupWords(pageShapes[folder], { ...old, ...hidden }, { ...fresh, ...hidden }, ''),
    ...textWords(bodyOf(before), bodyOf(after)),
    ...(fresh['oryginal'] && old['oryginal'] !== fresh['oryginal'] ? [words.translated] : []),
  ];
}

/** @returns what changes in one page or piece of news */
export function pageWords({ path, before, after }: FileChange): FileWords {
  const [old, fresh] = [textOf(before), textOf(after)];
  const title = titleOf(fresh ?? old ?? '');
  const { about, folder, language } = aboutPage(path, title);
  if (old === undefined) {
    const fields = frontMatterOf(fresh ?? '');
    const note = isDraft(fields) ? words.isDraft : folder === 'aktualnosci' ? dayText(fields['data']) : '';
    return { about: '', lines: [`${words.added[folder]}${language}: ${title}${note && ` (${note})`}`] };
  }
  if (fresh === undefined) return { about: '', lines: [`${words.removed[folder]} „${title}”${language}`] };
  const lines = differences(folder, old, fresh, []);
  return { about, lines: lines.length > 0 ? lines : [plEditingChanges.sameContent] };
}

const aboutOthers = (others: readonly FileChange[]): string[] =>
  others.flatMap((one) => {
    const { about, lines } = pageWords(one);
    return lines.map((line) => `${about}. ${line}`);
  });

/** @returns a renamed page as one change */
export function movedWords({
  from,
  to,
  files,
  followers,
  others,
}: Extract<Together, { kind: 'moved' }>): FileWords {
  const [old, fresh] = [textOf(from.before) ?? '', textOf(to.after) ?? ''];
  const { folder } = aboutPage(to.path, '');
  const { before, after, goesOn } = addressesOf(from, to);
  const titles = words.movedTitle(titleOf(old), titleOf(fresh));
  const isPolish = ({ path }: FileChange): boolean => path.startsWith(`${defaultLanguage}/`);
  const translations = files.filter((one) => one !== to && one.before === undefined && !others.includes(one));
  const linking = followers.filter(isPolish).map((file) => titleOf(textOf(file.after) ?? ''));
  return {
    about: '',
    lines: [
      words.moved[folder](titles) + words.movedAddress(before, after) + (goesOn ? words.oldGoesOn : ''),
      ...(translations.length === 0
        ? []
        : [words.movedTranslations(translations.map(({ path }) => aboutPage(path, '').language.trim()))]),
      ...(linking.length === 0 ? [] : [words.links(linking)]),
      ...(followers.every(isPolish) ? [] : [words.linksOfTranslations]),
      ...differences(folder, old, fresh, ['tytul', 'dawne_adresy']),
      ...aboutOthers(others),
    ],
  };
}

/** @returns a removed page with its replacement as one change */
export function replacedWords({
  gone,
  heir,
  files,
  others,
}: Extract<Together, { kind: 'replaced' }>): FileWords {
  const [line = ''] = pageWords(gone).lines;
  const [before, after] = [textOf(heir.before) ?? '', textOf(heir.after) ?? ''];
  const { about, folder } = aboutPage(heir.path, titleOf(after));
  const more = differences(folder, before, after, ['dawne_adresy']);
  const translations = files.filter((one) => one !== gone && one.after === undefined);
  return {
    about: '',
    lines: [
      line + words.heir(titleOf(after)),
      ...(translations.length === 0
        ? []
        : [words.goneTranslations(translations.map(({ path }) => aboutPage(path, '').language.trim()))]),
      ...more.map((one) => `${about}. ${one}`),
      ...aboutOthers(others),
    ],
  };
}
