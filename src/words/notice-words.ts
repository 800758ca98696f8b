import type { plNotices } from './pl-notices.ts';
import type { Widened } from './shapes.ts';

export type { DigestNumbers } from './shapes.ts';

/** Every word of the mails about the site itself, as `pl-notices.ts` has it. */
export type NoticeWords = Widened<typeof plNotices>;
