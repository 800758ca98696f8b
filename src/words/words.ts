import type { pl } from './pl.ts';
import type { Widened } from './shapes.ts';

export {
  type ChoiceWords,
  type FieldWords,
  type ProblemStatus,
  type ProblemWords,
  problemStatuses,
} from './shapes.ts';

/** Words that exist in Polish only: for staff and editors, and where the law requires Polish. */
type InPolishOnly = 'mail' | 'preview' | 'statement' | 'plainText';

/**
 * All words of the interface in one language. `pl.ts` defines the shape; a missing word in another language is a type
 * error. Content and facts are not words: they are in `content/`.
 */
export type Words = Omit<Widened<typeof pl>, InPolishOnly>;
