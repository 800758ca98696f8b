import type { AlarmWords, DigestNumbers } from './shapes.ts';

const timeZone = 'Europe/Warsaw';
const day = new Intl.DateTimeFormat('pl-PL', { timeZone, dateStyle: 'full' });
const time = new Intl.DateTimeFormat('pl-PL', { timeZone, timeStyle: 'short' });
const moment = (instant: Date): string => `${day.format(instant)}, godz. ${time.format(instant)}`;

const status = 'npm run enquiries -- status';
const list = 'npm run enquiries -- list';

/**
 * All words of the mails about the site itself, for the operator. None contains anything about a visitor or an
 * enquiry.
 */
export const plOperatorMail = {
  alarm: {
    subject: (title: string) => `Strona KIS, alarm: ${title}`,
    since: (instant: Date) => `Kiedy: ${moment(instant)}`,
    names: 'Numery zgłoszeń:',
    first: 'Co zrobić najpierw:',
    command: 'Polecenie (w folderze programu):',
    kinds: {
      'mail-stopped': {
        title: 'serwer poczty nas nie wpuszcza',
        happened:
          'Serwer poczty odrzucił hasło albo adres nadawcy. Zgłoszenia ze strony są bezpieczne i czekają, ale nikt w klubie ich nie dostaje.',
        first:
          'Sprawdź SMTP_URL i MAIL_FROM w ustawieniach, popraw i uruchom program ponownie. Czekające zgłoszenia wyjdą same.',
        command: status,
      },
      'mail-late': {
        title: 'zgłoszenie czekało ponad godzinę',
        happened:
          'Co najmniej jedno zgłoszenie czekało na wysłanie ponad godzinę. Nic nie zginęło, ale w klubie mogą o nim nie wiedzieć.',
        first:
          'Sprawdź, czy serwer poczty działa i czy skrzynka klubu nie jest pełna. Polecenie pokaże, ile zgłoszeń czeka i dlaczego.',
        command: status,
      },
      'mailbox-refused': {
        title: 'skrzynka odrzuciła zgłoszenie',
        happened:
          'Skrzynka klubu odrzuciła zgłoszenie na stałe, jakby jej nie było. Zgłoszenie trafiło do skrzynki zapasowej: przeczytaj je tam.',
        first: 'Sprawdź adresy w ENQUIRY_TO i ENQUIRY_ROUTES i to, czy te skrzynki istnieją.',
        command: list,
      },
      'no-recipient': {
        title: 'zgłoszenie nie ma adresata',
        happened: 'Przyszło zgłoszenie na temat, dla którego nie ustawiono skrzynki. Zgłoszenie czeka.',
        first:
          'Ustaw ENQUIRY_TO (skrzynka dla wszystkich tematów) i uruchom program ponownie. Zgłoszenie wyjdzie samo.',
        command: status,
      },
      'enquiry-parked': {
        title: 'zgłoszenie zostało odłożone',
        happened:
          'Zgłoszenia nie udało się wysłać i samo już nie wyjdzie. Nie zginęło: leży odłożone i czeka na człowieka.',
        first:
          'Polecenie pokaże zgłoszenia; odłożone mają słowo „parked” i przyczynę. Przeczytaj je (show NUMER), odezwij się do tej osoby, a po usunięciu przyczyny wyślij ponownie (resend NUMER).',
        command: list,
      },
      'enquiry-crashed': {
        title: 'program zawiódł przy zgłoszeniu',
        happened:
          'Program zawiódł przy wysyłaniu zgłoszenia. Spróbuje razem trzy razy, potem je odłoży. Inne zgłoszenia wychodzą.',
        first:
          'Zachowaj dziennik programu z tej godziny i przekaż osobie, która zajmuje się programem. Jeśli zgłoszenie zostanie odłożone, przyjdzie o tym osobna wiadomość.',
        command: list,
      },
      'enquiry-unreadable': {
        title: 'nie da się otworzyć zgłoszenia',
        happened:
          'Program nie ma klucza, którym można otworzyć zgłoszenie, albo zapis jest uszkodzony. Zgłoszenie leży odłożone.',
        first:
          'Sprawdź klucze poleceniem poniżej. Gdy właściwy klucz wróci, wyślij odłożone zgłoszenia ponownie (npm run enquiries -- resend NUMER).',
        command: 'npm run enquiries -- keys',
      },
      'store-damaged': {
        title: 'baza zgłoszeń była uszkodzona',
        happened:
          'Plik ze zgłoszeniami był uszkodzony. Program odłożył go na bok, odczytał z niego, co się dało, i działa dalej na nowym.',
        first:
          'Nie usuwaj odłożonego pliku (ma w nazwie „damaged”). Porównaj z ostatnią kopią i dołóż z niej to, czego brakuje (npm run enquiries -- restore PLIK). Sprawdź dysk.',
        command: status,
      },
      'enquiry-untaken': {
        title: 'nikt nie przejął zgłoszenia na czas',
        happened: 'Minął czas na odpowiedź, a nikt nie odnotował, że zajmuje się zgłoszeniem.',
        first: 'Sprawdź, czy ktoś czyta skrzynkę tego tematu. Odezwij się do tej osoby.',
        command: list,
      },
      'enquiry-unclosed': {
        title: 'zgłoszenie jest długo niezamknięte',
        happened:
          'Zgłoszenia nikt nie zamknął, choć dawno przyszło. Gdy nikt tego nie zrobi, w końcu zostanie usunięte.',
        first: 'Sprawdź, czy ktoś odezwał się do tej osoby. Potem zamknij zgłoszenie.',
        command: list,
      },
      'enquiry-unanswered': {
        title: 'usunięto zgłoszenia, których nikt nie zamknął',
        happened:
          'Tych zgłoszeń nikt nie zamknął do ostatniego dnia, do którego wolno je trzymać. Zostały usunięte z bazy. W poczcie są nadal.',
        first:
          'Poszukaj w skrzynce numerów zgłoszeń i odezwij się do tych osób. Ustal, kto codziennie czyta skrzynki.',
        command: status,
      },
      'build-refused': {
        title: 'nowa wersja portalu nie została przyjęta',
        happened:
          'Zbudowano nową wersję portalu, ale program jej nie przyjął: brakuje w niej pliku, plik jest uszkodzony albo strona się nie wyświetla. Na stronie jest dalej poprzednia wersja. Zgłoszenia przychodzą jak zwykle.',
        first:
          'Zbuduj portal jeszcze raz (npm run build). Jeśli to nie pomoże, przeczytaj w dzienniku wiersz „build-refused”: mówi, którego pliku albo której strony to dotyczy.',
        command: status,
      },
    } satisfies Readonly<Record<string, AlarmWords>>,
    /** Tells how often such a mail comes. */
    closing:
      'Tę wiadomość wysłał program strony; nie odpowiadaj na nią. O tej samej sprawie napisze najwyżej raz na cztery godziny.',
  },
  digest: {
    heading: 'Strona i poczta:',
    lines: (numbers: DigestNumbers) => [
      `Od: ${moment(numbers.from)}`,
      `Do: ${moment(numbers.to)}`,
      `Nowe zgłoszenia w tym czasie: ${numbers.fresh}`,
      '',
      `Czekają teraz na wysłanie: ${numbers.waiting}`,
      ...(numbers.oldestWaitingSince === undefined
        ? []
        : [`Najstarsze czeka od: ${moment(numbers.oldestWaitingSince)}`]),
      `Odłożone, wymagają człowieka: ${numbers.parked}`,
      ...(numbers.spooled === undefined ? [] : [`Przyjęte, jeszcze poza bazą: ${numbers.spooled}`]),
      ...(numbers.parked === 0 ? [] : ['', `Odłożone pokaże polecenie: ${list}`]),
    ],
    /** Tells that a missing digest is a sign of trouble. */
    closing:
      'Ta wiadomość przychodzi w każdy dzień roboczy rano. Jeśli nie przyjdzie, to znak, że poczta strony nie działa: wtedy sprawdź stronę i serwer poczty.',
  },
};
