import { bindShortWords, mapTexts, withFullStop } from './typography.ts';

/** The page that staff open from the mail, in Polish only. */
const texts = {
  title: 'Odbiór zgłoszenia',
  heading: (reference: string) => `Zgłoszenie ${reference}`,
  topic: (name: string) => `Sprawa: ${name}`,
  receivedAt: (moment: string) => withFullStop(`Przyszło: ${moment}`),
  answerBy: (moment: string) => withFullStop(`Odezwijcie się do ${moment}`),
  late: (moment: string) => withFullStop(`Po terminie. Mieliście się odezwać do ${moment}`),
  visit: 'Ta osoba zapowiedziała, że przyjdzie do klubu. Nie trzeba się odzywać.',
  /** The site's default, when the club has set none. */
  measure: (moment: string) =>
    withFullStop(`Klub nie ustawił czasu na odpowiedź. Ta strona liczy do ${moment}`),
  states: {
    none: 'Nikt jeszcze się tym nie zajął.',
    before: 'Trafiło do skrzynki, zanim powstała ta strona. Uznajemy, że ktoś się tym zajął.',
    taken: 'Ktoś się tym zajmuje.',
    tried: 'Próba kontaktu była bez skutku.',
    contacted: 'Jest kontakt z tą osobą.',
    closed: 'Sprawa jest zakończona.',
  },
  withdrawn: (moment: string) => `Ta osoba napisała (${moment}): już tego nie potrzebuję.`,
  nobodyCalled: (moment: string) => `Ta osoba napisała (${moment}): nikt się nie odezwał.`,
  newNumber: (moment: string) =>
    `Ta osoba podała nowy numer telefonu (${moment}). Jest w osobnej wiadomości w skrzynce.`,
  form: {
    title: 'Zapisz, co zrobiono',
    who: 'Kim jesteś?',
    whoHint: 'Wybierz, potem naciśnij jeden z przycisków.',
    nobody: 'Jeszcze nie wybieram',
    missingWho: 'Wybierz, kim jesteś. Bez tego nic nie zapisaliśmy.',
    unknownWho: 'Wybierz rolę z listy. Nic nie zapisaliśmy.',
    unknownStep: 'Naciśnij jeden z przycisków poniżej. Nic nie zapisaliśmy.',
    errors: 'Jeszcze nic nie zapisaliśmy',
    errorPrefix: 'Błąd:',
  },
  steps: {
    taken: { button: 'Zajmuję się tym', text: 'Inni zobaczą, że ktoś to już ma.' },
    tried: { button: 'Próba kontaktu bez skutku', text: 'Naciśnij po każdej próbie. Strona je liczy.' },
    contacted: { button: 'Jest kontakt', text: 'Gdy udało się porozmawiać albo jest odpowiedź.' },
    closed: { button: 'Sprawa zakończona', text: 'Od tego dnia strona liczy czas do usunięcia treści.' },
    undo: { button: 'Cofnij ostatni zapis', text: 'Gdy ktoś nacisnął przez pomyłkę.' },
  },
  history: {
    title: 'Co zapisano?',
    nothing: 'Jeszcze nic.',
    steps: {
      taken: 'Ktoś się tym zajął',
      tried: 'Próba kontaktu bez skutku',
      contacted: 'Jest kontakt',
      closed: 'Sprawa zakończona',
    },
    line: (step: string, who: string, moment: string) => `${step}: ${who}, ${moment}`,
  },
  /** About the last press; `line` is the last standing step. */
  notices: {
    saved: (line: string) => withFullStop(`Zapisane. ${line}`),
    savedNothingStands: 'Cofnięte. Teraz nic nie jest zapisane.',
    already: (line: string) => withFullStop(`To już było zapisane. ${line}`),
    alreadyUndone: 'To już było cofnięte. Teraz nic nie jest zapisane.',
    notPossible: 'Tego nie da się teraz zapisać. Zobacz niżej, co już zapisano.',
    crossSite: 'To naciśnięcie przyszło z innej strony internetowej. Nic nie zapisaliśmy. Naciśnij tutaj.',
  },
  /** A press that could not be recorded. */
  unavailable: {
    title: 'Nic nie zapisaliśmy',
    text: 'Coś się u nas zepsuło. Wróć do poprzedniej strony i naciśnij przycisk jeszcze raz za kilka minut.',
  },
  person: {
    title: 'Co widzi ta osoba?',
    text: 'Na stronie „Co z moim zgłoszeniem?” widzi tylko to, jak daleko jest jej sprawa, i daty. Nie widzi, kto ją ma.',
  },
  unknown: {
    title: 'Nie ma tu zgłoszenia',
    text: 'Ten link jest niepełny albo zgłoszenie zostało już usunięte.',
    find: 'Otwórz link jeszcze raz z e-maila o zgłoszeniu. Znajdziesz go w skrzynce klubu: szukaj w niej numeru zgłoszenia, na przykład „KIS-”. Skopiuj cały ostatni wiersz.',
    help: 'Dalej nie działa? Zapytaj osobę, która opiekuje się stroną.',
  },
};

export const plStaffPage = mapTexts(texts, bindShortWords);
