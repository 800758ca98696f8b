import { plEditing } from '../../words/pl-editing.ts';
import { plEditingFields } from '../../words/pl-editing-fields.ts';
import { factAt } from '../facts/fact-place.ts';
import { choiceLabel, hintOf } from '../facts/labels.ts';
import { dayText } from '../facts/titles.ts';

/**
 * The messages of the content check are for people who edit files: they name files, fields, lines and commands. Here
 * they are reworded for people who use a form.
 */

const label = (name: string): string => plEditingFields.labels[name] ?? name;
const titleOfFact = (path: string): string => {
  const fact = factAt(path);
  return fact === undefined ? path : `„${plEditing.facts.titles[fact]}”`;
};
const list = (given: string): string => given.split(', ').map(choiceLabel).join(', ');

const wholeDay = `Podaj godzinę od i do albo zaznacz „${plEditing.facts.closed}”.`;

/** Replacements for whole sentences; they run before the general rules. */
const sentences: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
  [/Napisz datę jako RRRR-MM-DD, na przykład [\d-]+\./, 'Podaj dzień, na przykład 24.12.2026.'],
  [/Napisz godziny jako [\d:-]+ albo słowo: zamknięte\./, wholeDay],
  [/[\d:-]+ albo słowo: zamknięte\. Z przerwą: \[[^\]]*\]\./, wholeDay],
  [/Napisz godziny jako [\d:-]+, bez odstępów\./, 'Podaj godzinę od i godzinę do.'],
  [/(?<=Nie ma takiej godziny: \S+ )Napisz na przykład [\d:-]+\./, 'Wpisz na przykład 7:30.'],
  [/Dwie części dnia weź w nawias kwadratowy: \[[^\]]*\]\./, 'Każdą część dnia wpisz w osobne pola.'],
  [/Dopisz wcięty wiersz „pl: …”\./, 'Wpisz go w polu „Po polsku”.'],
  [/ ma mieć pod sobą wcięty wiersz z językiem, na przykład „pl: Treść.”/, ' jest puste po polsku.'],
  [/ Weź wartość w cudzysłów: "[^"]*"\./, ''],
  [/ bez cudzysłowu/, ''],
  [/(wpisem|wpis) z wiersza \d+/, 'innym wpisem'],
  [/ z wiersza \d+/, ''],
  [/(?<=ma już )innym wpisem/, 'inny wpis'],
  [
    /Drugi numer ma pole drugi_telefon, wewnętrzny telefon_wewnetrzny\./,
    'Drugi numer wpisz w „Drugi telefon”, wewnętrzny w „Numer wewnętrzny”.',
  ],
  [
    /Napisz kwotę w cudzysłowie, z przecinkiem i groszami: "9,50"\./,
    'Napisz kwotę z groszami, na przykład 9,50.',
  ],
  [/na przykład: dawne_adresy: \[(\/[^\]]*)\]/, 'na przykład $1'],
  [
    /Godziny podaj tylko dla rodzaju: skrocone albo dluzsze, i tam podaj je zawsze\./,
    'Godziny podaj tylko wtedy, gdy klub jest otwarty krócej albo dłużej, i wtedy zawsze.',
  ],
  [/i uruchom: npm run \S+ -- .*$/, 'i przy publikacji zaznacz, że mówi to samo.'],
  [
    /Między kreskami --- w pliku (\S+) wpisz: dawne_adresy: \[.*\]/,
    'Otwórz $1 i dopisz go w „Dawne adresy”.',
  ],
  [
    /Między kreskami --- w pliku strony, która ją zastępuje, wpisz: dawne_adresy: \[.*\]/,
    'Otwórz stronę, która ją zastępuje, i dopisz go w „Dawne adresy”.',
  ],
  [/Usuń link albo wiersz „szkic: true” w pliku (\S+)\./, 'Usuń link albo odznacz „Szkic” na stronie $1.'],
  [/Usuń ten wiersz\./, 'Odznacz „Szkic”.'],
  [/Wpisz go pod kreskami ---\./, 'Wpisz go w polu „Tekst”.'],
  [/(?:Wpisz|wpisz) jedną z tych: ([^.]*)\./, (_, given = '') => `Wybierz jedno z tych: ${list(given)}.`],
  [/ nie może mieć wartości „”/, ' jest puste'],
  [/(\S+) i (\S+) ma być/, '$1 i $2 ma być'],
  [/Klucz to małe litery/, 'Krótka nazwa to małe litery'],
  [
    /Klucz „([^”]*)” ma już inny wpis\. Każdy wpis musi mieć inny klucz\./,
    'Krótką nazwę „$1” ma już inny wpis. Wpisz inną.',
  ],
  [
    /Nie ma aktu o kluczu „([^”]*)”\. Dopisz go w tym pliku albo wpisz null\./,
    'Nie ma aktu „$1”. Dopisz go albo zostaw to pole puste.',
  ],
  [/Wpisz klucz nowego aktu albo null\./, 'Wpisz krótką nazwę nowego aktu albo zostaw pole puste.'],
  [/potwierdzil, potwierdzono i sprawdzic_do\./, 'otwórz ją i naciśnij „Potwierdzam, że to się zgadza”.'],
  [/Tekst wpisz w pliku \.md w folderze pl\/strony\./, 'Tekst wpisz na stronie.'],
  [/, a plik włóż do folderu pliki/, ', a plik dodaj w „Zdjęcia i dokumenty”'],
  [/(?<=[Ww] )folderze pliki(?![/\w])/, '„Zdjęcia i dokumenty”'],
];

