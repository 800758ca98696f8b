import type { Topic } from './schema.ts';

/** The mailboxes that get the mail. */
export interface Recipients {
  /** For every topic without its own mailbox. */
  readonly to?: string;
  readonly byTopic: ReadonlyMap<Topic, string>;
  /** For mail that another mailbox refuses permanently. */
  readonly fallback?: string;
}

/** @returns the one address for enquiries on this topic, or undefined when none is set */
export const recipientFor = (topic: Topic, recipients: Recipients): string | undefined =>
  recipients.byTopic.get(topic) ?? recipients.to;

/** Error code of an enquiry that waits because its topic has no mailbox. */
export const noRecipientCode = 'no-recipient';
