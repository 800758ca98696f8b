import type { Topic } from '../schema.ts';
import type { AnswerTime } from './promise.ts';

/** Facts of the club from the content, as the follow-up of enquiries needs them. */
export interface ClubFacts {
  readonly time: AnswerTime;
  /** @returns the Polish name of a topic */
  topicName(topic: Topic): string;
  /** @returns the name of a role that takes enquiries up: a key of `odbierajacy` */
  roleName(key: string): string;
}
