import type { Page } from 'playwright/test';
import type { Topic } from '../../src/enquiry/schema.ts';
import { openFolded } from '../support/form-visits.ts';
import type { Mailbox } from '../support/mailbox.ts';
import { expect, test } from './site-test.ts';

interface Role {
  readonly who: string;
  readonly topic: Topic;
  /** Answers by their label, in the order in which a person gives them. */
  readonly checked: readonly string[];
  readonly typed: Readonly<Record<string, string>>;
  /** The lines of the mail to staff. */
  readonly reads: readonly string[];
  /** Texts that the mail must not contain. */
  readonly never: readonly string[];
}

const roles: readonly Role[] = [
  {
    who: 'who wants a call, on a number as it is said at home',
    topic: 'classes',
    checked: ['Dla siebie', 'Zadzwońcie do mnie', 'Rano', 'Możecie zostawić wiadomość'],
    typed: {
      'Numer telefonu': 'tel. (32) 281-01-85',
      'Co chcesz nam powiedzieć?': 'Chcę przyjść na zajęcia.',
    },
    reads: [
      'Ktoś napisał do klubu przez stronę.',
      'Zadzwoń pod numer:\n  | +48 32 281 01 85',
      'Kiedy: rano.',
      'Możesz zostawić wiadomość na poczcie głosowej.',
      'Uwaga: nie mów, że dzwoni klub (KIS), dopóki nie wiesz, że rozmawiasz z osobą, która do nas pisała.',
      'Dla kogo: dla siebie.',
      'Wiadomość:\n  | Chcę przyjść na zajęcia.',
    ],
    never: ['art. 14', 'SMS', 'Kontakt niżej'],
  },
  {
    who: 'who wants an SMS',
    topic: 'advice',
    checked: ['Dla siebie', 'Wyślijcie mi SMS', 'Możecie podać nazwę klubu'],
    typed: { 'Numer telefonu': '\u202a600 100 200\u202c' },
    reads: ['Wyślij SMS na numer:\n  | +48 600 100 200', 'Możesz powiedzieć, że odzywa się klub (KIS).'],
    never: ['poczcie głosowej', 'dzwoni'],
  },
  {
    who: 'who wants an e-mail, to an address copied out of a sentence',
    topic: 'other',
    checked: ['Dla siebie', 'Napiszcie do mnie e-mail'],
    typed: { 'Adres e-mail': '\u200banna@poczta.example.' },
    reads: ['Napisz e-mail (wystarczy odpowiedzieć na tę wiadomość):\n  | anna@poczta.example'],
    never: ['Kiedy:', 'poczcie głosowej', 'SMS'],
  },
  {
    who: 'who comes to the club',
    topic: 'psu',
    checked: ['Dla siebie', 'Przyjdę do klubu', 'Wejście bez schodów'],
    typed: { 'Jak mamy się do Ciebie zwracać?': 'Jan' },
    reads: [
      'Nie trzeba się odzywać. Ta osoba przyjdzie do klubu',
      'Zwracaj się tak:\n  | Jan',
      '  - wejście bez schodów',
    ],
    never: ['Kiedy:', 'numer:', 'nie mów'],
  },
  {
    who: 'who is reached through a shelter',
    topic: 'advice',
    checked: ['Dla siebie', 'Przez inną osobę albo miejsce', 'Po południu'],
    typed: { 'Przez kogo albo gdzie': 'Schronisko, pan Marek, 600 100 200' },
    reads: [
      'Odezwij się przez tę osobę albo to miejsce:\n  | Schronisko, pan Marek, 600 100 200',
      'Uwaga: nie mów osobie, przez którą się odzywasz, że jesteś z klubu (KIS).',
      'Kiedy: po południu.',
    ],
    never: ['poczcie głosowej'],
  },
  {
    who: 'who writes for a son that knows nothing of it, and passes over whom to contact',
    topic: 'classes',
    checked: ['Dla kogoś innego', 'Jeszcze nie wie', 'Zadzwońcie do mnie', 'W południe'],
    typed: {
      'Kto pisze?': 'Maria, mama',
      'Jak mamy się zwracać do osoby, której pomagasz?': 'Tomek',
      'Numer telefonu': '600100200',
    },
    reads: [
      'Ktoś napisał do klubu przez stronę w sprawie innej osoby.\nPisze:\n  | Maria, mama\n',
      'Uwaga: osoba, której dotyczy sprawa, jeszcze nie wie o tym zgłoszeniu.',
      'Kontakt niżej prowadzi do osoby, która pisze.',
      'powiedz jej, od kogo to wiesz (art. 14 RODO).',
      'Do osoby, której dotyczy sprawa, zwracaj się tak:\n  | Tomek',
      'dopóki nie wiesz, że rozmawiasz z osobą, która do nas pisała.',
      'Dla kogo: dla kogoś innego.',
    ],
    never: ['Zwracaj się tak:'],
  },
  {
    who: 'who writes for a neighbour that is to be contacted',
    topic: 'advice',
    checked: ['Dla kogoś innego', 'Z tą osobą', 'Zadzwońcie do tej osoby'],
    typed: { 'Kto pisze?': 'Ewa, sąsiadka', 'Numer telefonu': '600100200' },
    reads: ['Kontakt niżej prowadzi do osoby, której dotyczy sprawa.'],
    never: ['Kontakt niżej prowadzi do osoby, która pisze.'],
  },
  {
    who: 'who writes in Ukrainian, with a number as it is said in Ukraine',
    topic: 'other',
    checked: ['Dla siebie', 'Zadzwońcie do mnie', 'українською'],
    typed: {
      'Jak mamy się do Ciebie zwracać?': 'Оксана Ґудзь',
      'Numer telefonu': '067 123 45 67',
      'Co chcesz nam powiedzieć?': 'Добрий день! Шукаю роботу, маю двоє дітей. Чи можу прийти з донькою?',
    },
    reads: [
      'Zadzwoń pod numer:\n  | 067 123 45 67\n',
      'Tak można go odczytać: +48 67 123 45 67 albo +380 67 123 45 67.',
      'W jakim języku rozmawiać: po ukraińsku.',
      '  | Оксана Ґудзь',
      '  | Добрий день! Шукаю роботу, маю двоє дітей. Чи можу прийти з\n  | донькою?',
    ],
    never: [],
  },
];

