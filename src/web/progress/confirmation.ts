import { hour } from '../../durations.ts';
import type { Confirmation, Intake } from '../../enquiry/form/outcome.ts';
import type { PersonProgress } from '../../enquiry/person-progress.ts';

/** How long after sending the code is shown: later somebody else may use the device. */
const codeMilliseconds = hour;

/**
 * @returns a function that gives the values of the confirmation from the query of its address; undefined when
 * we did not issue that address
 */
export function createReadConfirmation(parts: {
  intake: Pick<Intake, 'readConfirmation'>;
  progress: Pick<PersonProgress, 'codeOf'>;
  clock: () => Date;
}): (query: string) => Confirmation | undefined {
  const { intake, progress, clock } = parts;
  return (query) => {
    const confirmation = intake.readConfirmation(new URLSearchParams(query).get('z') ?? '');
    if (confirmation === undefined) return undefined;
    const isRecent = clock().getTime() - confirmation.receivedAt.getTime() < codeMilliseconds;
    return isRecent ? { ...confirmation, code: progress.codeOf(confirmation) } : confirmation;
  };
}
