import { setTimeout as pause } from 'node:timers/promises';
import { concurrently } from './concurrently.ts';
import type { MailTrap } from './mail-trap.ts';
import { createVisitor, type Visitor } from './visitor.ts';

interface Form {
  readonly mark: string;
  token?: string;
  /** The address that the acknowledgement redirects to; undefined until there is one. */
  location?: string;
  /** The reference on the confirmation; the address contains it only sealed. */
  reference?: string;
}

/** A few enquiries that are sent until each is acknowledged, over as many servers as needed. */
export interface Batch {
  acknowledged(): readonly string[];
  /** Sends those without an answer. @returns once all have one, or the server is gone */
  send(port: number): Promise<void>;
  /** @returns one sentence for each promise that the mails break */
  faultsIn(mail: MailTrap): readonly string[];
}

const atOnce = 3;
/** How often a form is sent again that a busy server refused with 503: nothing was promised then. */
const presses = 20;
const betweenPressesMilliseconds = 500;

/** @returns the address that the acknowledgement redirects to; undefined if there was none */
async function acknowledge(visitor: Visitor, form: Form): Promise<string | undefined> {
  const token = form.token ?? (await visitor.openForm());
  form.token = token;
  const press = () => visitor.submit(token, { message: `${form.mark} ` });
  let answer = await press();
  for (let again = 1; answer.status === 503 && again < presses; again += 1) {
    await pause(betweenPressesMilliseconds);
    answer = await press();
  }
  return answer.status === 303 ? answer.location : undefined;
}

/** The form counts as acknowledged as soon as the 303 has arrived; the page may be read from a later server. */
async function sendOne(visitor: Visitor, form: Form): Promise<void> {
  const location = form.location ?? (await acknowledge(visitor, form));
  if (location === undefined) return;
  form.location = location;
  form.reference = await visitor.referenceAt(location);
}

/**
 * @param size the number of enquiries
 * @param name distinguishes their texts from those of other batches
 */
export function createBatch(size: number, name = 'znak'): Batch {
  const forms: Form[] = Array.from({ length: size }, (_, index) => ({ mark: `${name}-${index}-` }));
  const acknowledged = () =>
    forms.flatMap(({ location, reference }) => (location === undefined ? [] : [reference ?? 'not read']));
  return {
    acknowledged,
    async send(port) {
      const visitor = createVisitor(port);
      const unanswered = forms.filter(({ reference }) => reference === undefined);
      await concurrently(unanswered, atOnce, (form) => sendOne(visitor, form)).catch(() => {});
      visitor.leave();
    },
    faultsIn(mail) {
      const faults: string[] = [];
      for (const { mark, reference } of forms) {
        const arrived = [...mail.arrivals.values()].filter(({ text }) => text.includes(mark));
        if (arrived.length > 1) faults.push('one form became two enquiries');
        if (reference === undefined) faults.push('an enquiry was never acknowledged');
        else if (mail.arrivals.get(reference)?.text.includes(mark) !== true)
          faults.push('an acknowledged enquiry never arrived');
        if (arrived.some(({ differs }) => differs)) faults.push('a mail came again and differed');
      }
      return faults;
    },
  };
}
