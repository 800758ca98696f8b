const timeZone = 'Europe/Warsaw';
const day = new Intl.DateTimeFormat('pl-PL', { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
const time = new Intl.DateTimeFormat('pl-PL', { timeZone, timeStyle: 'short' });
const moment = (instant: Date): string => `${day.format(instant)}, godz. ${time.format(instant)}`;

const plurals = new Intl.PluralRules('pl-PL');
const plural = (count: number, forms: Readonly<Record<'one' | 'few' | 'many', string>>): string => {
  const form = plurals.select(count);
  return forms[form === 'one' || form === 'few' ? form : 'many'];
};

/** The values of a line about one enquiry. None was typed by the person. */
interface OpenLine {
  readonly reference: string;
  readonly topicName: string;
  /** In working days. */
  readonly age: number;
  readonly state: 'none' | 'before' | 'taken' | 'tried' | 'contacted' | 'closed';
  /** The name of the role. */
  readonly takenBy?: string;
  readonly tries: number;
  /** The person will come to the club: nobody is to contact them. */
  readonly visit: boolean;
  readonly withdrawn: boolean;
  /** No mailbox took it. */
  readonly parked: boolean;
  readonly nobodyCalled: boolean;
}

const tried = (count: number): string =>
  `${count} ${plural(count, { one: 'próba', few: 'próby', many: 'prób' })} kontaktu`;

function stateInWords({ state, tries, takenBy, visit }: OpenLine): string {
  const by = takenBy === undefined ? '' : ` (${takenBy})`;
  const notYet = visit ? 'ta osoba ma przyjść' : 'jeszcze bez rozmowy';
  switch (state) {
    case 'taken':
      return `przejęte${by}, ${notYet}`;
    case 'tried':
      return `przejęte${by}, ${tried(tries)}, ${notYet}`;
    case 'contacted':
      return `po rozmowie${by}, jeszcze niezamknięte`;
    case 'closed':
      return `zamknięte${by}`;
    default:
      return 'nikt nie przejął';
  }
}

const lineOf = (line: OpenLine): string => {
  const age =
    line.age === 0
      ? 'dzisiejsze'
      : `${line.age} ${plural(line.age, { one: 'dzień roboczy', few: 'dni robocze', many: 'dni roboczych' })}`;
  const said = [
    ...(line.parked ? ['nie dotarło do żadnej skrzynki: wyślij je jeszcze raz (npm run enquiries)'] : []),
    ...(line.nobodyCalled ? ['UWAGA: ta osoba pisze, że nikt się nie odezwał'] : []),
    ...(line.withdrawn ? ['ta osoba pisze, że już nie potrzebuje: zamknij zgłoszenie'] : []),
  ];
  return `  ${[`${line.reference} ${line.topicName}`, age, stateInWords(line), ...said].join('; ')}.`;
};

/** All words of the mails that remind of enquiries. None contains anything that a person typed. */
export const plProgressMail = {
  /** Before the link at the end of the mail with an enquiry. */
  takeUp:
    'Odnotuj, że ktoś się tym zajmuje. Otwórz ten adres (sam odczyt niczego nie zmienia). Nie wysyłaj go osobie, która napisała:',
  /** The mail is in the thread of the enquiry's mail, and has its subject. */
  replySubject: (subject: string) => `Re: ${subject}`,
  link: {
    opening: (reference: string) => `To wiadomość tylko dla pracowników, do zgłoszenia ${reference}.`,
    why: 'Na wiadomość ze zgłoszeniem odpowiadasz prosto do osoby, która napisała. Dlatego adres do odnotowania przychodzi osobno. Na tę wiadomość nie odpowiadaj: odpowiedź nie dojdzie do tej osoby.',
  },
  additions: {
    phone: {
      opening: (reference: string) => `Do zgłoszenia ${reference} ktoś dodał na stronie nowy numer telefonu.`,
      number: 'Nowy numer (niesprawdzony):',
      beside:
        'Numer ze zgłoszenia też jest ważny. Nie wiemy, kto dodał nowy: zanim coś powiesz, upewnij się, z kim rozmawiasz.',
    },
    withdraw: {
      opening: (reference: string) =>
        `Osoba od zgłoszenia ${reference} napisała na stronie, że już tego nie potrzebuje.`,
      next: 'Nic nie zostało usunięte. Zamknij zgłoszenie, gdy je przeczytasz. Przypomnień już nie będzie.',
    },
    'nobody-called': {
      opening: (reference: string) =>
        `UWAGA: osoba od zgłoszenia ${reference} napisała na stronie, że nikt się nie odezwał.`,
      next: 'Odezwij się do tej osoby dzisiaj i odnotuj to na stronie tego zgłoszenia. Adres jest w wiadomości o nim, a gdy ktoś prosił o odpowiedź e-mailem: w drugiej, krótkiej.',
      nextOfVisit:
        'W zgłoszeniu nie ma numeru ani adresu: ta osoba zapowiedziała, że przyjdzie. Powiedz o tym osobie, która będzie przy drzwiach.',
    },
  },
  notices: {
    reminder: {
      subject: (reference: string) => `${reference} czeka: nikt jeszcze nie przejął`,
      text: 'To zgłoszenie przyszło do tej skrzynki i nikt jeszcze nie odnotował, że się nim zajmuje. Minęła połowa czasu na odpowiedź.',
    },
    escalation: {
      subject: (reference: string) => `${reference}: czas na odpowiedź się kończy`,
      text: 'Nikt nie odnotował, że zajmuje się tym zgłoszeniem, a czas na odpowiedź zaraz się kończy.',
      delivered: 'Wiadomość ze zgłoszeniem jest w skrzynce tego tematu. Sprawdź, czy ktoś ją czyta.',
    },
    silence: {
      subject: (reference: string) => `${reference}: przejęte, ale bez rozmowy`,
      text: 'Ktoś przejął to zgłoszenie, ale nikt nie odnotował rozmowy, a czas na odpowiedź minął. Odezwij się do tej osoby albo odnotuj, że rozmowa już była.',
    },
    reference: (reference: string) => `Numer zgłoszenia: ${reference}`,
    topic: (name: string) => `Temat: ${name}`,
    received: (instant: Date) => `Przyszło: ${moment(instant)}`,
    until: (instant: Date) => `Czas na odpowiedź: ${moment(instant)}`,
    /** The site's default, when the club has set none. */
    measure: (instant: Date) => `Klub nie ustawił czasu na odpowiedź. Program liczy do: ${moment(instant)}`,
    where:
      'Adres do odnotowania jest w wiadomości o tym zgłoszeniu, a gdy ktoś prosił o odpowiedź e-mailem: w drugiej, krótkiej. Szukaj w skrzynce numeru zgłoszenia.',
    waiting:
      'Wiadomość ze zgłoszeniem jeszcze nie dotarła do skrzynki: poczta klubu jej nie przyjmuje. Program próbuje dalej.',
    parked:
      'Wiadomość ze zgłoszeniem nie dotarła do żadnej skrzynki i program już nie próbuje. Osoba, która opiekuje się stroną, może ją wysłać jeszcze raz.',
    closing: 'O jednym zgłoszeniu program przypomina najwyżej trzy razy. Nie odpowiadaj na tę wiadomość.',
  },
  digest: {
    subject: (late: number, waiting: number) =>
      `${late} po terminie, ${waiting} ${plural(waiting, { one: 'czeka', few: 'czekają', many: 'czeka' })}`,
    all: 'Zgłoszenia, których nikt nie zamknął:',
    own: 'Zgłoszenia z tej skrzynki, których nikt nie zamknął:',
    none: 'Nikt nie czeka na odpowiedź.',
    late: 'Po terminie:',
    waiting: 'Czekają na odpowiedź:',
    unclosed: 'Do zamknięcia:',
    line: lineOf,
    more: (count: number) => `  i jeszcze ${count}, nowszych.`,
    where:
      'Adres do odnotowania jest w wiadomości o każdym zgłoszeniu, a gdy ktoś prosił o odpowiedź e-mailem: w drugiej, krótkiej. Szukaj w skrzynce numeru zgłoszenia.',
    ownClosing:
      'Ta wiadomość przychodzi rano w każdy dzień roboczy, gdy w tej skrzynce jest coś niezamkniętego.',
  },
};
