import { escapeMarkup } from '../escape-markup.ts';
import { amountOn, formatGrosze } from '../law/amounts.ts';
import { type Placed, splitAtMarkers } from '../markdown/directives.ts';
import { type Section, sectionsOf } from '../search/sections.ts';
import type { Site } from '../site.ts';
import { letterLines, officialFacts, phoneLine } from './contact-facts.ts';
import { helplinesOf } from './helplines.ts';
import { cite } from './law-texts.ts';
import { withoutMarks } from './polish-within.ts';
import { dayAndMonth, dayInWords, deviationInWords, weekInShort } from './texts.ts';

/** @returns the club's address in one line */
export const addressLine = ({ facts }: Site): string =>
  `${facts.contact.street}, ${facts.contact.postalCode} ${facts.contact.town}`;

/** @returns the urgent notices of the day, each with its range of days */
export const noticeLines = ({ notices, words, language }: Site): readonly string[] =>
  notices.map(
    ({ text, first, last }) =>
      `${words.page.notice}: ${text[language] ?? text['pl']} (${words.page.noticeDays(dayAndMonth(first, words), dayAndMonth(last, words))})`,
  );

/** @returns a sentence for each deviation from the ordinary hours in the next two weeks */
export const deviationLines = ({ deviations, words, language }: Site): readonly string[] =>
  deviations.map((one) => deviationInWords(one, words, language));

/** @returns the ordinary week in one line: `poniedziałek 7.30–17.00, wtorek–czwartek 7.30–15.30` */
export const hoursLine = ({ facts, words }: Site): string =>
  weekInShort(facts.schedule.week, words)
    .map((run) => run.join(' '))
    .join(', ');

function rateLine({ facts, words, today }: Site, key: string): string {
  const known = amountOn(facts.amounts, key, today);
  if (known.kind !== 'current') {
    return `${words.amounts.unknownToday} ${words.amounts.ask} ${facts.contact.phone}`;
  }
  const { grosze, from } = known.amount;
  return words.amounts.current(
    formatGrosze(grosze),
    from === undefined ? undefined : dayInWords(from, words),
  );
}

const hoursText = (site: Site): string =>
  [...deviationLines(site), hoursLine(site)]
    .map((line) => `<p>${escapeMarkup(withoutMarks(line))}</p>`)
    .join('');

/** Plain text for each insert; inserts that list other pages give none. */
const placedTexts: Partial<Record<Placed['name'], (site: Site, key: string, label: string) => string>> = {
  telefon: phoneLine,
  adres: addressLine,
  akt: (site, key) => cite(site, key).act.name,
  'okres-przechowywania': ({ words, retentionDays }) => words.page.days(retentionDays),
  'najdluzszy-okres': ({ words, unansweredDays }) => words.page.days(unansweredDays),
  kontakt: (site) =>
    `<p>${[phoneLine(site), site.facts.contact.secondPhone, addressLine(site)].filter(Boolean).join(', ')}</p>`,
  instytucja: (site) =>
    officialFacts(site)
      .flatMap(({ name, value }) =>
        value === null ? [] : [`<p>${escapeMarkup(withoutMarks(`${name}: ${value}`))}</p>`],
      )
      .join(''),
  pismo: (site) =>
    letterLines(site)
      .map((line) => `<p>${escapeMarkup(line)}</p>`)
      .join(''),
  godziny: hoursText,
  'godziny-latwo': hoursText,
  slowo: ({ facts, language }, key, label) => {
    const word = facts.glossary.find((one) => one.key === key);
    return word ? `${label || word.word} (${word.meaning[language] ?? word.meaning['pl']})` : label;
  },
  budynek: ({ facts, words }) =>
    `<p>${facts.contact.building ?? `${words.page.buildingUnknown} ${facts.contact.phone}`}</p>`,
  linki: ({ facts, language }) =>
    facts.links
      .map(({ name, description }) => `<p>${name}: ${description[language] ?? description['pl']}</p>`)
      .join(''),
  'telefony-pomocy': (site) =>
    helplinesOf(site)
      .map(({ number, helps }) => `<p>${number}: ${helps[site.language] ?? helps['pl']}</p>`)
      .join(''),
  stawka: (site, key) => `<p>${rateLine(site, key)}</p>`,
};

/**
 * @param html a page's rendered Markdown with its markers
 * @returns its sections as plain text, with the facts of the site's day inserted
 */
export const pageSections = (site: Site, html: string): Section[] =>
  sectionsOf(
    splitAtMarkers(html)
      .map((part) =>
        typeof part === 'string'
          ? part
          : (placedTexts[part.name]?.(site, part.key ?? '', part.text ?? '') ?? ''),
      )
      .join(''),
  );
