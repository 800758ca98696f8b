/** One mail to one mailbox, or to two of ours. */
export interface Mail {
  /** Names the file, where mail is kept as files. */
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  /** A second mailbox that gets the same mail; not the first one. */
  readonly copyTo?: string;
  readonly subject: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  /** The `Message-ID` of the mail that this one follows in a thread (RFC 5322 3.6.4). */
  readonly inReplyTo?: string;
  /** A checked bare address. */
  readonly replyTo?: string;
  /** Plain text, lines ended by LF. */
  readonly text: string;
}
