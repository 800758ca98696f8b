import * as z from 'zod';
import { emailAddress, longText, orEmpty, provenance, toBeFilledIn, webAddress } from './fields.ts';

const phonePattern =
  'Napisz numer jako 32 281 01 85 albo 600 100 200. Drugi numer ma pole drugi_telefon, wewnętrzny telefon_wewnetrzny.';
const phoneNumber = z
  .string(phonePattern)
  .regex(/^\d{2} \d{3} \d{2} \d{2}$|^\d{3} \d{3} \d{3}$/, phonePattern)
  .meta({ widget: 'telephone' });

const extension = z
  .string('Weź numer wewnętrzny w cudzysłów: "12".')
  .regex(/^\d{1,6}$/, 'Numer wewnętrzny to same cyfry, najwyżej 6, na przykład "12".');

/** The address consists of two groups of five digits, five letters and two check digits (Baza Adresów Elektronicznych). */
const deliveryAddress = z
  .string()
  .regex(
    /^AE:PL-\d{5}-\d{5}-[A-Z]{5}-\d{2}$/,
    'Napisz adres do e-Doręczeń dużymi literami, z łącznikami, jak AE:PL-12345-67890-ABCDE-12.',
  );

/** `content/fakty/kontakt.yaml`: name, address and contact of the club. */
export const contactSchema = z.strictObject({
  nazwa: z.string().trim().min(1).describe('Pełna nazwa klubu, bez nazwy miasta.'),
  skrot: z.string().trim().min(1).describe('Skrót nazwy klubu.'),
  jednostka: z.string().trim().min(1).describe('Instytucja, w której działa klub, jak na dawnej stronie.'),
  nazwa_w_innych_jezykach: orEmpty(
    z.record(z.string().regex(/^[a-z]{2}$/), z.string().trim().min(1)),
  ).describe(
    'Nazwa klubu z miejscowością w innych językach, do tytułów stron: „en: …”. Puste: zostaje polska.',
  ),
  ulica: z.string().trim().min(1).describe('Ulica i numer.'),
  kod: z
    .string()
    .regex(/^\d{2}-\d{3}$/, 'Kod pocztowy ma postać 00-000.')
    .describe('Kod pocztowy.'),
  miejscowosc: z.string().trim().min(1).describe('Miejscowość.'),
  miejscowosc_gdzie: z.string().trim().min(1).describe('Miejscowość w miejscowniku: „w Bytomiu”.'),
  telefon: phoneNumber.describe('Telefon bez +48, z odstępami.'),
  telefon_wewnetrzny: orEmpty(extension).describe(
    'Numer wewnętrzny do klubu, w cudzysłowie: "12". Puste: nie ma takiego numeru.',
  ),
  drugi_telefon: orEmpty(phoneNumber).describe(
    'Drugi telefon klubu, bez +48, z odstępami. Puste: klub ma jeden telefon.',
  ),
  email: toBeFilledIn(emailAddress).describe('Adres e-mail klubu.'),
  jednostka_dzisiejsza: toBeFilledIn(z.string().trim().min(1)).describe(
    'Dzisiejsza nazwa instytucji, w której działa klub; gdy się nie zmieniła, wpisz tę samą.',
  ),
  jednostka_strona: toBeFilledIn(webAddress).describe('Adres strony tej instytucji.'),
  bip: toBeFilledIn(webAddress).describe('Adres Biuletynu Informacji Publicznej.'),
  e_doreczenia: toBeFilledIn(deliveryAddress).describe(
    'Adres do e-Doręczeń klubu albo jego instytucji: AE:PL-12345-67890-ABCDE-12.',
  ),
  numer_w_rejestrze: toBeFilledIn(z.string('Weź numer w cudzysłów.').trim().min(1)).describe(
    'Numer klubu w rejestrze klubów integracji społecznej, który prowadzi wojewoda. Weź go w cudzysłów.',
  ),
  koordynator_dostepnosci: toBeFilledIn(z.string().trim().min(1)).describe(
    'Kto pomaga w sprawach dostępności: telefon lub e-mail, bez nazwiska.',
  ),
  budynek: toBeFilledIn(longText).describe(
    'Jak wejść do budynku: schody, winda, drzwi, toaleta, miejsca postojowe.',
  ),
  tlumacz_migowy: toBeFilledIn(longText).describe('Czy i jak można skorzystać z tłumacza języka migowego.'),
  film_pjm: toBeFilledIn(webAddress).describe('Adres filmu o klubie w polskim języku migowym (PJM).'),
  email_bezpieczenstwa: toBeFilledIn(emailAddress).describe(
    'E-mail, na który można zgłosić, że ze stroną jest coś niebezpiecznego. Gdy jest ten sam co e-mail klubu, wpisz go jeszcze raz.',
  ),
  ...provenance,
});

/** @returns the file in English names */
export const toContact = (contact: z.infer<typeof contactSchema>) => ({
  name: contact.nazwa,
  /** The name with the town after it: „Klub … w Bytomiu”. */
  fullName: `${contact.nazwa} ${contact.miejscowosc_gdzie}`,
  /** The same in other languages, by their folders; where it is missing, the Polish name is used. */
  translatedNames: contact.nazwa_w_innych_jezykach ?? {},
  shortName: contact.skrot,
  /** The institution that the club belongs to, by its current name when staff have given it. */
  parent: contact.jednostka_dzisiejsza ?? contact.jednostka,
  parentWebsite: contact.jednostka_strona,
  /** Address of the public information bulletin (BIP). */
  publicBulletin: contact.bip,
  /** Address for official letters in the e-Doręczenia system. */
  deliveryAddress: contact.e_doreczenia,
  /** Number in the voivode's register of such clubs (act of 13 June 2003 o zatrudnieniu socjalnym, art. 18a). */
  registerNumber: contact.numer_w_rejestrze,
  accessibilityCoordinator: contact.koordynator_dostepnosci,
  street: contact.ulica,
  postalCode: contact.kod,
  town: contact.miejscowosc,
  /** As on the pages, without the +48. */
  phone: contact.telefon,
  /** What to ask for or to dial after the call was answered. */
  extension: contact.telefon_wewnetrzny,
  secondPhone: contact.drugi_telefon,
  email: contact.email,
  securityEmail: contact.email_bezpieczenstwa,
  building: contact.budynek,
  signLanguageInterpreter: contact.tlumacz_migowy,
  signLanguageFilm: contact.film_pjm,
  checkedOn: contact.sprawdzono,
  /** Whether the club has confirmed all this. */
  confirmed: contact.potwierdzil !== null,
});
export type Contact = ReturnType<typeof toContact>;
