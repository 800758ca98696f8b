/**
 * Where a value is shown, if not in the text of a page: in the source of one, on a certain page, or in a file for
 * machines.
 */
export type Place =
  | 'text'
  | 'source'
  | 'start'
  | 'kis.txt'
  | '.well-known/security.txt'
  | 'confirmation'
  | 'staff';

/** The value of a field for which a made-up word, day or address will not do, and how it is shown. */
export interface FieldValue {
  readonly value: unknown;
  readonly shown: string;
  readonly place?: Place;
}

const days = ['poniedzialek', 'wtorek', 'sroda', 'czwartek', 'piatek', 'sobota', 'niedziela'];

/** Different hours for each day. */
const week = Object.fromEntries(
  days.map((day, index): [string, FieldValue] => [
    `godziny tydzien ${day}`,
    { value: `6:1${index}-19:4${index}`, shown: `6.1${index}–19.4${index}` },
  ]),
);

/** Keys, enums, numbers, patterned texts and days that depend on one another. The site is built for 2026-12-14. */
export const fieldValues: Readonly<Record<string, FieldValue>> = {
  ...week,
  'kontakt skrot': { value: 'SKRÓT', shown: '(SKRÓT)', place: 'kis.txt' },
  'kontakt miejscowosc_gdzie': { value: 'w Mieście', shown: 'w Mieście</title>', place: 'source' },
  'kontakt nazwa_w_innych_jezykach': {
    value: { uk: 'НазваКлубу' },
    shown: 'НазваКлубу</title>',
    place: 'source',
  },
  'kontakt kod': { value: '99-123', shown: '99-123' },
  'kontakt telefon': { value: '32 111 22 33', shown: '32 111 22 33' },
  'kontakt telefon_wewnetrzny': { value: '4321', shown: '32 111 22 33 (numer wewnętrzny 4321)' },
  'kontakt drugi_telefon': { value: '600 700 801', shown: 'Drugi telefon 600 700 801' },
  'kontakt e_doreczenia': { value: 'AE:PL-12345-67890-ABCDE-12', shown: 'AE:PL-12345-67890-ABCDE-12' },
  'kontakt email_bezpieczenstwa': {
    value: 'pewne@kis.example',
    shown: 'Contact: mailto:pewne@kis.example',
    place: '.well-known/security.txt',
  },
  // The oldest of all days: of facts shown together, the oldest day is shown.
  'kontakt sprawdzono': { value: '2026-01-02', shown: 'Sprawdzono: 2 stycznia 2026', place: 'kis.txt' },
  'przerwy wyjatki [] od': { value: '2026-12-16', shown: 'krócej od 16 grudnia do' },
  'przerwy wyjatki [] do': { value: '2026-12-17', shown: 'do 17 grudnia: 10.03–11.04' },
  'przerwy wyjatki [] rodzaj': { value: 'skrocone', shown: 'Klub jest otwarty krócej od 16' },
  'przerwy wyjatki [] godziny': { value: '10:03-11:04', shown: '10.03–11.04' },
  'komunikat komunikaty [] od': { value: '2026-12-10', shown: 'Od 10 grudnia do' },
  'komunikat komunikaty [] do': { value: '2026-12-20', shown: 'do 20 grudnia.' },
  'stawki stawki [] klucz': { value: 'psu-godzina', shown: '77,70 zł za godzinę' },
  'stawki stawki [] kwota': { value: '77,70', shown: '77,70 zł za godzinę' },
  'stawki stawki [] rok': { value: 2026, shown: 'W 2019 r. było to 66,60 zł' },
  'stawki stawki [] od': { value: '2026-03-04', shown: 'za godzinę od 4 marca 2026' },
  'zgloszenia odbierajacy [] klucz': { value: 'rola-probna', shown: 'value="rola-probna"', place: 'staff' },
  'zgloszenia odbierajacy [] nazwa': { value: { pl: 'Rolapróbna' }, shown: 'Rolapróbna', place: 'staff' },
  'akty akty [] klucz': {
    value: 'zatrudnienie-socjalne',
    shown: 'id="zatrudnienie-socjalne"',
    place: 'source',
  },
  'akty akty [] isap': {
    value: 'WDU20039999999',
    shown: 'DocDetails.xsp?id=WDU20039999999',
    place: 'source',
  },
  'akty akty [] stan': { value: 'uchylony', shown: 'już nie obowiązuje od' },
  'akty akty [] zastapiony_przez': {
    value: 'pomoc-spoleczna',
    shown: 'Nowy akt ustawa z dnia 12 marca 2004',
  },
  'slownik slowa [] klucz': {
    value: 'kontrakt-socjalny',
    shown: 'id="slowo-kontrakt-socjalny"',
    place: 'source',
  },
  'zgloszenia odpowiedz_w_dniach_roboczych': { value: 3, shown: 'Odezwiemy się do', place: 'confirmation' },
  'zgloszenia tematy [] klucz': { value: 'classes', shown: 'value="classes"', place: 'source' },
  'deklaracja stan': { value: 'czesciowo-zgodna', shown: 'jest częściowo zgodna' },
  'deklaracja tlumacz_online': {
    value: 'tak',
    shown: 'można skorzystać z tłumacza języka migowego online',
  },
  'pomoc telefony [] numer': { value: '800 111 333', shown: '800 111 333' },
  'pomoc telefony [] miesiace od': { value: 11, shown: 'od listopada do' },
  'pomoc telefony [] miesiace do': { value: 3, shown: 'od listopada do marca' },
  'strony tytul': { value: 'TytułStrony', shown: 'TytułStrony' },
  'strony nazwa_w_menu': { value: 'NazwaWMenu', shown: 'NazwaWMenu' },
  'strony opis': { value: 'OpisStrony', shown: 'name="description" content="OpisStrony"', place: 'source' },
  'strony akty []': { value: 'rynek-pracy', shown: 'Na jakim prawie opiera się ta strona?', place: 'start' },
  'strony opisuje': { value: 'usluga', shown: '"@type":"Service","name":"TytułStrony"', place: 'source' },
  'strony nowosci': { value: true, shown: 'Co nowego?', place: 'start' },
  'strony menu': { value: 3, shown: 'NazwaWMenu' },
  'strony drzwi [] adres': { value: '/klub/', shown: 'class="door" href="/klub/"', place: 'source' },
  'strony drzwi [] rysunek': { value: 'umowa', shown: 'M12 6h30l10 10v42H12z', place: 'source' },
  'aktualnosci data': { value: '2026-12-14', shown: 'Ogłoszono: 14 grudnia 2026' },
  'aktualnosci do': { value: '2026-12-20', shown: 'Aktualne do: 20 grudnia 2026' },
};

