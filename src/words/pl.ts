import { capital } from '../text.ts';
import { plMail } from './pl-mail.ts';
import { plProgress } from './pl-progress.ts';
import type { ChoiceFieldWords, ChoiceWords, FieldWords, ProblemStatus, ProblemWords } from './shapes.ts';
import { bindShortWords, mapTexts, withFullStop } from './typography.ts';

const since = (day: string | undefined): string => (day === undefined ? '' : ` od ${day}`);

const controlCharacters = 'Jest tu znak, którego nie widać. Skasuj to słowo i wpisz je od nowa.';

/** The genitive, as in "from November to March". */
const monthsAfterFrom = [
  'stycznia',
  'lutego',
  'marca',
  'kwietnia',
  'maja',
  'czerwca',
  'lipca',
  'sierpnia',
  'września',
  'października',
  'listopada',
  'grudnia',
];

const texts = {
  /** BCP 47 tag for `lang` attributes and dates. */
  tag: 'pl',
  /** The same with the country, for Open Graph: `pl_PL`. */
  locale: 'pl_PL',
  /** The name of this language in itself. */
  languageName: 'Polski',
  page: {
    skipToContent: 'Przejdź do treści',
    home: 'Strona główna',
    menu: 'Menu',
    mainNavigation: 'Menu główne',
    languages: 'Języki',
    whatNow: 'Co możesz zrobić teraz?',
    call: 'Zadzwoń',
    come: 'Przyjdź',
    write: 'Napisz do nas',
    checked: (day: string) => `Sprawdzono: ${day}`,
    address: 'Adres',
    country: 'Polska',
    hours: 'Godziny otwarcia',
    phone: 'Telefon',
    secondPhone: 'Drugi telefon',
    /** Follows a telephone number. */
    extension: (number: string) => `(numer wewnętrzny ${number})`,
    email: 'E-mail',
    parent: 'Instytucja',
    parentWebsite: 'Strona instytucji',
    /** @param short its abbreviation, marked as Polish where the page is not */
    publicBulletin: (short: string) => `Biuletyn Informacji Publicznej (${short})`,
    deliveryAddress: 'Adres do e-Doręczeń',
    registerNumber: 'Numer w rejestrze klubów, który prowadzi wojewoda',
    accessibilityCoordinator: 'Koordynator dostępności',
    website: 'Strona internetowa',
    accessibilityStatement: 'Deklaracja dostępności',
    privacy: 'Prywatność',
    siteMap: 'Mapa strony',
    onThisPage: 'Na tej stronie',
    law: 'Podstawy prawne',
    links: 'Pomoc od razu i linki',
    news: 'Aktualności',
    noNews: 'Nie ma teraz aktualności.',
    /** Title of a further page of the list of news. */
    newsPage: (number: number) => `Aktualności, strona ${number}`,
    newsPages: 'Strony z aktualnościami',
    newerNews: 'Nowsze aktualności',
    olderNews: 'Starsze aktualności',
    feed: 'Kanał z aktualnościami (Atom)',
    /** Describes the picture that represents the site on other sites. */
    pictureAlt: 'W oknie pali się światło, ktoś macha ręką. Obok nazwa klubu.',
    latestNews: 'Co nowego?',
    /** Over a message that staff want everybody to read. */
    notice: 'Ważne',
    /** The range of days of a notice. */
    noticeDays: (first: string, last: string) =>
      first === last ? `Dotyczy: ${first}` : `Od ${first} do ${last}`,
    publishedOn: (day: string) => `Ogłoszono: ${day}`,
    currentUntil: (day: string) => `Aktualne do: ${day}`,
    backToNews: 'Wszystkie aktualności',
    draft: 'Szkic. Tej strony nie widać poza podglądem.',
    editFile: (file: string) => `Plik tej strony: ${file}`,
    unconfirmed: 'Klub jeszcze nie potwierdził tych danych. Zanim przyjdziesz, zadzwoń.',
    notConfirmedYet: 'Klub jeszcze nie potwierdził tych godzin.',
    /** After hours that nobody has confirmed, in the header too: a few short words. */
    unconfirmedMark: '(najpierw zadzwoń)',
    hoursUnconfirmed: 'Klub jeszcze nie potwierdził tych godzin. Zanim przyjdziesz, zadzwoń.',
    toBeCompleted: 'Do uzupełnienia przez klub',
    easyText: 'W prostych słowach',
    buildingUnknown: 'Nie wiemy jeszcze, czy jest winda, wejście dla wózka i parking. Zapytaj przez telefon:',
    doors: 'Z czym przychodzisz?',
    /** The street follows. */
    mapLink: 'Pokaż na mapie:',
    /** A number of days in full words, for example `30 dni`. */
    days: (count: number) => (count === 1 ? '1 dzień' : `${count} dni`),
  },
  /** About pages in other languages. */
  /** Names a table that is wider than a telephone. */
  wideTable: 'Tabela, którą można przesuwać w bok',
  translation: {
    /** On the start page of another language, before the telephone. */
    invitation: 'Ta strona jest też po polsku. Możesz zadzwonić:',
    /** After a link to a page that exists in Polish only. */
    inPolish: '(po polsku)',
    /** A link to the Polish page, when the language does not have it. */
    polishPage: 'Ta strona jest po polsku',
    /** Above a translation whose Polish page has changed, with the day when known. The telephone follows. */
    stale: (day: string | undefined) =>
      day === undefined
        ? 'Polska strona jest nowsza. Coś mogło się zmienić. Zadzwoń:'
        : `${withFullStop(`Polska strona jest nowsza: zmieniono ją ${day}`)} Coś mogło się zmienić. Zadzwoń:`,
    /** Summary of a folded text about law or money. The telephone follows. */
    mayHaveChanged: 'To mogło się zmienić. Zadzwoń:',
    toPolishPage: 'Zobacz polską stronę',
    /** Until somebody who knows both languages has confirmed the translation. */
    unconfirmed: 'Tego tłumaczenia nie sprawdziła jeszcze osoba, która zna oba języki.',
  },
  hours: {
    day: 'Dzień',
    open: 'Godziny',
    closed: 'zamknięte',
    /** By ISO 8601 number: 1 is Monday. */
    weekdays: {
      1: 'poniedziałek',
      2: 'wtorek',
      3: 'środa',
      4: 'czwartek',
      5: 'piątek',
      6: 'sobota',
      7: 'niedziela',
    },
    /** For a narrow line; the full names are there for screen readers. */
    shortWeekdays: { 1: 'pon', 2: 'wt', 3: 'śr', 4: 'czw', 5: 'pt', 6: 'sob', 7: 'niedz' },
    /** The genitive, which follows the word for "until". */
    untilWeekdays: {
      1: 'poniedziałku',
      2: 'wtorku',
      3: 'środy',
      4: 'czwartku',
      5: 'piątku',
      6: 'soboty',
      7: 'niedzieli',
    },
    caption: 'Godziny w zwykłym tygodniu',
    /** Between two days of a range or two times of a span. */
    to: '–',
    /** A minute of the day in Polish notation, for example `7.30`. */
    time: (minute: number) => `${Math.floor(minute / 60)}.${String(minute % 60).padStart(2, '0')}`,
    /** A time at the end of a promise, for example `godz. 15.30`. */
    atTime: (time: string) => `godz. ${time}`,
    comingDays: 'Najbliższe dni, gdy jest inaczej',
    noComingDays: 'W najbliższym czasie nie ma takich dni.',
    byAppointment: 'tylko po umówieniu się',
    /** With the word for "on". */
    onWeekdays: {
      1: 'w poniedziałek',
      2: 'we wtorek',
      3: 'w środę',
      4: 'w czwartek',
      5: 'w piątek',
      6: 'w sobotę',
      7: 'w niedzielę',
    },
    /** A range of days, each named with its month. */
    fromTo: (first: string, last: string) => `od ${first} do ${last}`,
    /** A deviation on some days (`w czwartek 24 grudnia`, `od 24 grudnia do 2 stycznia`), with its reason. */
    deviation: {
      closed: (days: string, reason: string) => `Klub jest zamknięty ${days} (${reason}).`,
      'by-appointment': (days: string, reason: string) =>
        `Klub przyjmuje ${days} tylko po umówieniu się (${reason}). Najpierw zadzwoń.`,
      shortened: (days: string, reason: string, hours: string) =>
        `Klub jest otwarty krócej ${days}: ${hours} (${reason}).`,
      longer: (days: string, reason: string, hours: string) =>
        `Klub jest otwarty inaczej ${days}: ${hours} (${reason}).`,
    },
    openNow: (until: string) => `Teraz otwarte, do ${until}.`,
    /** `reason`: why it is closed now, unless because of the time of day. */
    closedNow: (days: string, from: string, reason: string | undefined) =>
      `Teraz zamknięte${reason === undefined ? '' : ` (${reason})`}. Otwieramy ${days} o ${from}.`,
    closedNowToday: (from: string) => `Teraz zamknięte. Otwieramy dziś o ${from}.`,
    /** Whether somebody answers the telephone, for people who do not want to wait. */
    calling: {
      now: 'Nie chcesz czekać? Zadzwoń.',
      today: (from: string) => `Klub jest teraz zamknięty. Zadzwoń dziś od ${from}.`,
      /** `day`: with the word for "on". */
      on: (day: string, from: string) => `Klub jest teraz zamknięty. Zadzwoń ${day} od ${from}.`,
    },
    holidays: {
      'new-year': 'Nowy Rok',
      epiphany: 'Święto Trzech Króli',
      'easter-sunday': 'Wielkanoc',
      'easter-monday': 'Poniedziałek Wielkanocny',
      'labour-day': 'Święto Pracy',
      'constitution-day': 'Święto Konstytucji 3 Maja',
      pentecost: 'Zielone Świątki',
      'corpus-christi': 'Boże Ciało',
      assumption: 'Wniebowzięcie Najświętszej Maryi Panny',
      'all-saints': 'Wszystkich Świętych',
      'independence-day': 'Święto Niepodległości',
      'christmas-eve': 'Wigilia',
      'christmas-day': 'Boże Narodzenie',
      'second-christmas-day': 'drugi dzień Bożego Narodzenia',
    },
    calendar: 'Zapisz godziny w kalendarzu',
    card: 'Zapisz nas w kontaktach telefonu',
    calendarName: 'Godziny otwarcia klubu',
    calendarOpen: 'Klub jest otwarty',
    /** Titles of days that differ; the reason follows in brackets. */
    calendarClosed: 'Klub zamknięty',
    calendarOpenDifferently: (spans: string) => `Klub otwarty ${spans}`,
    calendarByAppointment: 'Klub: tylko po umówieniu się',
  },
  law: {
    /** Status of an act, with its first day when known. */
    statuses: {
      'in-force': (day: string | undefined) => `obowiązuje${since(day)}`,
      amended: (day: string | undefined) => `obowiązuje ze zmianami${since(day)}`,
      repealed: (day: string | undefined) => `już nie obowiązuje${since(day)}`,
      'deemed-repealed': (day: string | undefined) => `już nie obowiązuje: uznany za uchylony${since(day)}`,
      'not-yet': () => 'jeszcze nie obowiązuje',
    },
    status: 'Stan',
    published: 'Ogłoszono',
    consolidated: 'Tekst jednolity (akt razem ze zmianami)',
    replacedBy: 'Nowy akt',
    formerly: 'Dawna strona klubu podawała',
    checkedOn: (day: string) => `Stan prawa sprawdzono: ${day}`,
    readInIsap: 'Czytaj w bazie aktów prawnych Sejmu:',
    basedOn: 'Na jakim prawie opiera się ta strona?',
    /** In a citation whose act was not checked in time. */
    unchecked: (day: string) => `ostatnio sprawdzono ${day}`,
    overdue: (day: string) =>
      `${withFullStop(`Nie sprawdziliśmy tego od ${day}`)} Zapytaj nas, czy nic się nie zmieniło.`,
  },
  amounts: {
    current: (amount: string, day: string | undefined) => `${amount} zł za godzinę${since(day)}`,
    unknownToday: 'Stawki na dziś nie znamy.',
    history: (amount: string, year: number) => `W ${year} r. było to ${amount} zł za godzinę.`,
    source: 'Źródło:',
    confirmed: (role: string, day: string) => withFullStop(`Potwierdzono: ${role}, ${day}`),
    ask: 'Zapytaj, ile to jest teraz:',
    tableCaption: 'Ile to jest za miesiąc',
    hoursInMonth: 'Godziny w miesiącu',
    money: 'Pieniądze',
    hoursCount: (hours: number) => `${hours} godzin`,
    zloty: (amount: string) => `${amount} zł`,
  },
  easy: {
    /** A day of the week with its hours as a short sentence. */
    openOn: (weekday: string, spans: readonly { from: string; to: string }[]) =>
      `${capital(weekday)}: ${spans.map(({ from, to }) => `od ${from} do ${to}`).join(' i ')}.`,
    closedOn: (weekday: string) => `${capital(weekday)}: zamknięte.`,
    tried: (day: string) => `Ten tekst przeczytały na próbę osoby, dla których go piszemy: ${day}`,
    untried: 'Tego tekstu nie przeczytały jeszcze na próbę osoby, dla których go piszemy.',
    signFilm: 'Film o klubie w polskim języku migowym',
  },
  search: {
    title: 'Szukaj na stronie',
    titleFor: (question: string) => `Szukaj: ${question}`,
    label: 'Czego szukasz?',
    button: 'Szukaj',
    empty: 'Wpisz jedno lub kilka słów, na przykład: kontrakt socjalny. Polskie ogonki możesz pominąć.',
    cut: (question: string) => `To długie pytanie. Szukamy tylko według jego początku: „${question}”.`,
    results: (count: number) => `Wyniki: ${count}`,
    nothing: (question: string) => `Nie ma tu nic o: „${question}”`,
    tryOther: 'Wpisz inne słowo albo zadzwoń, powiemy Ci:',
    /** Above the doors of the start page, when nothing was asked or found. */
    needs: 'Może pasuje coś z tej listy:',
  },
  /** `/kis.txt`: what the club does, for machines to read. */
  plainText: {
    title: 'Czym zajmuje się klub: tekst, który odczyta program komputerowy',
    asOf: (day: string) => `Sprawdzono: ${day}`,
    link: 'Czym zajmuje się klub: zwykły tekst, który odczyta program komputerowy',
  },
  letters: {
    formIsContact: 'Formularz służy do kontaktu. To nie jest pismo urzędowe.',
    ask: 'Chcesz złożyć pismo? Zapytaj, jak to zrobić:',
    /** Before the address for e-Doręczenia. */
    deliver: 'Masz skrzynkę do e-Doręczeń? Możesz wysłać pismo na adres:',
  },
  links: { noAddress: 'Inne miejsca z dawnej strony klubu. Ich adresów nie znamy, zapytaj nas.' },
  helplines: {
    /** Months by their numbers, from 1. */
    months: (first: number, last: number) =>
      `od ${monthsAfterFrom[first - 1]} do ${monthsAfterFrom[last - 1]}`,
    checked: (day: string) => `sprawdzone: ${day}`,
  },
  form: {
    title: 'Napisz do nas',
    errorPrefix: 'Błąd:',
    errorSummary: 'Popraw to, zanim wyślesz',
    /** After an error: the word with an invisible character, replaced by a visible sign. */
    inWord: (word: string) => `Chodzi o: „${word}”.`,
    optional: '(możesz pominąć)',
    /** The length of the form, under the title. */
    length: '3 pytania i kontakt.',
    /** The headings of the form's three parts. */
    parts: {
      matter: 'Twoja sprawa',
      contact: 'Kontakt',
      more: 'Jeśli chcesz, dodaj',
    },
    /** Names what is folded; the end is used only when somebody is to call or write. */
    folded: {
      needs: 'Co pomoże w rozmowie lub wizycie',
      when: 'i kiedy się odezwać',
      hint: 'Na przykład: tłumacz, język migowy, wejście bez schodów.',
    },
    topic: {
      label: 'W jakiej sprawie piszesz?',
      errors: {
        missing: 'Wybierz, w jakiej sprawie piszesz.',
        unknown: 'Wybierz sprawę z listy.',
      },
    } satisfies FieldWords,
    forWhom: {
      label: 'W czyjej sprawie piszesz?',
      choices: {
        self: { label: 'Piszę dla siebie' },
        other: {
          label: 'Piszę dla kogoś innego',
          hint: 'Na przykład dla bliskiej osoby albo podopiecznego.',
        },
      },
      errors: {
        missing: 'Wybierz, czy piszesz dla siebie, czy dla kogoś innego.',
        unknown: 'Wybierz jedną z dwóch odpowiedzi.',
      },
    } satisfies ChoiceFieldWords,
    helper: {
      label: 'Kto pisze?',
      hint: 'Na przykład: Anna, schronisko. Gdy odezwiemy się do tej osoby, powiemy jej, od kogo o niej wiemy.',
      errors: { 'too-long': 'Skróć to do 100 znaków.', 'control-characters': controlCharacters },
    } satisfies FieldWords,
    knows: {
      label: 'Czy ta osoba wie, że do nas piszesz?',
      choices: { no: { label: 'Jeszcze nie wie' }, yes: { label: 'Wie' } },
      errors: { unknown: 'Wybierz jedną z dwóch odpowiedzi albo pomiń to pytanie.' },
    } satisfies ChoiceFieldWords,
    answerTo: {
      label: 'Z kim mamy się skontaktować?',
      choices: {
        person: { label: 'Z tą osobą', hint: 'Dowie się wtedy od nas, że do nas piszesz.' },
        helper: { label: 'Ze mną' },
      } as Readonly<Record<'person' | 'helper', ChoiceWords>>,
      errors: { unknown: 'Wybierz jedną z dwóch odpowiedzi.' },
    } satisfies ChoiceFieldWords,
    /** Between the words for people who write for themselves and for another person, when both are shown. */
    slash: ' / ',
    name: {
      label: 'Jak mamy się do Ciebie zwracać?',
      labelForOther: 'Jak mamy się zwracać do osoby, której pomagasz?',
      hint: 'Wystarczy imię.',
      errors: {
        'too-long': 'Skróć to do 100 znaków. Wystarczy imię.',
        'control-characters': controlCharacters,
      },
    } satisfies FieldWords,
    channel: {
      label: 'Jak mamy się z Tobą skontaktować?',
      labelForOther: 'Jak mamy się skontaktować z tą osobą?',
      hint: 'Wypełnij tylko pole, które należy do Twojego wyboru.',
      choices: {
        phone: { label: 'Zadzwońcie do mnie', labelForOther: 'Zadzwońcie do tej osoby' },
        sms: { label: 'Wyślijcie mi SMS', labelForOther: 'Wyślijcie tej osobie SMS' },
        email: { label: 'Napiszcie do mnie e-mail', labelForOther: 'Napiszcie do tej osoby e-mail' },
        visit: {
          label: 'Przyjdę do klubu',
          labelForOther: 'Ta osoba przyjdzie do klubu',
          hint: 'Nie potrzebujemy wtedy numeru.',
        },
        via: {
          label: 'Przez inną osobę albo miejsce',
          hint: 'Na przykład przez schronisko, opiekuna, sąsiadkę.',
        },
      },
      errors: {
        missing: 'Wybierz, jak mamy się skontaktować.',
        unknown: 'Wybierz jeden ze sposobów z listy.',
      },
    } satisfies ChoiceFieldWords,
    phone: {
      label: 'Numer telefonu',
      hint: 'Na przykład 600 100 200. Numer z innego kraju zacznij od znaku\u00a0+.',
      errors: {
        missing: 'Wpisz numer telefonu albo wybierz inny sposób kontaktu.',
        malformed: 'Sprawdź numer. Wpisz go cyframi, na przykład 600 100 200.',
        'too-short': 'Sprawdź numer. Ma za mało cyfr. Polski numer ma 9 cyfr, na przykład 600 100 200.',
        'too-long':
          'Sprawdź numer. Ma za dużo cyfr. Polski numer ma 9 cyfr. Numer z innego kraju zacznij od znaku +.',
        'no-plus':
          'Sprawdź numer. Jeśli jest z innego kraju, zacznij od znaku + i numeru kraju, na przykład +380 67 123 45 67.',
        'no-area-code': 'Sprawdź numer. Brakuje dwóch cyfr na początku. W Bytomiu to 32.',
        'unknown-country': 'Sprawdź numer. Po znaku + wpisz numer kraju. Polska ma numer 48, Ukraina 380.',
        extension: 'Sprawdź numer. Zostaw tu sam numer. Numer wewnętrzny dopisz w wiadomości.',
        words: 'Sprawdź numer. Zostaw tu same cyfry. Resztę dopisz w wiadomości.',
        'two-numbers': 'Sprawdź numer. Zostaw tu jeden. Drugi dopisz w wiadomości.',
      },
    } satisfies FieldWords,
    email: {
      label: 'Adres e-mail',
      hint: 'Na przykład anna@poczta.pl.',
      errors: {
        missing: 'Wpisz adres e-mail albo wybierz inny sposób kontaktu.',
        malformed: 'Sprawdź adres. Wzór: anna@poczta.pl. Wpisz tylko jeden adres.',
        'too-long': 'Sprawdź adres: jest za długi.',
        'control-characters': controlCharacters,
      },
    } satisfies FieldWords,
    via: {
      label: 'Przez kogo albo gdzie Cię znajdziemy?',
      labelForOther: 'Przez kogo albo gdzie znajdziemy tę osobę?',
      hint: 'Podaj osobę albo miejsce i telefon, jeśli go znasz. Na przykład: schronisko, ulica.',
      errors: {
        missing: 'Napisz, przez kogo albo gdzie Cię znajdziemy. Możesz też wybrać inny sposób kontaktu.',
        'too-long': 'Skróć to do 200 znaków.',
        'control-characters': controlCharacters,
      },
      errorsForOther: {
        missing: 'Napisz, przez kogo albo gdzie znajdziemy tę osobę. Możesz też wybrać inny sposób kontaktu.',
      },
    } satisfies FieldWords,
    when: {
      label: 'Kiedy najlepiej się odezwać?',
      choices: {
        morning: { label: 'Rano' },
        midday: { label: 'W południe' },
        afternoon: { label: 'Po południu' },
        any: { label: 'Obojętnie' },
      },
      errors: { unknown: 'Wybierz porę z listy albo pomiń to pytanie.' },
    } satisfies ChoiceFieldWords,
    consents: 'Gdy się odezwiemy',
    voicemail: {
      label: 'Możecie zostawić wiadomość na poczcie głosowej',
      errors: { unknown: 'Zaznacz to pole albo zostaw je puste.' },
    } satisfies FieldWords,
    /** The label continues with whom the club's name may be given to: for the chosen channel, else for all channels. */
    sayKis: {
      label: 'Możecie podać nazwę klubu',
      to: {
        phone: 'osobie, która odbierze telefon',
        sms: 'w SMS-ie',
        via: 'osobie, przez którą się odezwiemy',
      },
      /** Before the last item. */
      or: 'albo',
      hint: 'Bez Twojej zgody powiemy ją tylko w rozmowie z osobą, z którą mamy się skontaktować.',
      errors: { unknown: 'Zaznacz to pole albo zostaw je puste.' },
    } satisfies FieldWords & { readonly to: Readonly<Record<string, string>>; readonly or: string },
    needs: {
      label: 'Co Ci pomoże w rozmowie lub wizycie?',
      hint: 'Zaznacz, czego potrzebujesz. Odpowiemy, co możemy zapewnić.',
      choices: {
        'sign-language': { label: 'Język migowy' },
        interpreter: { label: 'Tłumacz innego języka' },
        'step-free': { label: 'Wejście bez schodów' },
        'large-print': { label: 'Duży druk' },
        companion: { label: 'Chcę przyjść z osobą, która mi pomaga' },
      },
      errors: { unknown: 'Wybierz z listy albo pomiń to pytanie.' },
    } satisfies ChoiceFieldWords,
    language: {
      label: 'W jakim języku chcesz rozmawiać?',
      choices: {
        pl: { label: 'po polsku' },
        uk: { label: '(po ukraińsku)', ownName: { tag: 'uk', name: 'українською' } },
        en: { label: '(po angielsku)', ownName: { tag: 'en', name: 'English' } },
        other: { label: 'w innym języku' },
      } as Readonly<Record<'pl' | 'uk' | 'en' | 'other', ChoiceWords>>,
      errors: { unknown: 'Wybierz język z listy albo pomiń to pytanie.' },
    } satisfies ChoiceFieldWords,
    languageName: {
      label: 'Jaki to język?',
      errors: { 'too-long': 'Skróć to do 40 znaków.', 'control-characters': controlCharacters },
    } satisfies FieldWords,
    message: {
      label: 'Co chcesz nam powiedzieć?',
      hint: 'Możesz pisać w swoim języku. Najwyżej 2000 znaków.',
      errors: {
        'too-long': 'Skróć wiadomość do 2000 znaków. Resztę opowiesz w rozmowie.',
        'control-characters': controlCharacters,
      },
    } satisfies FieldWords,
    whatToWrite: {
      title: 'Nie musisz się tłumaczyć',
      /** @param number the name of the Polish personal number, marked as Polish on pages in other languages */
      text: (number: string) =>
        `Wystarczy jedno zdanie, na przykład: „Chcę przyjść na zajęcia”. Nie podawaj numeru ${number}, a o zdrowiu czy wyroku opowiesz na miejscu, jeśli zechcesz.`,
    },
    honeypot: 'To pole jest dla robotów, nie wpisuj tu nic',
    dataText: 'Zgłoszenie przeczytają pracownicy klubu. Użyjemy go, żeby się odezwać.',
    /**
     * How long an enquiry is kept, as numbers of days in words: `days` after it was closed, and `last` after it was
     * sent, when nobody closes it.
     */
    dataPeriod: (days: string, last: string) =>
      `Strona usunie treść ${days} po tym, jak zamkniemy sprawę. Gdy nikt jej nie zamknie: ${last} po wysłaniu. E-mail w skrzynce klubu może zostać dłużej.`,
    dataLink: 'Więcej o Twoich danych',
    send: 'Wyślij',
    sendAgain: 'Wyślij jeszcze raz',
    /** The page for a form that was not accepted while the form's own page could not be rendered. */
    plain: {
      title: 'To, co było wpisane',
      text: 'Nic nie zginęło, ale jeszcze tego nie przyjęliśmy. Odczekaj chwilę i naciśnij „Wyślij jeszcze raz”. Możesz też zadzwonić.',
      yes: 'tak',
    },
    sendAsNew: 'Wyślij jako nowe zgłoszenie',
    /** Gets the reference of the enquiry that was sent before. */
    conflict: (reference: string): ProblemWords => ({
      title: 'To zgłoszenie już mamy, ale z inną treścią',
      text: `Poprzednią wersję przyjęliśmy. Jej numer: ${reference}. Jeśli chcesz wysłać także tę, naciśnij „Wyślij jako nowe zgłoszenie”.`,
    }),
    notices: {
      tokenRefused: {
        title: 'Sprawdź i wyślij jeszcze raz',
        text: 'Formularz był otwarty za długo. Nic nie zginęło: wszystko, co wpisano, jest poniżej. Jeszcze go nie przyjęliśmy. Naciśnij „Wyślij jeszcze raz”.',
      },
      unavailable: {
        title: 'Nie udało się zapisać zgłoszenia',
        text: 'To nie Twoja wina. Nie przyjęliśmy jeszcze zgłoszenia, ale wszystko, co wpisano, jest poniżej. Spróbuj za kilka minut albo zadzwoń.',
      },
      malformed: {
        title: 'Nie udało się odczytać formularza',
        text: 'Część znaków przyszła uszkodzona. Sprawdź pola poniżej i wyślij jeszcze raz. Możesz też zadzwonić.',
      },
      crossSite: {
        title: 'Sprawdź i wyślij jeszcze raz',
        text: 'Formularz przyszedł z innej strony internetowej, więc go nie przyjęliśmy. Wszystko, co wpisano, jest poniżej. Jeśli to Twoje zgłoszenie, naciśnij „Wyślij jeszcze raz”.',
      },
      tooLarge: {
        title: 'Zgłoszenie jest za długie',
        text: 'Nie mogliśmy go przyjąć ani zachować. Napisz krócej: wystarczy kilka zdań. Możesz też zadzwonić.',
      },
      unsupportedType: {
        title: 'Nie umiemy odczytać tego zgłoszenia',
        text: 'Przyszło w innej postaci niż z tego formularza. Wypełnij formularz poniżej albo zadzwoń.',
      },
      tooMany: {
        title: 'Jeszcze jeden krok',
        text: 'Z tego miejsca przyszło dużo zgłoszeń. Twoje też przyjmiemy. Wszystko, co wpisano, jest poniżej. Policz do pięciu i naciśnij „Wyślij jeszcze raz”.',
      },
    } satisfies Readonly<Record<string, ProblemWords>>,
  },
  accepted: {
    title: 'Zgłoszenie przyjęte',
    lead: 'Mamy Twoje zgłoszenie.',
    referenceLabel: 'Numer zgłoszenia:',
    codeLabel: 'Kod:',
    /** Under reference and code. */
    keepBoth: 'Zapisz numer i kod na kartce. Kod pokazujemy tylko przez godzinę.',
    /** Under the reference alone: the code was shown for an hour. */
    keepReference:
      'Zapisz numer na kartce. Kodu już tu nie pokazujemy, minęła godzina. Nie masz go? Zadzwoń i podaj numer.',
    keepForYourself:
      'Gdy dzwonisz, podaj numer, który zaczyna się od KIS. Kod jest tylko dla osoby, która pisała.',
    receivedAt: (moment: string) => withFullStop(`Przyjęto: ${moment}`),
    nextTitle: 'Co będzie dalej?',
    staffReads: 'Zgłoszenie przeczyta pracownik klubu.',
    next: {
      phone: 'Zadzwonimy pod numer, który masz w zgłoszeniu.',
      sms: 'Wyślemy SMS na numer, który masz w zgłoszeniu.',
      email: 'Napiszemy na adres e-mail, który masz w zgłoszeniu.',
      visit: 'Przyjdź, gdy klub jest otwarty, i podaj numer zgłoszenia.',
      via: 'Odezwiemy się przez osobę albo miejsce, które masz w zgłoszeniu.',
    },
    /** Under the hours, for people who will come: many have no telephone. */
    beforeVisit: 'Chcesz najpierw zapytać, kiedy najlepiej? Zadzwoń albo poproś o to kogoś z telefonem.',
    answerBy: (moment: string) => withFullStop(`Odezwiemy się do ${moment}`),
    /** Followed by a sentence about whether somebody answers the telephone. */
    answerSoon: 'Nie wiemy jeszcze, jak szybko.',
    /** What reference and code are for; the link has the title of that page. */
    follow: 'Z numerem i kodem zobaczysz, czy ktoś już się tym zajął:',
    urgentTitle: 'Nie możesz czekać?',
    /** The number follows, as a link. */
    emergency: 'Gdy zagrożone jest życie lub zdrowie, dzwoń pod numer',
    writeAgain: 'Napisz jeszcze raz',
    helplines: 'Pod te numery też zadzwonisz za darmo:',
    unknownTitle: 'Nie ma tu potwierdzenia',
    unknown:
      'Po wysłaniu formularza pokazujemy tu numer zgłoszenia. Jeśli masz numer zgłoszenia, Twoje zgłoszenie jest u nas. Jeśli nie wiesz, czy doszło, zadzwoń.',
    toForm: 'Napisz do nas',
    toHome: 'Wróć na stronę główną',
  },
  /** The state of an enquiry. */
  progress: plProgress,
  privacy: {
    controller: 'Administrator danych',
    officer: 'Inspektor ochrony danych, czyli osoba, która pilnuje, jak używa się danych',
    basis: 'Na jakiej podstawie używamy danych?',
    recipients: 'Komu je przekazujemy?',
    /** When staff have not given a fact that the law requires. */
    notGiven: 'Klub jeszcze tego nie podał.',
  },
  /** Headings and sentences of the accessibility statement, in the words of the technical conditions. */
  statement: {
    /** After the body that makes the commitment, and before what it is for; the address follows the second half. */
    undertakes: [
      'zobowiązuje się zapewnić dostępność swojej',
      'strony internetowej',
      'zgodnie z przepisami ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.',
      'Deklaracja w sprawie dostępności dotyczy strony internetowej',
    ],
    /** Replaces the name of the public body while staff have not given it. */
    bodyUnknown: 'Podmiot publiczny, który prowadzi tę stronę (jego nazwę uzupełni klub),',
    published: 'Data publikacji strony internetowej:',
    updated: 'Data ostatniej istotnej aktualizacji:',
    status: 'Stan dostępności cyfrowej',
    statuses: {
      'fully-compliant':
        'Strona internetowa jest w pełni zgodna z załącznikiem do ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.',
      'partially-compliant':
        'Strona internetowa jest częściowo zgodna z załącznikiem do ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych, bo część treści wymieniona niżej jest niedostępna.',
      'non-compliant':
        'Strona internetowa jest niezgodna z załącznikiem do ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.',
    },
    statusUnknown: 'Klub jeszcze nie ocenił tej strony, więc nie podajemy tu wyniku.',
    inaccessible: 'Niedostępne treści',
    preparation: 'Przygotowanie deklaracji dostępności i jej aktualizacja',
    prepared: 'Data sporządzenia deklaracji:',
    reviewed: 'Data ostatniego przeglądu deklaracji:',
    reviewDue: 'Termin następnego przeglądu:',
    /** Replaces the line above when the day is past. */
    reviewOverdue: 'Przegląd tej deklaracji jest spóźniony. Termin minął:',
    assessedBy: 'Sposób oceny:',
    tested: 'Data ostatniego badania strony:',
    conveniences: 'Udogodnienia, ograniczenia i inne informacje',
    convenienceTexts: [
      'Całą stronę można obsłużyć klawiaturą, z czytnikiem ekranu i bez skryptów. Dotyczy to też formularza i strony „Co z moim zgłoszeniem?”.',
      'Tak samo działają strony dla pracowników: ta, na której zapisują, co zrobili ze zgłoszeniem, i strony redakcji.',
      'Po wysłaniu zgłoszenia strona pokazuje numer i kod, które trzeba zapisać. Kod pokazuje tylko przez godzinę. Nie masz numeru albo kodu? Zadzwoń:',
    ],
    feedback: 'Informacje zwrotne i dane kontaktowe',
    feedbackText: 'Coś na tej stronie Ci przeszkadza? Zadzwoń albo napisz. Odpowiada za to:',
    contact: 'Osoba lub dział',
    procedure: 'Obsługa wniosków i skarg związanych z dostępnością',
    procedureTexts: [
      'Każdy może poprosić o zapewnienie dostępności cyfrowej tej strony lub jej części. Możesz też poprosić o informację w innej postaci, na przykład o przeczytanie treści przez telefon.',
      'W prośbie podaj: kim jesteś i jak się z Tobą skontaktować, o którą stronę chodzi i co Ci przeszkadza. Napisz też, jaka postać byłaby dla Ciebie wygodna.',
      'Odpowiedź dostaniesz jak najszybciej, najpóźniej w ciągu 7 dni. Jeśli to za mało, powiemy dlaczego i podamy nowy termin. Nie będzie dłuższy niż 2 miesiące.',
      'Jeśli nie zapewnimy dostępności albo nie zgodzisz się na inną postać, możesz złożyć skargę. Po wyczerpaniu tej drogi możesz też napisać do Rzecznika Praw Obywatelskich.',
    ],
    ombudsman: 'Strona Rzecznika Praw Obywatelskich',
    other: 'Pozostałe informacje',
    building: 'Dostępność architektoniczna',
    buildingUnknown: 'Nie wiemy jeszcze, jak dostępny jest budynek. Zanim przyjdziesz, zadzwoń:',
    communication: 'Dostępność komunikacyjno-informacyjna',
    communicationUnknown:
      'Nie wiemy jeszcze, czy można połączyć się z tłumaczem języka migowego przez internet. Zapytaj:',
    /** Whether a sign-language interpreter is available online. */
    interpreterOnline: {
      available: 'W klubie można skorzystać z tłumacza języka migowego online (przez internet).',
      unavailable: 'W klubie nie można skorzystać z tłumacza języka migowego online (przez internet).',
    },
    easyText: 'Czym zajmuje się klub: w prostych słowach',
  },
  problems: {
    400: { title: 'Nie rozumiemy tego adresu', text: 'Adres jest uszkodzony. Zacznij od strony głównej.' },
    404: {
      title: 'Nie ma takiej strony',
      text: 'Może adres się zmienił albo brakuje w nim litery. Zacznij od strony głównej albo zadzwoń: powiemy, gdzie szukać.',
    },
    405: { title: 'Tak nie da się tu wejść', text: 'Otwórz tę stronę jeszcze raz w przeglądarce.' },
    408: {
      title: 'To trwało za długo',
      text: 'Połączenie jest wolne albo się zerwało. Spróbuj jeszcze raz albo zadzwoń.',
    },
    410: {
      title: 'Tej wiadomości już nie ma',
      text: 'Była aktualna tylko przez pewien czas. Zobacz, co jest aktualne teraz.',
    },
    413: {
      title: 'Przyszło za dużo tekstu',
      text: 'Napisz krócej: wystarczy kilka zdań. Możesz też zadzwonić.',
    },
    415: {
      title: 'Nie umiemy tego odczytać',
      text: 'Użyj formularza na naszej stronie albo zadzwoń.',
    },
    421: { title: 'To nie jest adres tej strony', text: 'Sprawdź adres w przeglądarce albo zadzwoń.' },
    429: { title: 'Poczekaj chwilę', text: 'Z tego miejsca przyszło dużo próśb naraz. Spróbuj za minutę.' },
    431: {
      title: 'Przeglądarka wysłała za dużo danych',
      text: 'Otwórz stronę w nowym oknie prywatnym albo zadzwoń.',
    },
    500: {
      title: 'Coś się u nas zepsuło',
      text: 'To nie Twoja wina. Spróbuj za kilka minut albo zadzwoń.',
    },
    503: {
      title: 'Strona ma teraz przerwę',
      text: 'To nie Twoja wina. Jeśli wysyłasz zgłoszenie: jeszcze go nie przyjęliśmy. Spróbuj za kilka minut albo zadzwoń.',
    },
  } satisfies Readonly<Record<ProblemStatus, ProblemWords>>,
  /** For editors: shown by `npm run dev` instead of a page while the content has errors. */
  preview: {
    title: 'W treści jest błąd',
    text: 'Popraw to w pliku i odśwież tę stronę. Na stronie klubu nic się nie zmieniło.',
  },
  /** The mail to staff, in the staff's language only. */
  mail: plMail,
};

/** The Polish words, which define the shape for all other languages. */
export const pl = mapTexts(texts, bindShortWords);
