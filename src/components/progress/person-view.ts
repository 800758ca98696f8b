import type { PersonPage } from '../../enquiry/progress-pages.ts';
import { newNumberError } from '../../words/field-errors.ts';
import type { ProblemWords, Words } from '../../words/words.ts';

/** The messages at the top of the person's page, and its status (RFC 9110). */
export interface PersonPageView {
  readonly status: number;
  /** Something has to be corrected: the title says so. */
  readonly isError: boolean;
  readonly notice: ProblemWords | undefined;
  readonly errors: readonly { readonly id: string; readonly text: string }[];
}

const statusOf = { malformed: 400, 'cross-site': 403, 'too-large': 413, 'unsupported-type': 415 } as const;

/**
 * @param page the result of the POST; undefined: nothing was sent
 * @param call a sentence for people who do not want to wait
 */
export function personView(page: PersonPage, words: Words, call: string): PersonPageView {
  const { progress } = words;
  const plain = { status: 200, isError: false, notice: undefined, errors: [] };
  switch (page.kind) {
    case 'empty': {
      const errors = (page.missing ?? []).map((id) => ({ id, text: progress[id].missing }));
      if (errors.length > 0) return { ...plain, status: 422, isError: true, errors };
      if (page.problem === undefined) return plain;
      return { ...plain, status: statusOf[page.problem], notice: progress.problems[page.problem] };
    }
    case 'not-found':
      return { ...plain, status: 422, isError: true, notice: progress.notFound };
    case 'slow':
      return {
        ...plain,
        status: 429,
        notice: { title: progress.slow.title, text: `${progress.slow.text(page.seconds)} ${call}` },
      };
    case 'unavailable':
      return { ...plain, status: 503, notice: progress.unavailable };
    case 'found': {
      if (page.done?.outcome !== 'invalid') return plain;
      const text = newNumberError(words, page.done.error);
      return { ...plain, status: 422, isError: true, errors: [{ id: 'phone', text }] };
    }
  }
}
