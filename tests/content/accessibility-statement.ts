import { load } from 'cheerio';
import { reviewDueAfter } from '../../src/content-schemas/accessibility-statement.ts';
import { headingsOf, openStatement, plain, type StatementPage } from './statement-page.ts';
import { ids, sections } from './statement-rules.ts';

const act = 'ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej';
const statuses = ['jest w pełni zgodna z', 'jest częściowo zgodna z', 'jest niezgodna z'];

type Rule = (page: StatementPage) => string[];

const found = (finding: string, isFound: boolean): string[] => (isFound ? [finding] : []);

const title: Rule = ({ $, text }) =>
  found('title', $('h1').length !== 1 || text('h1') !== 'Deklaracja dostępności');

const language: Rule = ({ $ }) => found('language', $('html').attr('lang') !== 'pl');

const headings: Rule = ({ $ }) => {
  const all = headingsOf($);
  const names = all.map(({ place }) => place);
  const order = (Object.keys(sections) as (keyof typeof sections)[]).filter((place) => names.includes(place));
  return [
    ...Object.entries(sections)
      .filter(([place, { mandatory }]) => mandatory && !names.some((name) => name === place))
      .map(([place]) => `section missing: ${place}`),
    ...all
      .filter(({ place, level }) => sections[place].level !== level)
      .map(({ place }) => `section level: ${place}`),
    ...found('section order', names.join() !== order.join()),
  ];
};

const idsInPlace: Rule = ({ $, has, placeOf }) =>
  Object.entries(ids).flatMap(([id, { element, place, mandatory }]) => {
    const bearers = $(`[id="${id}"]`);
    if (bearers.length === 0) return found(`id missing: ${id}`, mandatory);
    if (bearers.length > 1) return [`id twice: ${id}`];
    if (!bearers.is(element)) return [`id on another element: ${id}`];
    if (plain(bearers.text()) === '') return [`id empty: ${id}`];
    // A missing or misplaced section is reported once, by the rule for headings.
    if (place !== 'opening' && !has(place)) return [];
    return found(`id in another section: ${id}`, placeOf(id) !== place);
  });

const opening: Rule = ({ $, text }) => {
  const address = $('a#a11y-url');
  const home = new URL('/', $('link[rel="canonical"]').attr('href')).href;
  const start = text('#a11y-wstep');
  return [
    ...found(
      'opening without undertaking',
      start !== '' && !(start.includes('zobowiązuje się') && start.includes(act)),
    ),
    ...found('scope', text('#a11y-zakres') !== '' && text('#a11y-zakres') !== 'strony internetowej'),
    ...found(
      'address',
      address.length > 0 && (address.attr('href') !== home || plain(address.text()) !== home),
    ),
  ];
};

const status: Rule = ({ text, has }) => {
  const paragraph = text('#a11y-status');
  const said = statuses.filter((words) => paragraph.includes(words));
  const full = said[0] === statuses[0];
  return [
    ...found('status', paragraph !== '' && said.length !== 1),
    ...found('status without the act', said.length === 1 && !paragraph.includes(`z załącznikiem do ${act}`)),
    ...found('inaccessible content not listed', said.length === 1 && !full && !has('inaccessible')),
    ...found('inaccessible content listed', said.length === 1 && full && has('inaccessible')),
  ];
};

const unmetList: Rule = ({ $, has }) => {
  const heading = $('main h2').filter((_, one) => plain($(one).text()) === sections.inaccessible.heading);
  return found(
    'inaccessible content empty',
    has('inaccessible') && heading.nextUntil('h2').find('li').length === 0,
  );
};

const longDay = new Intl.DateTimeFormat('pl', { dateStyle: 'long', timeZone: 'UTC' });