const fieldName = /((?:[Pp]ol(?:e|a|u|em)|[Ll]ist[ay]|[Pp]olach) )„([a-z_]+)”/g;
const factFileName = /(?:(?<=[WwZz] )pliku )?(?<![\w/])(?:content\/)?(fakty\/[a-z]+\.yaml)/g;
const pageFileName =
  /(?:(?<=[WwZz] )pliku )?(?<![\w/])(?:content\/)?([a-z]{2}\/(?:strony|aktualnosci)\/[a-z0-9-]+\.md)/g;
const isoDay = /(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w-])/g;

/**
 * @param message of the content check
 * @param titleOf @returns what a page is called, by its path
 * @returns the message without names of files and fields
 */
export function inStaffWords(message: string, titleOf: (path: string) => string): string {
  const said = sentences.reduce(
    (text, [pattern, put]) =>
      typeof put === 'string' ? text.replace(pattern, put) : text.replace(pattern, put),
    message,
  );
  return said
    .replace(fieldName, (_, before: string, name: string) => `${before}„${label(name)}”`)
    .replace(factFileName, (_, path: string) => titleOfFact(path))
    .replace(pageFileName, (_, path: string) => titleOf(path))
    .replace(isoDay, (day) => dayText(day));
}

/**
 * @param place the path of the field with the file's name
 * @returns the message with the hint of the form
 */
export function withFormHint(message: string, place: string): string {
  const [start = '', description] = message.split(/ Co tu wpisać: /, 2);
  if (description === undefined) return message;
  const hint = hintOf('', description, place);
  return hint === '' ? start : `${start} ${hint}`;
}

/** @returns a row of the launch checklist: the label of the field, and what to write there */
export function rowInStaffWords(message: string, file: string, titleOf: (path: string) => string): string {
  const [, entry = '', name = '', rest = ''] = /^(„[^”]*”: )?([a-z_]+) – ([\s\S]*)$/.exec(message) ?? [];
  const [, key, told = ''] = /^„([a-z0-9-]+)” – ([\s\S]*)$/.exec(message) ?? [];
  if (key !== undefined) return `„${choiceLabel(key)}”: ${inStaffWords(told, titleOf)}`;
  if (name === '') return inStaffWords(message, titleOf);
  const fact = factAt(file) ?? 'strony';
  return `${entry}${label(name)}. ${inStaffWords(hintOf('', rest, `${fact}.${name}`), titleOf)}`;
}
