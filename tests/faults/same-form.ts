import type { FaultReport } from './report.ts';
import { concurrently } from './support/concurrently.ts';
import { type ProgramOptions, startProgram, startSafely } from './support/server-process.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';
import { createVisitor, type Visitor } from './support/visitor.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'every press counts as a form of its own',
  'the second press gets an address of its own',
  'other content under the same key is taken for the same',
];

const short = { forms: 200, pressesAfterwards: 1 };
const whole = { forms: 10_000, pressesAfterwards: 50 };
const mostPresses = 50;
/** Forms being sent at once, each with all its presses. */
const formsAtOnce = 4;
/** One form in this many is also sent with other content. */
const changedEach = 10;

interface Form {
  readonly token: string;
  readonly message: string;
  readonly presses: number;
  readonly changed: boolean;
  /** Distinct statuses and addresses. */
  readonly answers: Set<string>;
}

/** Few presses are more common than many, as with people; every number from 1 to 50 occurs. */
const somePresses = (): number => 1 + Math.floor(mostPresses * Math.random() ** 3);

async function openForm(visitor: Visitor, number: number): Promise<Form> {
  return {
    token: await visitor.openForm(),
    message: `Formularz ${number}`,
    presses: somePresses(),
    changed: number % changedEach === 0,
    answers: new Set(),
  };
}

async function press(visitor: Visitor, form: Form, times: number): Promise<void> {
  const { token, message, answers } = form;
  const presses = Array.from({ length: times }, () => visitor.submit(token, { message }));
  for (const { status, location } of await Promise.all(presses)) answers.add(`${status} ${location}`);
}

/** @returns how many enquiries the operator sees */
async function countStored(options: ProgramOptions): Promise<number> {
  const program = startProgram('src/cli/enquiries.ts', ['list'], options);
  await program.ended;
  return Number(/^(\d+) in all/m.exec(program.output())?.[1]);
}

/** @returns how many times changed content was not answered with 409 */
async function sendChanged(visitor: Visitor, forms: readonly Form[]): Promise<number> {
  let wrong = 0;
  for (const { token } of forms.filter(({ changed }) => changed)) {
    const { status } = await visitor.submit(token, { message: 'Coś innego' });
    if (status !== 409) wrong += 1;
  }
  return wrong;
}

/**
 * Sends each form 1 to 50 times at once, and again after the server was killed and restarted.
 *
 * @returns failures if that makes more or fewer enquiries than forms, or a form gets more than one answer
 */
export function checkSameForm({ full }: { full: boolean }): Promise<FaultReport> {
  return inTemporaryFolder(async (dataDirectory) => {
    const size = full ? whole : short;
    const options = { dataDirectory, settings: { COURIER: 'off', LOG_LEVEL: 'error' } };
    const forms: Form[] = [];
    const before = await startSafely(options);
    const first = createVisitor(before.port);
    const numbers = Array.from({ length: size.forms }, (_, index) => index);
    await concurrently(numbers, formsAtOnce, async (number) => {
      const form = await openForm(first, number);
      forms.push(form);
      await press(first, form, form.presses);
    });
    first.leave();
    await before.kill();
    const after = await startSafely(options);
    const second = createVisitor(after.port);
    await concurrently(forms, formsAtOnce, (form) =>
      press(second, form, Math.min(form.presses, size.pressesAfterwards)),
    );
    const wrong = await sendChanged(second, forms);
    const stored = await countStored(options);
    second.leave();
    await after.kill();
    const unsteady = forms.filter(({ answers }) => answers.size !== 1).length;
    const refused = forms.filter(({ answers }) =>
      [...answers].some((each) => !each.startsWith('303 ')),
    ).length;
    return {
      name: 'same-form',
      figures: {
        forms: forms.length,
        presses: forms.reduce((sum, { presses }) => sum + presses, 0),
        enquiries: stored,
        'forms with more than one answer': unsteady,
      },
      failures: [
        ...(stored === forms.length ? [] : [`${forms.length} forms made ${stored} enquiries`]),
        ...(unsteady === 0 ? [] : [`${unsteady} forms had more than one answer`]),
        ...(refused === 0 ? [] : [`${refused} forms were refused at least once`]),
        ...(wrong === 0 ? [] : [`${wrong} forms with other content were not answered with 409`]),
      ],
    };
  });
}
