import { ids, sections } from './statement-rules.ts';

/** A mutation of the page's HTML, and the findings that the checker must report. */
export interface Mutation {
  readonly fault: string;
  readonly plant: (html: string) => string;
  readonly findings: readonly string[];
}

/** After short words the page has non-breaking spaces. */
const withAnySpaces = (text: string): RegExp => new RegExp(RegExp.escape(text).replaceAll('\\x20', '\\s+'));

const replaced =
  (what: string | RegExp, by: string) =>
  (html: string): string =>
    html.replace(typeof what === 'string' ? withAnySpaces(what) : what, by);

/** @returns a mutation that replaces a part of the page */
export const row = (fault: string, what: string | RegExp, by: string, ...findings: string[]): Mutation => ({
  fault,
  plant: replaced(what, by),
  findings,
});

const mandatory = Object.entries(ids).filter(([, rule]) => rule.mandatory);

const missingIds = mandatory.map(([id]) => row(`no ${id}`, `id="${id}"`, '', ...findingsWithout(id)));

/** If this paragraph is missing, its spans are missing as well. */
function findingsWithout(id: string): string[] {
  if (id !== 'a11y-wstep') return [`id missing: ${id}`];
  const within = ['a11y-podmiot', 'a11y-zakres', 'a11y-url'];
  return [`id missing: ${id}`, ...within.map((one) => `id on another element: ${one}`)];
}

const doubledIds = mandatory.map(([id]) =>
  row(`${id} twice`, '</main>', `<i id="${id}"></i></main>`, `id twice: ${id}`),
);

const missingSections = Object.entries(sections)
  .filter(([, section]) => section.mandatory)
  .map(([place, { heading }]) =>
    row(`no heading „${heading}”`, `>${heading}<`, '>Inny nagłówek<', `section missing: ${place}`),
  );

const otherElements = [
  row(
    'the address in no link',
    /<a id="a11y-url" href="[^"]*">([^<]*)<\/a>/,
    '<span id="a11y-url">$1</span>',
  ),
  row(
    'a day in no time element',
    /<time id="a11y-data-publikacja"[^>]*>([^<]*)<\/time>/,
    '<b id="a11y-data-publikacja">$1</b>',
  ),
  row('the status in no paragraph', /<p id="a11y-status">([^<]*)<\/p>/, '<div id="a11y-status">$1</div>'),
  row('the contact in no span', /<span id="a11y-kontakt">([^<]*)<\/span>/, '<b id="a11y-kontakt">$1</b>'),
  row('the e-mail as another link', 'href="mailto:dostepnosc@', 'href="https://'),
  row(
    'the telephone as another link',
    'id="a11y-telefon" class="number" href="tel:',
    'id="a11y-telefon" class="number" href="sms:',
  ),
].map((fault, index) => {
  const id = [
    'a11y-url',
    'a11y-data-publikacja',
    'a11y-status',
    'a11y-kontakt',
    'a11y-email',
    'a11y-telefon',
  ][index];
  return {
    ...fault,
    findings: [
      `id on another element: ${id}`,
      ...(fault.fault.includes('e-mail') ? ['e-mail differs from its link'] : []),
      ...(fault.fault.includes('telephone') ? ['telephone differs from its link'] : []),
    ],
  };
});

const texts = [
  row('another title', '<h1>Deklaracja dostępności<', '<h1>Dostępność<', 'title'),
  row('two titles', '</main>', '<h1>Deklaracja dostępności</h1></main>', 'title'),
  row('another language', '<html lang="pl">', '<html lang="en">', 'language'),
  row(
    'a section one level lower',
    /<h2>(Stan dostępności cyfrowej)<\/h2>/,
    '<h3>$1</h3>',
    'section level: status',
  ),
  row('an empty id', '>Gmina Przykładowa</span>', '></span>', 'id empty: a11y-podmiot'),
  row('no undertaking', 'zobowiązuje się', 'stara się', 'opening without undertaking'),
  row(
    'another act',
    'zgodnie z przepisami ustawy z dnia 4 kwietnia 2019',
    'zgodnie z przepisami ustawy z dnia 19 lipca 2019',
    'opening without undertaking',
  ),
  row('another scope', '>strony internetowej</span>', '>aplikacji mobilnej</span>', 'scope'),
  row('the address of another site', /(<a id="a11y-url" href=")[^"]*/, '$1https://kis.example/', 'address'),
  row('two statuses', 'jest częściowo zgodna z', 'jest w pełni zgodna z i jest niezgodna z', 'status'),
  row('no status', 'jest częściowo zgodna z', 'jest dobra z', 'status'),
  row('a status against nothing', 'z załącznikiem do ustawy', 'z ustawą', 'status without the act'),
  row(
    'no list of what is inaccessible',
    '<h2>Niedostępne treści</h2>',
    '',
    'inaccessible content not listed',
  ),
  row(
    'a list although all is accessible',
    'jest częściowo zgodna z',
    'jest w pełni zgodna z',
    'inaccessible content listed',
  ),
  row(
    'an empty list',
    /(<h2>Niedostępne treści<\/h2>)\s*<ul>.*?<\/ul>/s,
    '$1<ul></ul>',
    'inaccessible content empty',
  ),
];

