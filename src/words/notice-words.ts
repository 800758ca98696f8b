/** One kind of alarm, as whoever looks after the site reads it. */
export interface AlarmWords {
  /** For the subject. */
  readonly title: string;
  readonly happened: string;
  /** What to do first. */
  readonly first: string;
  /** Typed in the folder of the program. */
  readonly command: string;
}

/** What the digest tells; numbers only. */
export interface DigestNumbers {
  /** From when to when the new ones are counted. */
  readonly from: Date;
  readonly to: Date;
  readonly fresh: number;
  readonly waiting: number;
  readonly oldestWaitingSince?: Date;
  readonly parked: number;
  /** Accepted, but not in the store yet; absent when it is not known. */
  readonly spooled?: number;
}

/** Every word of the mails about the site itself. None of them holds anything of a visitor or an enquiry. */
export interface NoticeWords {
  readonly alarm: {
    readonly subject: (title: string) => string;
    readonly since: (instant: Date) => string;
    readonly first: string;
    readonly command: string;
    readonly kinds: Readonly<
      Record<
        | 'mail-stopped'
        | 'mail-late'
        | 'mailbox-refused'
        | 'no-recipient'
        | 'enquiry-parked'
        | 'enquiry-crashed'
        | 'enquiry-unreadable'
        | 'store-damaged',
        AlarmWords
      >
    >;
    /** Says how often such a mail comes. */
    readonly closing: string;
  };
  readonly digest: {
    readonly subject: (day: Date) => string;
    readonly lines: (numbers: DigestNumbers) => readonly string[];
    /** Says that a digest which does not come is the alarm. */
    readonly closing: string;
  };
}
