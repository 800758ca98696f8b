import { plMail } from './pl-mail.ts';
import { bindShortWords, mapTexts } from './typography.ts';
import type { Words } from './words.ts';

const zloty = (grosze: number): string =>
  `${Math.trunc(grosze / 100)},${String(grosze % 100).padStart(2, '0')}`;

const since = (day: string | undefined): string => (day === undefined ? '' : ` od ${day}`);

const controlCharacters = 'Usuń znaki, których nie da się pokazać. Najprościej wpisz tekst od nowa.';

const pl: Words = {
  tag: 'pl',
  languageName: 'Polski',
  page: {
    skipToContent: 'Przejdź do treści',
    home: 'Strona główna',
    menu: 'Menu',
    mainNavigation: 'Menu główne',
    footNavigation: 'Menu na dole strony',
    languages: 'Języki',
    whatNow: 'Co możesz zrobić teraz',
    call: 'Zadzwoń',
    come: 'Przyjdź',
    write: 'Napisz przez formularz',
    writeShort: 'Napisz',
    toForm: 'Otwórz formularz',
    checked: (day) => `Sprawdzono: ${day}`,
    address: 'Adres',
    hours: 'Godziny otwarcia',
    phone: 'Telefon',
    email: 'E-mail',
    accessibilityStatement: 'Deklaracja dostępności',
    privacy: 'Prywatność',
    siteMap: 'Mapa strony',
    law: 'Podstawy prawne',
    links: 'Przydatne linki',
    news: 'Aktualności',
    noNews: 'Nie ma teraz aktualności.',
    latestNews: 'Co nowego',
    publishedOn: (day) => `Ogłoszono: ${day}`,
    backToNews: 'Wszystkie aktualności',
    draft: 'Szkic. Tej strony nie widać poza podglądem.',
    editFile: (file) => `Plik tej strony: ${file}`,
    unconfirmed: 'Klub jeszcze nie potwierdził tych danych. Zanim przyjdziesz, zadzwoń.',
    toBeCompleted: 'Do uzupełnienia przez klub',
    doors: 'Najważniejsze strony',
    mapLink: (address) => `Pokaż na mapie: ${address}`,
    days: (count) => (count === 1 ? '1 dzień' : `${count} dni`),
  },
  hours: {
    day: 'Dzień',
    open: 'Godziny',
    closed: 'zamknięte',
    weekdays: {
      poniedzialek: 'poniedziałek',
      wtorek: 'wtorek',
      sroda: 'środa',
      czwartek: 'czwartek',
      piatek: 'piątek',
      sobota: 'sobota',
      niedziela: 'niedziela',
    },
    weekdaysShort: {
      poniedzialek: 'pon.',
      wtorek: 'wt.',
      sroda: 'śr.',
      czwartek: 'czw.',
      piatek: 'pt.',
      sobota: 'sob.',
      niedziela: 'niedz.',
    },
    caption: 'Godziny otwarcia klubu',
    to: '–',
    time: (minute) => `${Math.floor(minute / 60)}.${String(minute % 60).padStart(2, '0')}`,
    holidays: 'W święta i dni wolne od pracy klub jest zamknięty.',
  },
  law: {
    inForce: (day) => `obowiązuje${since(day)}`,
    changed: (day) => `zmieniony${since(day)}`,
    repealed: (day) => `już nie obowiązuje: uchylony${since(day)}`,
    deemedRepealed: (day) => `uznany za uchylony${since(day)}`,
    status: 'Stan',
    published: 'Ogłoszono',
    consolidated: 'Tekst jednolity (akt razem ze zmianami)',
    replacedBy: 'Zastąpił go akt',
    formerly: 'Dawna strona klubu podawała',
    meaning: 'Co to znaczy dla Ciebie',
    checkedOn: (day) => `Stan prawa sprawdzono: ${day}`,
    readInIsap: (name) => `Czytaj w bazie aktów prawnych Sejmu: ${name}`,
    basedOn: 'Na jakim prawie opiera się ta strona',
    overdue: (day) => `Nie sprawdziliśmy tego od ${day}. Zapytaj nas, czy nic się nie zmieniło.`,
  },
  amounts: {
    perHour: (amount) => `${amount} zł za godzinę`,
    current: (amount, day) =>
      `Teraz jest to ${amount} zł za godzinę${day === undefined ? '' : `, od ${day}`}.`,
    unknownToday: 'Stawki na dziś nie znamy.',
    history: (amount, year) => `W ${year} r. było to ${amount} zł za godzinę.`,
    source: (source) => `Źródło: ${source}.`,
    ask: 'Zapytaj, ile to jest teraz:',
    format: zloty,
  },
  links: { noAddress: 'Adresu tej strony jeszcze nie znamy.' },
  form: {
    title: 'Napisz do nas',
    errorPrefix: 'Błąd:',
    errorSummary: 'Popraw to, zanim wyślesz',
    optional: '(możesz pominąć)',
    topic: {
      label: 'W jakiej sprawie piszesz?',
      errors: {
        missing: 'Wybierz, w jakiej sprawie piszesz.',
        unknown: 'Wybierz sprawę z listy.',
      },
    },
    forWhom: {
      label: 'Dla kogo szukasz kontaktu z klubem?',
      choices: {
        self: { label: 'Dla siebie' },
        other: { label: 'Dla kogoś innego', hint: 'Na przykład dla bliskiej osoby albo podopiecznego.' },
      },
      errors: {
        missing: 'Wybierz, czy piszesz dla siebie, czy dla kogoś innego.',
        unknown: 'Wybierz jedną z dwóch odpowiedzi.',
      },
    },
    name: {
      label: 'Jak mamy się do Ciebie zwracać?',
      hint: 'Wystarczy imię.',
      errors: {
        'too-long': 'Skróć to do 100 znaków. Wystarczy imię.',
        'control-characters': controlCharacters,
      },
    },
    channel: {
      label: 'Jak mamy się z Tobą skontaktować?',
      hint: 'Wypełnij tylko pole, które należy do Twojego wyboru.',
      choices: {
        phone: { label: 'Zadzwońcie do mnie' },
        sms: { label: 'Wyślijcie mi SMS' },
        email: { label: 'Napiszcie do mnie e-mail' },
        visit: { label: 'Przyjdę do klubu', hint: 'Nie potrzebujemy wtedy Twojego numeru.' },
        via: {
          label: 'Przez inną osobę albo miejsce',
          hint: 'Na przykład przez schronisko, opiekuna, sąsiadkę.',
        },
      },
      errors: {
        missing: 'Wybierz, jak mamy się z Tobą skontaktować.',
        unknown: 'Wybierz jeden ze sposobów z listy.',
      },
    },
    phone: {
      label: 'Numer telefonu',
      hint: 'Na przykład 600 100 200. Numer z innego kraju zacznij od znaku +.',
      errors: {
        missing: 'Wpisz numer telefonu albo wybierz inny sposób kontaktu.',
        malformed: 'Sprawdź numer. Polski numer ma 9 cyfr, na przykład 600 100 200.',
        'too-long': 'Sprawdź numer. Polski numer ma 9 cyfr, na przykład 600 100 200.',
        'control-characters': controlCharacters,
      },
    },
    email: {
      label: 'Adres e-mail',
      hint: 'Na przykład anna@poczta.pl.',
      errors: {
        missing: 'Wpisz adres e-mail albo wybierz inny sposób kontaktu.',
        malformed: 'Sprawdź adres. Wzór: anna@poczta.pl. Wpisz tylko jeden adres.',
        'too-long': 'Sprawdź adres: jest za długi.',
        'control-characters': controlCharacters,
      },
    },
    via: {
      label: 'Przez kogo albo gdzie Cię znajdziemy?',
      hint: 'Podaj osobę lub miejsce i sposób kontaktu.',
      errors: {
        missing: 'Napisz, przez kogo albo gdzie Cię znajdziemy. Możesz też wybrać inny sposób kontaktu.',
        'too-long': 'Skróć to do 200 znaków.',
        'control-characters': controlCharacters,
      },
    },
    when: {
      label: 'Kiedy najlepiej się odezwać?',
      choices: {
        morning: { label: 'Rano' },
        midday: { label: 'W południe' },
        afternoon: { label: 'Po południu' },
        any: { label: 'Obojętnie' },
      },
      errors: { unknown: 'Wybierz porę z listy albo pomiń to pytanie.' },
    },
    calling: 'Gdy zadzwonimy',
    voicemail: {
      label: 'Możecie zostawić wiadomość na poczcie głosowej',
      errors: { unknown: 'Zaznacz to pole albo zostaw je puste.' },
    },
    sayKis: {
      label: 'Możecie powiedzieć osobie, która odbierze, że dzwoni klub',
      hint: 'Jeśli tego nie zaznaczysz, powiemy to tylko Tobie.',
      errors: { unknown: 'Zaznacz to pole albo zostaw je puste.' },
    },
    needs: {
      label: 'Co Ci pomoże w rozmowie lub wizycie?',
      hint: 'Zaznacz, czego potrzebujesz. Odpowiemy, co możemy zapewnić.',
      choices: {
        'sign-language': { label: 'Język migowy' },
        interpreter: { label: 'Tłumacz innego języka' },
        'step-free': { label: 'Wejście bez schodów' },
        'large-print': { label: 'Duży druk' },
        companion: { label: 'Przyjdę z osobą, która mi pomaga' },
      },
      errors: { unknown: 'Wybierz z listy albo pomiń to pytanie.' },
    },
    language: {
      label: 'W jakim języku chcesz rozmawiać?',
      choices: {
        pl: { label: 'po polsku' },
        uk: { label: 'українською (po ukraińsku)' },
        en: { label: 'English (po angielsku)' },
        other: { label: 'w innym języku' },
      },
      errors: { unknown: 'Wybierz język z listy albo pomiń to pytanie.' },
    },
    message: {
      label: 'Co chcesz nam powiedzieć?',
      hint: 'Najwyżej 2000 znaków.',
      errors: {
        'too-long': 'Skróć wiadomość do 2000 znaków. Resztę opowiesz w rozmowie.',
        'control-characters': controlCharacters,
      },
    },
    doNotWrite: {
      title: 'Nie musisz się tłumaczyć',
      text: 'Nie pisz o zdrowiu, nałogu, wyroku, pochodzeniu ani dochodach. Nie podawaj numeru PESEL, czyli 11 cyfr z dowodu osobistego. O tym porozmawiasz z nami na miejscu, jeśli zechcesz.',
    },
    honeypot: 'Zostaw to pole puste',
    dataTitle: 'Co zrobimy z Twoimi danymi',
    dataText: 'Zgłoszenie przeczytają tylko pracownicy klubu. Użyjemy go, żeby się do Ciebie odezwać.',
    dataPeriod: (days) => `Treść usuniemy ${days} po tym, jak do nas dotrze.`,
    dataLink: 'Więcej o Twoich danych',
    send: 'Wyślij',
    sendAgain: 'Wyślij jeszcze raz',
    sendAsNew: 'Wyślij jako nowe zgłoszenie',
    parts: { matter: 'Twoja sprawa', contact: 'Kontakt z Tobą', help: 'Dla wygody' },
    notices: {
      tokenRefused: {
        title: 'Sprawdź i wyślij jeszcze raz',
        text: 'Formularz był otwarty długo albo przyszedł bez naszego znaku. Jeszcze go nie przyjęliśmy. Wszystko, co wpisano, jest poniżej. Naciśnij „Wyślij jeszcze raz”.',
      },
      conflict: {
        title: 'To zgłoszenie już mamy, ale z inną treścią',
        text: 'Poprzednią wersję przyjęliśmy. Jeśli chcesz wysłać także tę, naciśnij „Wyślij jako nowe zgłoszenie”.',
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
      overloaded: {
        title: 'Mamy teraz bardzo dużo zgłoszeń',
        text: 'Nie przyjęliśmy jeszcze Twojego. Wszystko, co wpisano, jest poniżej. Spróbuj za chwilę albo zadzwoń.',
      },
    },
  },
  accepted: {
    title: 'Zgłoszenie przyjęte',
    lead: 'Mamy je. Nie musisz już nic robić.',
    referenceLabel: 'Numer zgłoszenia',
    keepReference: 'Zapisz numer, zrób zdjęcie ekranu albo wydrukuj tę stronę. Podaj go, gdy zadzwonisz.',
    receivedAt: (moment) => `Przyjęto: ${moment}.`,
    nextTitle: 'Co będzie dalej',
    next: {
      phone: 'Zadzwonimy pod numer, który masz w zgłoszeniu.',
      sms: 'Wyślemy SMS na numer, który masz w zgłoszeniu.',
      email: 'Napiszemy na adres e-mail, który masz w zgłoszeniu.',
      visit: 'Przyjdź do klubu w godzinach otwarcia. Podaj numer zgłoszenia.',
      via: 'Odezwiemy się przez osobę albo miejsce, które masz w zgłoszeniu.',
    },
    answerBy: (moment) => `Odezwiemy się do ${moment}.`,
    answerSoon: 'Odezwiemy się w godzinach pracy klubu.',
    staffReads: 'Zgłoszenie przeczyta pracownik klubu.',
    urgentTitle: 'Nie chcesz czekać?',
    emergency: 'Gdy zagrożone jest życie lub zdrowie, dzwoń pod numer 112.',
    unknownTitle: 'Tu pokazujemy potwierdzenie',
    unknown:
      'Pod tym adresem nie ma potwierdzenia. Jeśli masz numer zgłoszenia, Twoje zgłoszenie jest u nas. Jeśli nie wiesz, czy doszło, zadzwoń.',
    toForm: 'Przejdź do formularza',
    toHome: 'Wróć na stronę główną',
  },
  privacy: {
    controller: 'Administrator danych',
    officer: 'Inspektor ochrony danych, czyli osoba, która pilnuje, jak używa się danych',
    basis: 'Na jakiej podstawie używamy danych',
    recipients: 'Komu je przekazujemy',
  },
  statement: {
    undertakes: [
      'zobowiązuje się zapewnić dostępność swojej',
      'strony internetowej',
      'zgodnie z przepisami ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.',
      'Deklaracja w sprawie dostępności dotyczy strony internetowej',
    ],
    published: 'Data publikacji strony internetowej:',
    updated: 'Data ostatniej istotnej aktualizacji:',
    status: 'Stan dostępności cyfrowej',
    statuses: {
      'w-pelni-zgodna':
        'Strona internetowa jest w pełni zgodna z załącznikiem do ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.',
      'czesciowo-zgodna':
        'Strona internetowa jest częściowo zgodna z załącznikiem do ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych, bo część treści wymieniona niżej jest niedostępna.',
      niezgodna:
        'Strona internetowa jest niezgodna z załącznikiem do ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.',
    },
    statusUnknown: 'Klub jeszcze nie ocenił tej strony, więc nie podajemy tu wyniku.',
    inaccessible: 'Niedostępne treści',
    preparation: 'Przygotowanie deklaracji dostępności i jej aktualizacja',
    prepared: 'Data sporządzenia deklaracji:',
    reviewed: 'Data ostatniego przeglądu deklaracji:',
    assessedBy: 'Sposób oceny:',
    feedback: 'Informacje zwrotne i dane kontaktowe',
    feedbackText: 'Coś na tej stronie Ci przeszkadza? Zadzwoń albo napisz. Odpowiada za to:',
    contact: 'Osoba lub komórka',
    procedure: 'Obsługa wniosków i skarg związanych z dostępnością',
    procedureTexts: [
      'Każdy może poprosić o zapewnienie dostępności cyfrowej tej strony lub jej części. Możesz też poprosić o informację w innej postaci, na przykład o przeczytanie treści przez telefon.',
      'W prośbie podaj: kim jesteś i jak się z Tobą skontaktować, o którą stronę chodzi i co Ci przeszkadza. Napisz też, jaka postać byłaby dla Ciebie wygodna.',
      'Odpowiedź dostaniesz jak najszybciej, najpóźniej w 7 dni. Jeśli to za mało, powiemy dlaczego i podamy nowy termin. Nie będzie dłuższy niż 2 miesiące.',
      'Jeśli nie zapewnimy dostępności albo nie zgodzisz się na inną postać, możesz złożyć skargę. Po wyczerpaniu tej drogi możesz też napisać do Rzecznika Praw Obywatelskich.',
    ],
    ombudsman: 'Strona Rzecznika Praw Obywatelskich',
    other: 'Pozostałe informacje',
    building: 'Dostępność architektoniczna',
    buildingUnknown: 'Nie wiemy jeszcze, jak dostępny jest budynek. Zanim przyjdziesz, zadzwoń:',
    communication: 'Dostępność komunikacyjno-informacyjna',
    communicationUnknown:
      'Nie wiemy jeszcze, czy można połączyć się z tłumaczem języka migowego przez internet. Zapytaj:',
  },
  problems: {
    400: { title: 'Nie rozumiemy tego adresu', text: 'Adres jest uszkodzony. Zacznij od strony głównej.' },
    404: {
      title: 'Nie ma takiej strony',
      text: 'Może adres się zmienił albo brakuje w nim litery. Zacznij od strony głównej albo zadzwoń: powiemy, gdzie szukać.',
    },
    405: { title: 'Tak nie da się tu wejść', text: 'Otwórz tę stronę jeszcze raz w przeglądarce.' },
    410: { title: 'Tej strony już nie ma', text: 'Usunęliśmy ją. Zacznij od strony głównej.' },
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
    500: {
      title: 'Coś się u nas zepsuło',
      text: 'To nie Twoja wina. Spróbuj za kilka minut albo zadzwoń.',
    },
    503: {
      title: 'Strona ma teraz przerwę',
      text: 'To nie Twoja wina. Jeśli wysyłasz zgłoszenie: jeszcze go nie przyjęliśmy. Spróbuj za kilka minut albo zadzwoń.',
    },
  },
  mail: plMail,
};

const polish = mapTexts(pl, bindShortWords);

export { polish as pl };
