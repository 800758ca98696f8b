import type { ProblemWords } from './shapes.ts';
import { withFullStop } from './typography.ts';

/** The words of the person's page, on which people see the state of their enquiry. */
export const plProgress = {
  title: 'Co z moim zgłoszeniem?',
  description:
    'Sprawdź, czy ktoś już zajął się Twoim zgłoszeniem. Wystarczą numer i kod, które dostajesz po wysłaniu.',
  /** Under the form, for people who have sent it before; the link has the title. */
  waiting: 'Czekasz już na odpowiedź?',
  intro: 'Wpisz numer i kod, które strona pokazała po wysłaniu zgłoszenia.',
  reference: {
    label: 'Numer zgłoszenia',
    hint: 'Na przykład KIS-4RJ-F93. Małe litery i brak kresek nie szkodzą.',
    missing: 'Wpisz numer zgłoszenia.',
  },
  code: {
    label: 'Kod',
    hint: '6 znaków, na przykład XT7-K4M.',
    missing: 'Wpisz kod.',
  },
  check: 'Sprawdź',
  checkAgain: 'Sprawdź jeszcze raz',
  startAgain: 'Wpisz od nowa',
  /** What to do without reference or code; the telephone follows. */
  without: 'Nie masz numeru albo kodu? Zadzwoń, a powiemy Ci, co dalej:',
  notFound: {
    title: 'Nie znajdujemy takiego zgłoszenia',
    text: 'Numer i kod do siebie nie pasują albo to zgłoszenie zostało już usunięte. Wpisz oba jeszcze raz, znak po znaku. Jeśli dalej nic z tego, zadzwoń: to nie Twoja wina.',
  } satisfies ProblemWords,
  slow: {
    title: 'Poczekaj chwilę',
    text: (seconds: number) =>
      `Ktoś próbował już wiele razy. Odczekaj ${seconds} s i naciśnij „Sprawdź jeszcze raz”. To, co wpisano, mamy.`,
  },
  keptReference: (reference: string) => `Wpisany numer: ${reference}`,
  unavailable: {
    title: 'Nie możemy teraz tego sprawdzić',
    text: 'To nie Twoja wina. Twoje zgłoszenie jest u nas bezpieczne. Spróbuj za kilka minut albo zadzwoń.',
  } satisfies ProblemWords,
  problems: {
    malformed: {
      title: 'Nie udało się tego odczytać',
      text: 'Część znaków przyszła uszkodzona. Wpisz numer i kod jeszcze raz albo zadzwoń.',
    },
    'cross-site': {
      title: 'Wpisz numer i kod tutaj',
      text: 'To pytanie przyszło z innej strony internetowej, więc na nie nie odpowiadamy.',
    },
    'too-large': {
      title: 'Przyszło za dużo tekstu',
      text: 'Wystarczą numer zgłoszenia i kod. Wpisz je jeszcze raz albo zadzwoń.',
    },
    'unsupported-type': {
      title: 'Nie umiemy tego odczytać',
      text: 'Wpisz numer i kod w polach poniżej albo zadzwoń.',
    },
  } satisfies Readonly<Record<string, ProblemWords>>,
  /** The state in one sentence, and what it means. */
  states: {
    received: {
      title: 'Mamy Twoje zgłoszenie',
      text: 'Jest jeszcze w drodze do skrzynki klubu. Strona sama próbuje je tam dostarczyć.',
    },
    stuck: {
      title: 'Mamy Twoje zgłoszenie',
      text: 'Nie udało się przekazać go do skrzynki klubu. To nie Twoja wina. Zadzwoń do nas i podaj numer zgłoszenia.',
    },
    delivered: {
      title: 'Zgłoszenie jest w skrzynce klubu',
      text: 'Czeka, aż ktoś się nim zajmie.',
    },
    taken: {
      title: 'Ktoś zajmuje się Twoim zgłoszeniem',
      text: 'Człowiek z klubu je przeczytał.',
    },
    contacted: {
      title: 'Mamy już z Tobą kontakt',
      text: 'Jeśli to nieprawda i nikt się z Tobą nie skontaktował, zadzwoń albo napisz to niżej.',
    },
    /** Shown after the person has reported once that nobody contacted them. */
    contactedAfterAll: {
      title: 'Mamy już z Tobą kontakt',
      text: 'Jeśli to nieprawda i nikt się z Tobą nie skontaktował, zadzwoń.',
    },
    withdrawn: {
      title: 'Wiemy, że już tego nie potrzebujesz',
      text: 'Zmienisz zdanie? Zadzwoń albo napisz do nas znowu.',
    },
    closed: {
      title: 'Sprawa jest zakończona',
      text: 'Potrzebujesz czegoś jeszcze? Zadzwoń albo napisz do nas znowu.',
    },
  } satisfies Readonly<Record<string, ProblemWords>>,
  tried: (times: number): ProblemWords => ({
    title: `Próbowaliśmy się z Tobą skontaktować${times === 1 ? '' : ` ${times} razy`}`,
    text: 'Jeszcze się nie udało. Możesz też zadzwonić do nas albo podać inny numer.',
  }),
  /** Does not mention the channel that the person has chosen: somebody else may look at the screen. */
  promise: (moment: string) =>
    `${withFullStop(`Odezwiemy się do ${moment}`)} Chyba że masz do nas przyjść: wtedy po prostu przyjdź.`,
  /** Followed by a sentence about whether somebody answers the telephone, as `slow` and `nobody-called` below. */
  noPromise: 'Nie wiemy jeszcze, jak szybko.',
  broken: {
    title: 'Nie dotrzymaliśmy słowa',
    text: (moment: string) =>
      `Mieliśmy się odezwać do ${moment} i tego nie zrobiliśmy. To nasza wina, nie Twoja. Możesz zadzwonić albo przyjść.`,
  },
  withdrawn: (moment: string) => withFullStop(`Mamy wiadomość, że już tego nie potrzebujesz: ${moment}`),
  nobodyCalled: (moment: string) => withFullStop(`Mamy wiadomość, że nikt się nie odezwał: ${moment}`),
  history: {
    title: 'Co się działo po kolei?',
    received: 'Przyjęliśmy zgłoszenie',
    delivered: 'Trafiło do skrzynki klubu',
    taken: 'Ktoś z klubu się nim zajął',
    tried: 'Próbowaliśmy się z Tobą skontaktować',
    contacted: 'Mamy z Tobą kontakt',
    closed: 'Zakończyliśmy sprawę',
  },
  actions: {
    title: 'Chcesz coś dodać?',
    phone: {
      summary: 'Mam inny numer telefonu',
      text: 'Pracownicy zobaczą nowy numer obok tego, co mają. Dzwoń też śmiało do nas.',
      label: 'Nowy numer telefonu',
      /** This form has no message field for additions. */
      errors: {
        missing: 'Wpisz numer telefonu.',
        words: 'Sprawdź numer. Zostaw tu same cyfry.',
        'two-numbers': 'Sprawdź numer. Wpisz tu jeden. Drugi wyślesz potem tak samo.',
        extension: 'Sprawdź numer. Zostaw tu sam numer. Numer wewnętrzny podaj nam przez telefon.',
      },
      button: 'Wyślij nowy numer',
    },
    'nobody-called': {
      summary: 'Nikt się nie odezwał',
      text: 'Powiemy o tym pracownikom klubu. Możesz to wysłać raz.',
      button: 'Wyślij: nikt się nie odezwał',
    },
    withdraw: {
      summary: 'Już tego nie potrzebuję',
      text: 'Wyślemy o tym e-mail do pracowników. Jeśli zmienisz zdanie, zadzwoń albo napisz do nas znowu.',
      button: 'Wyślij: już tego nie potrzebuję',
    },
    /** For additions that are only possible by telephone; the number follows. */
    moved: 'Mieszkasz teraz gdzie indziej? Zadzwoń i powiedz nam o tym:',
  },
  /** The result of the last action. */
  done: {
    phone: {
      added: 'Mamy nowy numer. Pracownicy klubu go zobaczą.',
      already: 'Ten numer już mamy.',
      'too-many': 'Mamy już kilka numerów i więcej nie zapiszemy. Zadzwoń i podaj ten numer.',
    },
    withdraw: {
      added: 'Powiemy pracownikom, że już tego nie potrzebujesz. Dziękujemy za wiadomość.',
      already: 'To już wiemy. Dziękujemy.',
      'too-many': 'To już wiemy. Dziękujemy.',
    },
    'nobody-called': {
      added: 'Powiemy pracownikom, że nikt się nie odezwał.',
      already: 'To już wiemy i pracownicy też.',
      'too-many': 'To już wiemy i pracownicy też.',
    },
  },
};