const decidesWhen = 'decides until when something is shown; facts-over-time.test.ts looks at that';
const provenance = 'for those who keep the facts; the content check asks for it again in time';
const search = 'changes what the search finds; content/search.test.ts looks at that';
const translation = 'of translations; translations.test.ts looks at that';
const draft = 'a draft is in the live preview only; live-preview.test.ts looks at that';

/** Fields that are shown to no reader, each with the reason. Add a field here only if it is for staff alone. */
export const notShown: Readonly<Record<string, string>> = {
  'strony dawne_adresy []': 'answered with 301; http/old-addresses.test.ts looks at that',
  'aktualnosci dawne_adresy []': 'answered with 301; http/old-addresses.test.ts looks at that',
  'kontakt jednostka': "stands in for today's name while that is empty; machine-files.test.ts reads it",
  'kontakt zrodlo': provenance,
  'kontakt sprawdzic_do': provenance,
  'kontakt potwierdzil': 'takes a warning away; facts-over-time.test.ts looks at that',
  'godziny zrodlo': provenance,
  'godziny sprawdzono': 'the oldest of the days is shown, see „kontakt sprawdzono”',
  'godziny sprawdzic_do': provenance,
  'godziny potwierdzil': 'takes a warning away; facts-over-time.test.ts looks at that',
  'stawki stawki [] do': decidesWhen,
  'stawki stawki [] sprawdzic_do': decidesWhen,
  'akty akty [] rodzaj': 'the name begins with it',
  'akty akty [] data': 'the name holds it',
  'akty akty [] eli': 'for check:law, which compares the register with the database of the Sejm',
  'akty akty [] tekst_jednolity eli': 'for check:law, as above',
  'akty akty [] sprawdzic_do': decidesWhen,
  'linki linki [] potwierdzono': 'ends a row of the launch checklist',
  'slownik slowa [] zrodlo': provenance,
  'pomoc telefony [] zrodlo': provenance,
  'pomoc telefony [] sprawdzic_do': decidesWhen,
  'pomoc telefony [] potwierdzil': 'ends a row of the launch checklist',
  'szukanie pilne slowa []': search,
  'szukanie pilne szukaj': search,
  'szukanie synonimy [] slowa []': search,
  'szukanie synonimy [] szukaj': search,
  'szukanie pomijaj []': search,
  'szukanie jezyki [] jezyk': search,
  'szukanie jezyki [] pilne slowa []': search,
  'szukanie jezyki [] pilne szukaj': search,
  'szukanie jezyki [] synonimy [] slowa []': search,
  'szukanie jezyki [] synonimy [] szukaj': search,
  'szukanie jezyki [] pomijaj []': search,
  'pytania pytania [] nazwa': 'stands on the launch checklist only, and so do the next two',
  'pytania pytania [] strona': 'as above',
  'pytania pytania [] odpowiedz': 'as above',
  'strony zmieniono': translation,
  'strony oryginal': translation,
  'strony potwierdzil': translation,
  'strony szkic': draft,
  'aktualnosci szkic': draft,
  'aktualnosci przypnij': 'decides the place; closures-and-notices.test.ts looks at that',
};
