const timeZone = 'Europe/Warsaw';
const dayAndTime = new Intl.DateTimeFormat('pl-PL', {
  timeZone,
  day: 'numeric',
  month: 'long',
  hour: 'numeric',
  minute: '2-digit',
});
const longDay = new Intl.DateTimeFormat('pl-PL', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** @param day `RRRR-MM-DD` */
const inWords = (day: string): string => longDay.format(new Date(`${day}T00:00:00Z`));

/** With the word for "on" before the day, as Polish has it: „w czwartek”, „we wtorek”. */
const on = (day: string): string => `${/^wtorek/.test(inWords(day)) ? 'we' : 'w'} ${inWords(day).replace(/^(środ|sobot|niedziel)a/, '$1ę')}`;

/** Every word of the editing pages. Staff read Polish, so there is no other language. */
export const plEditing = {
  errorPrefix: 'Błąd:',
  errorsTitle: 'Popraw to, zanim pójdziesz dalej',
  frame: {
    name: 'Redakcja strony KIS',
    skip: 'Przejdź do treści',
    navigation: 'Redakcja',
    start: 'Co chcesz zrobić?',
    publish: 'Opublikuj',
    history: 'Historia',
    devices: (initials: string) => `Twoje urządzenia (${initials})`,
    signOut: 'Wyloguj',
  },
  moment: (moment: Date) => dayAndTime.format(moment),
  day: inWords,
  onDay: on,
  signIn: {
    title: 'Wejdź do redakcji',
    lead: 'Podaj swój służbowy adres e-mail. Wyślemy na niego kod. Wpiszesz go na następnej stronie.',
    address: 'Twój adres e-mail',
    addressWrong: 'Wpisz adres e-mail, na przykład a.nowak@mopr.bytom.pl.',
    remember: 'Zapamiętaj to urządzenie na 30 dni (nie zaznaczaj na cudzym komputerze)',
    send: 'Wyślij mi kod',
    codeTitle: 'Wpisz kod z listu',
    codeLead:
      'Jeśli ten adres należy do redakcji, za chwilę przyjdzie na niego list z kodem. Nie zamykaj tej strony: kod działa tylko tutaj, przez 10 minut.',
    codeNone:
      'Nie ma listu po dwóch minutach? Zajrzyj do spamu. W ciągu godziny wysyłamy na jeden adres najwyżej trzy listy.',
    code: 'Kod: osiem znaków',
    enter: 'Wejdź',
    wrong: 'Ten kod się nie zgadza. Sprawdź każdy znak i wpisz go jeszcze raz.',
    over: 'Ten kod już nie działa: minęło 10 minut albo było 5 prób. Poproś o nowy.',
    again: 'Poproś o nowy kod',
    linkTitle: 'Wejdź do redakcji na tym komputerze',
    linkLead: 'Ten odnośnik działa jeden raz. Naciśnij przycisk, żeby wejść.',
    linkUsed: 'Ten odnośnik już nie działa',
    linkUsedLead: 'Odnośnik otwiera redakcję jeden raz. Uruchom program jeszcze raz, a dostaniesz nowy.',
    tooMany: 'Za dużo prób',
    tooManyLead: 'Z tego miejsca przyszło za dużo prób. Spróbuj za 10 minut.',
    sessionOver: 'Nie jesteś w redakcji',
    sessionOverLead:
      'Minął czas albo redakcja została zamknięta na tym urządzeniu. Nic nie zostało zapisane. Otwórz redakcję w nowej karcie i wejdź, potem wróć tutaj przyciskiem Wstecz: Twój tekst tam jest. Wyślij go jeszcze raz.',
    unknownDevice: 'urządzenie bez nazwy',
  },
  person: {
    title: 'Kim jesteś w klubie?',
    lead: 'Rola i inicjały stoją w historii zmian zamiast nazwiska. Pytamy o to raz.',
    role: 'Twoja rola',
    roleHint: 'Na przykład: pracownik socjalny, kierownik klubu. Bez nazwiska.',
    roleWrong: 'Wpisz swoją rolę, na przykład: pracownik socjalny.',
    initials: 'Twoje inicjały',
    initialsHint: 'Od 2 do 4 liter, na przykład AN.',
    initialsWrong: 'Wpisz od 2 do 4 liter, na przykład AN.',
    save: 'Zapisz i przejdź dalej',
  },
  devices: {
    title: 'Twoje urządzenia',
    lead: 'Na tych urządzeniach jesteś w redakcji. Nie znasz któregoś? Usuń je i powiedz o tym osobie, która opiekuje się stroną.',
    this: 'to urządzenie',
    since: (since: Date, until: Date) =>
      `od ${dayAndTime.format(since)}, do ${dayAndTime.format(until)}`,
    remove: 'Usuń',
    removeWhich: (device: string) => `Usuń: ${device}`,
  },
  mail: {
    code: (code: string, host: string) => ({
      subject: 'Kod do redakcji strony KIS',
      text: `Kod do redakcji strony KIS:\n\n${code.slice(0, 4)} ${code.slice(4)}\n\nWpisz go na stronie ${host}, która o niego prosi. Działa przez 10 minut i tylko na tej stronie.\nNikomu go nie podawaj, także przez telefon. Jeśli to nie Ty prosisz o kod, nie rób nic.\n`,
    }),
    signedIn: (device: string, moment: Date, url: string) => ({
      subject: 'Ktoś wszedł do redakcji strony KIS na Twój adres',
      text: `${dayAndTime.format(moment)} ktoś wszedł do redakcji strony KIS kodem z Twojej skrzynki.\nUrządzenie: ${device}\n\nJeśli to Ty, nie rób nic.\nJeśli nie: wejdź do redakcji, usuń to urządzenie na stronie\n${url}\ni zmień hasło do poczty.\n`,
    }),
  },
  errors: {
    400: { title: 'Tego zapytania nie da się odczytać', text: 'Wróć i spróbuj jeszcze raz.' },
    403: {
      title: 'To przyszło z innej strony',
      text: 'Redakcja przyjmuje tylko to, co wysyłasz z jej własnych stron. Otwórz redakcję i spróbuj jeszcze raz.',
    },
    404: { title: 'Nie ma takiej strony w redakcji', text: 'Wróć na początek i wybierz, co chcesz zrobić.' },
    405: { title: 'Tak się nie da', text: 'Wróć na początek i wybierz, co chcesz zrobić.' },
    413: { title: 'Za dużo naraz', text: 'Tekst albo plik jest za duży. Skróć go albo zmniejsz plik.' },
    415: { title: 'Nie znamy tego rodzaju danych', text: 'Wróć i spróbuj jeszcze raz.' },
    421: { title: 'To nie ten adres', text: 'Otwórz redakcję pod jej właściwym adresem.' },
    500: {
      title: 'Program zawiódł',
      text: 'To nie Twoja wina. Strona klubu działa jak przedtem. Spróbuj jeszcze raz, a gdy to wróci, powiedz osobie, która opiekuje się stroną.',
    },
  },
  toStart: 'Co chcesz zrobić?',
};
