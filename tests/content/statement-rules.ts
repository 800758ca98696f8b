/**
 * The tables of the technical conditions 2.0 of 31 July 2024 for accessibility statements (act of 4 April 2019 o
 * dostępności cyfrowej, art. 10–12): the headings and their order, and the ids with their elements and sections.
 */

export interface Section {
  readonly heading: string;
  readonly level: 2 | 3;
  readonly mandatory: boolean;
}

/** In their order; the text before the first section is the opening. */
export const sections = {
  status: { heading: 'Stan dostępności cyfrowej', level: 2, mandatory: true },
  inaccessible: { heading: 'Niedostępne treści', level: 2, mandatory: false },
  preparation: {
    heading: 'Przygotowanie deklaracji dostępności i jej aktualizacja',
    level: 2,
    mandatory: true,
  },
  conveniences: { heading: 'Udogodnienia, ograniczenia i inne informacje', level: 2, mandatory: false },
  shortcuts: { heading: 'Skróty klawiszowe', level: 2, mandatory: false },
  feedback: { heading: 'Informacje zwrotne i dane kontaktowe', level: 2, mandatory: true },
  procedure: { heading: 'Obsługa wniosków i skarg związanych z dostępnością', level: 2, mandatory: true },
  other: { heading: 'Pozostałe informacje', level: 2, mandatory: true },
  applications: { heading: 'Aplikacje mobilne', level: 3, mandatory: false },
  building: { heading: 'Dostępność architektoniczna', level: 3, mandatory: true },
  communication: { heading: 'Dostępność komunikacyjno-informacyjna', level: 3, mandatory: true },
} as const satisfies Readonly<Record<string, Section>>;

export type Place = keyof typeof sections | 'opening';

export interface IdRule {
  /** Elements that may have the id, as a CSS selector. */
  readonly element: string;
  readonly place: Place;
  readonly mandatory: boolean;
}

const block = 'div, section, p';
const day = 'time[datetime]';

export const ids: Readonly<Record<string, IdRule>> = {
  'a11y-wstep': { element: block, place: 'opening', mandatory: true },
  'a11y-podmiot': { element: '#a11y-wstep span', place: 'opening', mandatory: true },
  'a11y-zakres': { element: '#a11y-wstep span', place: 'opening', mandatory: true },
  'a11y-url': { element: '#a11y-wstep a[href^="http"]', place: 'opening', mandatory: true },
  'a11y-data-publikacja': { element: day, place: 'opening', mandatory: true },
  'a11y-data-aktualizacja': { element: day, place: 'opening', mandatory: true },
  'a11y-status': { element: 'p', place: 'status', mandatory: true },
  'a11y-data-sporzadzenie': { element: day, place: 'preparation', mandatory: true },
  'a11y-data-przeglad': { element: day, place: 'preparation', mandatory: false },
  'a11y-kontakt': { element: 'span', place: 'feedback', mandatory: true },
  'a11y-email': { element: 'a[href^="mailto:"]', place: 'feedback', mandatory: true },
  'a11y-telefon': { element: 'a[href^="tel:"]', place: 'feedback', mandatory: true },
  'a11y-procedura': { element: block, place: 'procedure', mandatory: true },
  'a11y-aplikacje': { element: block, place: 'applications', mandatory: false },
  'a11y-architektura': { element: block, place: 'building', mandatory: true },
  'a11y-architektura-url': { element: 'a[href]', place: 'building', mandatory: false },
  'a11y-komunikacja': { element: block, place: 'communication', mandatory: true },
};