async function send(page: Page, mailbox: Mailbox, { topic, checked, typed }: Role): Promise<string> {
  await page.goto('/zgloszenie/');
  await openFolded(page);
  await page.locator(`[name="topic"][value="${topic}"]`).check();
  for (const answer of checked) await page.getByLabel(answer).check();
  for (const [field, value] of Object.entries(typed)) await page.getByLabel(field).fill(value);
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page).toHaveURL(/przyjete/);
  const reference = /KIS-[A-Z0-9]{3}-[A-Z0-9]{3}/.exec(
    (await page.locator('.reference').textContent()) ?? '',
  );
  const { parsed } = await mailbox.waitFor(reference?.[0] ?? '');
  expect(parsed.subject?.startsWith(reference?.[0] ?? '')).toBe(true);
  return parsed.text ?? '';
}

for (const role of roles) {
  test(`somebody ${role.who} is read rightly by staff`, async ({ page, mailbox }) => {
    const text = await send(page, mailbox, role);
    for (const line of role.reads) expect(text).toContain(line);
    for (const line of role.never) expect(text).not.toContain(line);
  });
}

test('the confirmation of a visit asks for one thing and does not say that nothing is left to do', async ({
  page,
  mailbox,
}) => {
  const [, , , visitor] = roles;
  if (visitor !== undefined) await send(page, mailbox, visitor);
  const main = page.getByRole('main');
  await expect(main).toContainText(
    'Przyjdź, gdy klub jest otwarty, i podaj numer zgłoszenia. Godziny otwarcia:',
  );
  await expect(main).not.toContainText('Nie musisz');
  await expect(main.getByRole('link', { name: '112' })).toHaveAttribute('href', 'tel:112');
  await expect(main.getByRole('link', { name: 'Napisz jeszcze raz' })).toBeVisible();
});