function dayFinding(datetime: string, text: string): string[] {
  const moment = new Date(`${datetime}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(datetime) && !Number.isNaN(moment.getTime());
  if (!isDay || moment.toISOString().slice(0, 10) !== datetime) return [`no day: ${datetime}`];
  return found(`another day in words: ${datetime}`, text !== `${longDay.format(moment)} r.`);
}

const days: Rule = ({ $ }) =>
  $('main time[datetime]')
    .get()
    .flatMap((element) => dayFinding(element.attribs['datetime'] ?? '', plain($(element).text())));

const daysInOrder: Rule = ({ $ }) =>
  [
    ['a11y-data-publikacja', 'a11y-data-aktualizacja'],
    ['a11y-data-sporzadzenie', 'a11y-data-przeglad'],
  ].flatMap(([first = '', then = '']) => {
    const [from, to] = [first, then].map((id) => $(`[id="${id}"]`).first().attr('datetime'));
    return found(`${then} before ${first}`, Boolean(from && to && to < from));
  });

const yearlyReview: Rule = ({ $, today }) => {
  const last =
    $('#a11y-data-przeglad').attr('datetime') ?? $('#a11y-data-sporzadzenie').attr('datetime') ?? today;
  const due = reviewDueAfter(last);
  return found(`review was due by ${due}`, due < today);
};

const assessment: Rule = ({ $, has }) => {
  const heading = $('main h2').filter((_, one) => plain($(one).text()) === sections.preparation.heading);
  const texts = heading
    .nextUntil('h2', 'p')
    .get()
    .map((one) => plain($(one).clone().find('.unknown').remove().end().text()));
  const isSaid = (label: string) =>
    texts.some((text) => text.startsWith(label) && text.length > label.length);
  if (!has('preparation')) return [];
  return [
    ...found('way of assessment', !isSaid('Sposób oceny:')),
    ...found('day of the latest test', !isSaid('Data ostatniego badania strony:')),
  ];
};

const contact: Rule = ({ $, text }) => {
  const mail = $('#a11y-email').attr('href')?.replace('mailto:', '');
  const phone = $('#a11y-telefon')
    .attr('href')
    ?.replace(/^tel:(\+48)?/, '');
  return [
    ...found('e-mail differs from its link', mail !== undefined && mail !== text('#a11y-email')),
    ...found(
      'telephone differs from its link',
      phone !== undefined && phone !== text('#a11y-telefon').replaceAll(' ', ''),
    ),
  ];
};

const procedure: Rule = ({ $, text }) => {
  const said = text('#a11y-procedura');
  const ombudsman = $('#a11y-procedura a[href="https://bip.brpo.gov.pl"]');
  if (said === '') return [];
  return [
    ...found('how to ask', !/poprosić o zapewnienie dostępności/.test(said)),
    ...found('7 days', !said.includes('7 dni')),
    ...found('2 months', !said.includes('2 miesiące')),
    ...found('complaint', !said.includes('skargę')),
    ...found('ombudsman', !plain(ombudsman.text()).includes('Rzecznika Praw Obywatelskich')),
  ];
};

const onlyWhereTrue: Rule = ({ $, has }) => [
  ...found('applications without their section', $('#a11y-aplikacje').length > 0 !== has('applications')),
  ...found('shortcuts without their section', $('[accesskey]').length > 0 !== has('shortcuts')),
  // A body whose purpose is to serve disabled people may not claim excessive costs (act, art. 8).
  ...found(
    'excessive costs',
    $('#a11y-ocena').length > 0 || plain($('main').text()).includes('Nadmierne koszty'),
  ),
];

const interpreter: Rule = ({ text }) =>
  found(
    'interpreter online, yes or no',
    text('#a11y-komunikacja') !== '' &&
      !/W klubie (nie )?można skorzystać z tłumacza języka migowego online/.test(text('#a11y-komunikacja')),
  );

const rules: readonly Rule[] = [
  title,
  language,
  headings,
  idsInPlace,
  opening,
  status,
  unmetList,
  days,
  daysInOrder,
  yearlyReview,
  assessment,
  contact,
  procedure,
  onlyWhereTrue,
  interpreter,
];

/**
 * @param html the page of the accessibility statement, in Polish
 * @param today the Warsaw day on which it is read, `RRRR-MM-DD`
 * @returns its violations of the technical conditions 2.0 of 31 July 2024; empty if there are none
 */
export function statementFindings(html: string, today: string): string[] {
  const page = openStatement(html, today);
  return rules.flatMap((rule) => rule(page));
}

/**
 * @param html any page of the site
 * @returns the links and tags that the public validator (technical conditions 2.0) looks for and that are missing
 */
export function statementLinkFindings(html: string): string[] {
  const $ = load(html);
  const address = $('meta[name="deklaracja-dostępności"]').attr('content') ?? '';
  const names = ['Deklaracja dostępności', 'Декларація доступності', 'Accessibility statement'];
  const path = URL.canParse(address) ? new URL(address).pathname : '';
  const links = $('footer a').filter((_, link) => names.includes(plain($(link).text())));
  return [
    ...found('meta missing', address === ''),
    ...found('meta leads elsewhere', address !== '' && !path.endsWith('/deklaracja-dostepnosci/')),
    ...found('footer link missing', links.length !== 1),
    ...found('footer link leads elsewhere', links.length === 1 && path !== '' && links.attr('href') !== path),
  ];
}
