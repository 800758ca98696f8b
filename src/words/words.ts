import type { MailWords } from './mail-words.ts';

/** Texts of one choice in the form: what stands beside the button, and a hint under it where one helps. */
export interface ChoiceWords {
  readonly label: string;
  readonly hint?: string;
  /** What a language calls itself, with its tag (BCP 47); it stands before the label. */
  readonly ownName?: { readonly tag: string; readonly name: string };
}

/** Texts of one field: its label (or legend), its hint, and what to do about each kind of mistake. */
export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  readonly errors: Readonly<
    Partial<Record<'missing' | 'unknown' | 'too-long' | 'malformed' | 'control-characters', string>>
  >;
}

/** A page for an answer that is not the one asked for. */
export interface ProblemWords {
  readonly title: string;
  readonly text: string;
}

export const problemStatuses = [400, 404, 405, 410, 413, 415, 421, 429, 500, 503] as const;
export type ProblemStatus = (typeof problemStatuses)[number];

/** Every word of the interface in one language. Content and facts are not words: they live in `content/`. */
export interface Words {
  /** BCP 47 tag for `lang` attributes and dates. */
  readonly tag: string;
  /** The same with the country, as Open Graph wants it: `pl_PL`. */
  readonly locale: string;
  /** What this language calls itself. */
  readonly languageName: string;
  readonly page: {
    readonly skipToContent: string;
    readonly home: string;
    readonly menu: string;
    readonly mainNavigation: string;
    readonly languages: string;
    readonly whatNow: string;
    readonly call: string;
    readonly come: string;
    readonly write: string;
    readonly writeShort: string;
    readonly toForm: string;
    readonly checked: (day: string) => string;
    readonly address: string;
    readonly country: string;
    readonly hours: string;
    readonly phone: string;
    readonly email: string;
    readonly parent: string;
    readonly website: string;
    readonly accessibilityStatement: string;
    readonly privacy: string;
    readonly siteMap: string;
    readonly law: string;
    readonly links: string;
    readonly news: string;
    readonly noNews: string;
    /** Title of a further page of the list of news. */
    readonly newsPage: (number: number) => string;
    readonly newsPages: string;
    readonly newerNews: string;
    readonly olderNews: string;
    readonly feed: string;
    /** What is seen on the picture that stands for the site elsewhere. */
    readonly pictureAlt: string;
    readonly latestNews: string;
    readonly publishedOn: (day: string) => string;
    readonly backToNews: string;
    readonly draft: string;
    readonly editFile: (file: string) => string;
    readonly unconfirmed: string;
    readonly notConfirmedYet: string;
    /** Stands after hours that nobody has confirmed, in the header too: a few short words. */
    readonly unconfirmedMark: string;
    readonly hoursUnconfirmed: string;
    readonly toBeCompleted: string;
    readonly easyText: string;
    readonly doors: string;
    readonly mapLink: (address: string) => string;
    /** A number of days in full words, for example `30 dni`. */
    readonly days: (count: number) => string;
  };
  readonly hours: {
    readonly day: string;
    readonly open: string;
    readonly closed: string;
    /** By ISO 8601 number: 1 is Monday. */
    readonly weekdays: Readonly<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, string>>;
    /** As in "until Wednesday": the case that follows the word for "until". */
    readonly untilWeekdays: Readonly<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, string>>;
    readonly caption: string;
    /** Between two days of a range or two times of a span. */
    readonly to: string;
    /** A minute of the day as people read it, for example `7.30`. */
    readonly time: (minuteOfDay: number) => string;
    /** A time as the end of a promise, for example `godz. 15.30`. */
    readonly atTime: (time: string) => string;
    readonly comingDays: string;
    readonly noComingDays: string;
    readonly byAppointment: string;
    readonly openNow: (until: string) => string;
    readonly closedNow: (weekday: string, from: string) => string;
    readonly closedNowToday: (from: string) => string;
    readonly holidays: Readonly<
      Record<
        | 'new-year'
        | 'epiphany'
        | 'easter-sunday'
        | 'easter-monday'
        | 'labour-day'
        | 'constitution-day'
        | 'pentecost'
        | 'corpus-christi'
        | 'assumption'
        | 'all-saints'
        | 'independence-day'
        | 'christmas-eve'
        | 'christmas-day'
        | 'second-christmas-day',
        string
      >
    >;
    readonly calendar: string;
    readonly card: string;
    readonly calendarName: string;
    readonly calendarOpen: string;
  };
  readonly law: {
    /** Status of an act, with the day since when where it is known. */
    readonly statuses: Readonly<
      Record<
        'in-force' | 'amended' | 'repealed' | 'deemed-repealed' | 'not-yet',
        (since: string | undefined) => string
      >
    >;
    readonly status: string;
    readonly published: string;
    readonly consolidated: string;
    readonly replacedBy: string;
    readonly formerly: string;
    readonly meaning: string;
    readonly checkedOn: (day: string) => string;
    readonly readInIsap: string;
    readonly basedOn: string;
    readonly overdue: (day: string) => string;
    /** Said within a citation whose act nobody has checked in time. */
    readonly unchecked: (day: string) => string;
  };
  readonly amounts: {
    readonly current: (amount: string, since: string | undefined) => string;
    readonly unknownToday: string;
    readonly history: (amount: string, year: number) => string;
    readonly source: string;
    readonly confirmed: (role: string, day: string) => string;
    readonly ask: string;
    readonly tableCaption: string;
    readonly hoursInMonth: string;
    readonly money: string;
    readonly hoursCount: (hours: number) => string;
    readonly zloty: (amount: string) => string;
  };
  readonly easy: {
    /** A day of the week with its hours as a short sentence. */
    readonly openOn: (weekday: string, spans: readonly { from: string; to: string }[]) => string;
    readonly closedOn: (weekday: string) => string;
    readonly tried: (day: string) => string;
    readonly untried: (day: string) => string;
    readonly signFilm: string;
  };
  readonly search: {
    readonly title: string;
    readonly titleFor: (question: string) => string;
    readonly label: string;
    readonly button: string;
    readonly empty: string;
    readonly cut: (question: string) => string;
    readonly results: (count: number) => string;
    readonly nothing: (question: string) => string;
    readonly tryOther: string;
  };
  /** `/kis.txt`: what the club does, for machines to read. */
  readonly plainText: {
    readonly title: string;
    readonly asOf: (day: string) => string;
    readonly link: string;
  };
  readonly links: { readonly noAddress: string };
  readonly form: {
    readonly title: string;
    readonly errorPrefix: string;
    readonly errorSummary: string;
    readonly optional: string;
    readonly topic: FieldWords;
    readonly forWhom: FieldWords & { readonly choices: Readonly<Record<'self' | 'other', ChoiceWords>> };
    readonly name: FieldWords;
    readonly channel: FieldWords & {
      readonly choices: Readonly<Record<'phone' | 'sms' | 'email' | 'visit' | 'via', ChoiceWords>>;
    };
    readonly phone: FieldWords;
    readonly email: FieldWords;
    readonly via: FieldWords;
    readonly when: FieldWords & {
      readonly choices: Readonly<Record<'morning' | 'midday' | 'afternoon' | 'any', ChoiceWords>>;
    };
    readonly consents: string;
    readonly voicemail: FieldWords;
    /** The label goes on with whom the club's name may be given to: the one of the chosen channel, else all of them. */
    readonly sayKis: FieldWords & {
      readonly to: Readonly<Record<'phone' | 'sms' | 'via', string>>;
      /** Before the last of them. */
      readonly or: string;
    };
    readonly needs: FieldWords & {
      readonly choices: Readonly<
        Record<'sign-language' | 'interpreter' | 'step-free' | 'large-print' | 'companion', ChoiceWords>
      >;
    };
    readonly language: FieldWords & {
      readonly choices: Readonly<Record<'pl' | 'uk' | 'en' | 'other', ChoiceWords>>;
    };
    readonly message: FieldWords;
    readonly doNotWrite: { readonly title: string; readonly text: string };
    readonly honeypot: string;
    readonly dataTitle: string;
    readonly dataText: string;
    /** For how long the enquiry is kept; `days` is a number of days in words. */
    readonly dataPeriod: (days: string) => string;
    readonly dataLink: string;
    readonly send: string;
    readonly sendAgain: string;
    readonly sendAsNew: string;
    readonly parts: { readonly matter: string; readonly contact: string; readonly help: string };
    readonly notices: {
      readonly tokenRefused: ProblemWords;
      readonly conflict: ProblemWords;
      readonly unavailable: ProblemWords;
      readonly malformed: ProblemWords;
      readonly crossSite: ProblemWords;
      readonly tooLarge: ProblemWords;
      readonly unsupportedType: ProblemWords;
      readonly tooMany: ProblemWords;
    };
  };
  readonly accepted: {
    readonly title: string;
    readonly lead: string;
    readonly referenceLabel: string;
    readonly keepReference: string;
    readonly receivedAt: (moment: string) => string;
    readonly nextTitle: string;
    readonly next: Readonly<Record<'phone' | 'sms' | 'email' | 'visit' | 'via', string>>;
    readonly answerBy: (moment: string) => string;
    readonly answerSoon: string;
    readonly staffReads: string;
    readonly urgentTitle: string;
    readonly emergency: string;
    readonly unknownTitle: string;
    readonly unknown: string;
    readonly toForm: string;
    readonly toHome: string;
  };
  readonly privacy: {
    readonly controller: string;
    readonly officer: string;
    readonly basis: string;
    readonly recipients: string;
  };
  /** Headings and sentences of the accessibility statement, as the technical conditions word them. */
  readonly statement: {
    /** Who undertakes it (stands before), and what for; the address follows the second half. */
    readonly undertakes: readonly [
      beforeScope: string,
      scope: string,
      afterScope: string,
      beforeAddress: string,
    ];
    /** Stands for the name of the public body while staff have not given it. */
    readonly bodyUnknown: string;
    readonly published: string;
    readonly updated: string;
    readonly status: string;
    readonly statuses: Readonly<Record<'w-pelni-zgodna' | 'czesciowo-zgodna' | 'niezgodna', string>>;
    readonly statusUnknown: string;
    readonly inaccessible: string;
    readonly preparation: string;
    readonly prepared: string;
    readonly reviewed: string;
    readonly reviewDue: string;
    /** Takes the place of the line above once the day is past. */
    readonly reviewOverdue: string;
    readonly assessedBy: string;
    readonly tested: string;
    readonly feedback: string;
    readonly feedbackText: string;
    readonly contact: string;
    readonly procedure: string;
    readonly procedureTexts: readonly string[];
    readonly ombudsman: string;
    readonly other: string;
    readonly building: string;
    readonly buildingUnknown: string;
    readonly communication: string;
    readonly communicationUnknown: string;
    /** Whether a sign-language interpreter can be reached online. */
    readonly interpreterOnline: Readonly<Record<'tak' | 'nie', string>>;
    readonly easyText: string;
  };
  readonly problems: Readonly<Record<ProblemStatus, ProblemWords>>;
  /** For editors: what the live preview shows instead of a page while the content has errors. */
  readonly preview: ProblemWords;
  /** The mail to staff; only the words of the staff's language are used for it. */
  readonly mail: MailWords;
}
