/** One mail to one mailbox, or to two of ours. */
export interface Mail {
  /** Name of the file, when mail is written to files. */
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  /** A second mailbox that gets the same mail. */
  readonly copyTo?: string;
  readonly subject: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  /** The `Message-ID` of the mail to which this one replies in a thread (RFC 5322 3.6.4). */
  readonly inReplyTo?: string;
  /** A checked address without a name. */
  readonly replyTo?: string;
  /** Plain text, lines ended by LF. */
  readonly text: string;
}
