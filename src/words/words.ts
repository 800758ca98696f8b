import type { pl } from './pl.ts';
import type { Widened } from './shapes.ts';

export {
  type ChoiceWords,
  type FieldWords,
  type ProblemStatus,
  type ProblemWords,
  problemStatuses,
} from './shapes.ts';

/** What there is in Polish only: for staff and editors, and what the law wants in Polish. */
type InPolishOnly = 'mail' | 'preview' | 'statement' | 'plainText';

/**
 * Every word of the interface in one language. `pl.ts` says what there is; a word that another language lacks is an
 * error of its types. Content and facts are not words: they live in `content/`.
 */
export type Words = Omit<Widened<typeof pl>, InPolishOnly>;
