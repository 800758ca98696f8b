import { plOperatorMail } from './pl-operator-mail.ts';
import { plProgressMail } from './pl-progress-mail.ts';

const day = new Intl.DateTimeFormat('pl-PL', { timeZone: 'Europe/Warsaw', dateStyle: 'full' });
const time = new Intl.DateTimeFormat('pl-PL', { timeZone: 'Europe/Warsaw', timeStyle: 'short' });

const pageLanguages: Readonly<Record<string, string>> = {
  uk: 'ukraińskiej',
  en: 'angielskiej',
  pl: 'polskiej',
};

/** All words of the mail to the club's staff. Each text is a line; typed texts come on separate lines under them. */
export const plMail = {
  /**
   * The subject, with the reference and the topic's name for staff only. The reference comes first, so that it is
   * whole within the first encoded word (RFC 2047 2).
   */
  subject: (topicName: string, reference: string) => `${reference} Nowe zgłoszenie: ${topicName}`,
  opening: 'Ktoś napisał do klubu przez stronę.',
  /** When somebody writes for another person. */
  forOther: {
    opening: 'Ktoś napisał do klubu przez stronę w sprawie innej osoby.',
    helper: 'Pisze:',
    helperUnknown: 'Nie wiemy, kto pisze.',
    knows: {
      yes: 'Osoba, której dotyczy sprawa, wie o tym zgłoszeniu.',
      no: 'Uwaga: osoba, której dotyczy sprawa, jeszcze nie wie o tym zgłoszeniu.',
      unknown: 'Uwaga: nie wiemy, czy osoba, której dotyczy sprawa, wie o tym zgłoszeniu.',
    },
    answerTo: {
      person: 'Kontakt niżej prowadzi do osoby, której dotyczy sprawa. Odezwij się do niej.',
      helper: 'Kontakt niżej prowadzi do osoby, która pisze. Odezwij się do niej.',
    },
    /** GDPR, article 14(2)(f) and (3)(b): the source, at the latest when the person is first spoken to. */
    tellWhence:
      'Gdy pierwszy raz odezwiesz się do osoby, której dotyczy sprawa, powiedz jej, od kogo to wiesz (art. 14 RODO).',
    visit: {
      person:
        'Nie trzeba się odzywać. Osoba, której dotyczy sprawa, przyjdzie do klubu i poda numer zgłoszenia.',
      helper: 'Nie trzeba się odzywać. Osoba, która pisze, przyjdzie do klubu i poda numer zgłoszenia.',
    },
    name: 'Do osoby, której dotyczy sprawa, zwracaj się tak:',
    /** As `sayKis.notAllowed`, when the club answers the person and not the writer. */
    sayKis: {
      phone:
        'Uwaga: nie mów, że dzwoni klub (KIS), dopóki nie wiesz, że rozmawiasz z osobą, której dotyczy sprawa.',
      sms: 'Uwaga: nie podawaj w SMS-ie nazwy klubu (KIS). Ktoś inny może go przeczytać. Osobie, której dotyczy sprawa, powiedz w rozmowie, skąd jesteś.',
      email: 'Uwaga: nikomu innemu nie mów, że ta sprawa trafiła do klubu (KIS).',
      via: 'Uwaga: nie mów osobie, przez którą się odzywasz, że jesteś z klubu (KIS). Powiedz to tylko osobie, której dotyczy sprawa.',
    },
  },
  reference: (reference: string) => `Numer zgłoszenia: ${reference}`,
  /** When the person was told another reference than the enquiry has in the club. */
  toldReference: (reference: string) =>
    `Uwaga: na stronie ta osoba dostała numer ${reference}. Ten sam numer ma też inne zgłoszenie. Gdy ktoś go poda, zapytaj, o którą sprawę chodzi.`,
  /** Gives a moment in the club's time zone, in words. */
  received: (instant: Date) => `Przyszło: ${day.format(instant)}, godz. ${time.format(instant)}`,
  suspect:
    'Uwaga: to zgłoszenie mógł wysłać automat. Przeczytaj je jednak: czasem tak wygląda też zgłoszenie od człowieka.',
  viaFallback: 'Uwaga: skrzynka dla tego tematu odrzuciła tę wiadomość, dlatego trafia do Ciebie.',
  contactHeading: 'Jak się odezwać:',
  /** How to contact the person; the number, address or place follows, if there is one. */
  channels: {
    phone: 'Zadzwoń pod numer:',
    sms: 'Wyślij SMS na numer:',
    email: 'Napisz e-mail (wystarczy odpowiedzieć na tę wiadomość):',
    visit: 'Nie trzeba się odzywać. Ta osoba przyjdzie do klubu i poda numer zgłoszenia.',
    via: 'Odezwij się przez tę osobę albo to miejsce:',
  },
  /** Under an uncertain number: its possible readings, with country code. */
  phoneReadings: (readings: readonly string[]) =>
    `Uwaga: nie wiemy na pewno, jaki to numer. Tak można go odczytać: ${readings.join(' albo ')}. Sprawdź, zanim zadzwonisz albo napiszesz: zły numer może należeć do kogoś obcego.`,
  name: 'Zwracaj się tak:',
  when: {
    morning: 'Kiedy: rano',
    midday: 'Kiedy: w południe',
    afternoon: 'Kiedy: po południu',
    any: 'Kiedy: o dowolnej porze',
  },
  voicemail: {
    allowed: 'Możesz zostawić wiadomość na poczcie głosowej.',
    notAllowed: 'Uwaga: nie zostawiaj wiadomości na poczcie głosowej. Nie mamy na to zgody.',
  },
  sayKis: {
    allowed: 'Możesz powiedzieć, że odzywa się klub (KIS).',
    /** The warning for each channel through which somebody else could learn of the contact. */
    notAllowed: {
      phone:
        'Uwaga: nie mów, że dzwoni klub (KIS), dopóki nie wiesz, że rozmawiasz z osobą, która do nas pisała.',
      sms: 'Uwaga: nie podawaj w SMS-ie nazwy klubu (KIS). Ktoś inny może go przeczytać. Osobie, która do nas pisała, powiedz w rozmowie, skąd jesteś.',
      email: 'Uwaga: nikomu spoza tej sprawy nie mów, że ta osoba pisała do klubu (KIS).',
      via: 'Uwaga: nie mów osobie, przez którą się odzywasz, że jesteś z klubu (KIS). Powiedz to tylko osobie, która do nas pisała.',
    },
  },
  matterHeading: 'Sprawa:',
  topic: (topicName: string) => `Temat: ${topicName}`,
  forWhom: {
    self: 'Dla kogo: dla siebie',
    other: 'Dla kogo: dla kogoś innego',
  },
  /** The typed name follows. */
  languageNamed: 'W jakim języku rozmawiać:',
  language: (language: string) => `W jakim języku rozmawiać: ${language}`,
  /** After the language of the page, when it is not Polish. */
  languageNotSaid: 'Nie napisano, w jakim języku rozmawiać. Zapytaj o to najpierw.',
  languages: {
    pl: 'po polsku',
    uk: 'po ukraińsku',
    en: 'po angielsku',
    other: 'w innym języku, zapytaj w jakim',
  },
  needs: 'Co pomoże w rozmowie lub wizycie:',
  needNames: {
    'sign-language': 'język migowy',
    interpreter: 'tłumacz innego języka',
    'step-free': 'wejście bez schodów',
    'large-print': 'duży druk',
    companion: 'przyjdzie z osobą, która pomaga',
  },
  /** Gets the language tag of the page with the form. */
  pageLanguage: (tag: string) =>
    `Formularz wypełniono na stronie w wersji ${pageLanguages[tag] ?? `językowej ${tag}`}.`,
  message: 'Wiadomość:',
  /** Explains the prefix of typed lines, and that nobody checked who the person is. */
  unverified: (prefix: string) =>
    `Linie ze znakiem „${prefix}” na początku wpisała osoba na stronie. Nie sprawdziliśmy, kim jest. Nie wchodź w linki, których nie znasz.`,
  /** Mails that remind of enquiries. */
  progress: plProgressMail,
  /** Mails about the site itself. */
  operatorMail: plOperatorMail,
};