const days = [
  row('a day that is none', 'datetime="2026-12-15"', 'datetime="2026-13-15"', 'no day: 2026-13-15'),
  row(
    'another day in words',
    'datetime="2026-12-15"',
    'datetime="2026-12-16"',
    'another day in words: 2026-12-16',
  ),
  row(
    'an update before the publication',
    /datetime="2026-12-15">15 grudnia/,
    'datetime="2026-11-15">15 listopada',
    'a11y-data-aktualizacja before a11y-data-publikacja',
  ),
  row(
    'a review before the statement',
    /datetime="2027-03-10">10 marca 2027/,
    'datetime="2026-11-10">10 listopada 2026',
    'a11y-data-przeglad before a11y-data-sporzadzenie',
    'review was due by 2027-03-31',
  ),
  row('no review in the year', /<p>Data ostatniego przeglądu.*?<\/p>/s, '', 'review was due by 2027-03-31'),
  row(
    'no way of assessment',
    'Sposób oceny: samoocena',
    'Sposób oceny: <span class="unknown">Do uzupełnienia</span>',
    'way of assessment',
  ),
  row('no day of a test', 'Data ostatniego badania strony:', 'Badanie:', 'day of the latest test'),
];

const rest = [
  row(
    'another e-mail in words',
    '>dostepnosc@kis.example<',
    '>biuro@kis.example<',
    'e-mail differs from its link',
  ),
  row(
    'another telephone in words',
    /(?<start>id="a11y-telefon"[^>]*>)[^<]*/,
    '$<start>32 281 01 86',
    'telephone differs from its link',
  ),
  row(
    'no word of how to ask',
    'poprosić o zapewnienie dostępności',
    'narzekać na brak dostępności',
    'how to ask',
  ),
  row('14 days', 'w ciągu 7 dni', 'w ciągu 14 dni', '7 days'),
  row('3 months', 'niż 2 miesiące', 'niż 3 miesiące', '2 months'),
  row('no complaint', 'złożyć skargę', 'napisać', 'complaint'),
  row('another ombudsman', 'href="https://bip.brpo.gov.pl"', 'href="https://www.rpo.gov.pl"', 'ombudsman'),
  row(
    'an application without its section',
    '</main>',
    '<p id="a11y-aplikacje">Aplikacja</p></main>',
    'applications without their section',
  ),
  row(
    'a section for applications that are not there',
    '<h3>Dostępność architektoniczna',
    '<h3>Aplikacje mobilne</h3><h3>Dostępność architektoniczna',
    'applications without their section',
  ),
  row(
    'a shortcut without its section',
    '<a class="skip"',
    '<a accesskey="t" class="skip"',
    'shortcuts without their section',
  ),
  row('excessive costs', '</main>', '<ul id="a11y-ocena"><li>Analiza</li></ul></main>', 'excessive costs'),
  row(
    'no word of an interpreter',
    'W klubie nie można skorzystać z tłumacza',
    'Nie wiemy nic o tłumaczu',
    'interpreter online, yes or no',
  ),
  {
    fault: 'two sections that have changed places',
    plant: (html: string) => {
      const section = html.match(/<h2>Niedostępne treści.*?(?=<h2>)/s)?.[0] ?? '';
      return html.replace(section, '').replace('<h2>Pozostałe', `${section}<h2>Pozostałe`);
    },
    findings: ['section order'],
  },
  {
    fault: 'a day in another section',
    plant: (html: string) => {
      const published = html.match(/<p>Data publikacji.*?<\/p>/s)?.[0] ?? '';
      return html.replace(published, '').replace('</main>', `${published}</main>`);
    },
    findings: ['id in another section: a11y-data-publikacja'],
  },
];

/** Faults of the statement, at least one for each rule of the checker. */
export const mutations: readonly Mutation[] = [
  ...missingIds,
  ...doubledIds,
  ...missingSections,
  ...otherElements,
  ...texts,
  ...days,
  ...rest,
];
