import type { Topic } from '../schema.ts';
import type { AnswerTime } from './promise.ts';

/** What the way after the mail must know of the club, as its content has it today. */
export interface ClubFacts {
  readonly time: AnswerTime;
  /** @returns what staff call a topic */
  topicName(topic: Topic): string;
  /** @returns what staff call who took an enquiry up: a key of `odbierajacy` */
  roleName(key: string): string;
}
