/** One mail to one mailbox. */
export interface Mail {
  /** Names the file, where mail is kept as files. */
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  /** A checked bare address. */
  readonly replyTo?: string;
  /** Plain text, lines ended by LF. */
  readonly text: string;
}
