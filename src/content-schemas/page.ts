import * as z from 'zod';
import { day, orEmpty, yesOrNo } from './fields.ts';
import { oldAddresses } from './old-addresses.ts';
import { originalHashPattern } from './translation.ts';

const door = z.strictObject({
  nazwa: z.string().trim().min(1).describe('Potrzeba słowami czytelnika: „Nie mam pracy”.'),
  opis: z.string().trim().min(1).describe('Drugi wiersz: kilka słów.'),
  adres: z.string().trim().min(1).describe('Miejsce, które na nią odpowiada: /dla-kogo/#nie-masz-pracy'),
  rysunek: z.string().optional().describe('Rysunek w oknie nad drzwiami, z listy rysunków. Puste: dom.'),
});

/** `content/<język>/strony/*.md`: one page of the portal. */
export const pageSchema = z.strictObject({
  tytul: z.string().trim().min(1).describe('Tytuł strony: jedyny nagłówek pierwszego stopnia.'),
  opis: z.string().trim().min(1).max(200).describe('Jedno zdanie dla wyszukiwarek: co jest na tej stronie.'),
  menu: z.int().min(1).max(7).optional().describe('Miejsce w menu, od 1 do 7. Puste: strony nie ma w menu.'),
  nazwa_w_menu: z.string().trim().min(1).optional().describe('Krótsza nazwa do menu.'),
  sprawdzono: day.describe('Dzień, w którym ktoś ostatnio porównał tę stronę ze źródłami.'),
  akty: z.array(z.string()).default([]).describe('Klucze aktów prawnych, na których opiera się strona.'),
  wyprobowano: day
    .nullable()
    .optional()
    .describe(
      'Tylko w tekście łatwym: dzień, w którym przeczytały go na próbę osoby, dla których jest. null: jeszcze nikt.',
    ),
  opisuje: z
    .enum(['klub', 'usluga'])
    .optional()
    .describe(
      'Co mówimy o tej stronie wyszukiwarkom: klub (jest o całym klubie) albo usluga (jest o czymś, co klub oferuje). Puste: zwykła strona.',
    ),
  nowosci: yesOrNo.describe('true: pod tekstem stoją najnowsze wiadomości.'),
  drzwi: z
    .array(door)
    .default([])
    .describe('Tylko na stronie głównej: drzwi według potrzeb, które pokazuje wstawka ::drzwi.'),
  zmieniono: orEmpty(day).describe(
    'Dzień, w którym ostatnio zmieniono tę stronę. Wpisują go strony do edycji. Pokazuje go nieaktualne tłumaczenie.',
  ),
  oryginal: orEmpty(
    z
      .string('Weź ten ciąg znaków w cudzysłów.')
      .regex(
        originalHashPattern,
        'To nie jest znak polskiej strony. Wpisuje go polecenie: npm run check:content -- --translated pl/strony/NAZWA',
      ),
  ).describe(
    'Tylko w tłumaczeniu: znak polskiego tekstu, z którego je zrobiono. Nie pisz go ręcznie: wpisuje go polecenie --translated.',
  ),
  potwierdzil: orEmpty(z.string().trim().min(1)).describe(
    'Tylko w tłumaczeniu: rola osoby, która zna oba języki i je sprawdziła, bez nazwiska. null: jeszcze nikt.',
  ),
  dawne_adresy: oldAddresses,
  szkic: yesOrNo.describe('true: stronę widać tylko w podglądzie.'),
});

/** The subject of a page in structured data. */
const subjects = { klub: 'club', usluga: 'service' } as const;

/** @returns the front matter in English names */
export const toPage = (page: z.infer<typeof pageSchema>) => ({
  title: page.tytul,
  shortTitle: page.nazwa_w_menu ?? page.tytul,
  description: page.opis,
  /** Place in the menu, from 1; undefined: not in the menu. */
  menu: page.menu,
  checkedOn: page.sprawdzono,
  /** Keys of the acts that the page is based on. */
  acts: page.akty,
  /**
   * For an easy text: the day when people of the target group tried it, null if nobody has. Undefined for other
   * pages.
   */
  triedOn: page.wyprobowano,
  subject: page.opisuje && subjects[page.opisuje],
  showsLatestNews: page.nowosci,
  /** Day `RRRR-MM-DD` of the last published change, null when it is not recorded. */
  changedOn: page.zmieniono,
  /** For a translation: the hash of the Polish text that it was made from, and who has confirmed it. */
  original: page.oryginal,
  confirmedBy: page.potwierdzil,
  doors: page.drzwi.map((one) => ({
    need: one.nazwa,
    note: one.opis,
    target: one.adres,
    drawing: one.rysunek,
  })),
  draft: page.szkic,
});
