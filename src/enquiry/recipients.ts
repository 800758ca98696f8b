import type { Topic } from './schema.ts';

/** Who gets the mail. */
export interface Recipients {
  /** For every topic without a mailbox of its own. */
  readonly to?: string;
  readonly byTopic: ReadonlyMap<Topic, string>;
  /** For what another mailbox refuses for good. */
  readonly fallback?: string;
}

/** @returns the one address for enquiries on this topic, or undefined when none is set. */
export const recipientFor = (topic: Topic, recipients: Recipients): string | undefined =>
  recipients.byTopic.get(topic) ?? recipients.to;

/** Why an enquiry waits whose topic has no mailbox. */
export const noRecipientCode = 'no-recipient';
