import { randomBytes } from 'node:crypto';
import { encodePayload } from '../../../src/enquiry/payload.ts';
import type { ClubFacts } from '../../../src/enquiry/progress/club-facts.ts';
import { createAnswerTime } from '../../../src/enquiry/progress/promise.ts';
import { createStaffLinks } from '../../../src/enquiry/progress/staff-link.ts';
import type { Enquiry, FormFields } from '../../../src/enquiry/schema.ts';
import type { Opener, Sealer } from '../../../src/enquiry/sealing.ts';
import type { NewEnquiry } from '../../../src/enquiry/store/store.ts';
import type { Log, LogFields, LogLevel } from '../../../src/log.ts';

export const random = (bytes: number): Uint8Array => randomBytes(bytes);

/** Envelopes that are not encrypted: sealing has its own tests. */
export const openEnvelopes: Sealer & Opener = {
  seal: async (content) => content,
  open: async (sealed) => sealed,
};

export const secret = new Uint8Array(32).fill(7);

/** A club without facts: working time is Monday to Friday, 8.00 to 15.00, and nothing is promised. */
export const clubFacts: ClubFacts = {
  time: createAnswerTime(undefined),
  topicName: (topic) => `temat ${topic}`,
  roleName: (key) => `rola ${key}`,
};

/** The courier's options for progress after the mail. */
export const afterTheMail = {
  facts: () => clubFacts,
  links: createStaffLinks(secret),
  siteOrigin: 'https://kis.example',
  retentionDays: 30,
  unansweredDays: 90,
};

/** A form as a browser sends it; `changes` replaces fields, and removes those given as undefined. */
export function form(
  changes: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): FormFields {
  const fields = { topic: 'classes', forWhom: 'self', channel: 'phone', phone: '600 100 200', ...changes };
  const entries = Object.entries(fields).flatMap(([name, value]): [string, readonly string[]][] =>
    value === undefined ? [] : [[name, typeof value === 'string' ? [value] : value]],
  );
  return new Map(entries);
}

export const sampleEnquiry: Enquiry = {
  topic: 'classes',
  forWhom: 'self',
  name: 'Anna',
  channel: 'phone',
  phone: '+48600100200',
  voicemail: false,
  sayKis: false,
  needs: [],
  message: 'Dzień dobry.\nKiedy są zajęcia?',
};

const firstOfDecember = Date.UTC(2026, 11, 1, 9, 5);

/** @param number makes reference, key and Message-ID differ; @param changes replaces fields */
export function newEnquiry(number: number, changes: Partial<NewEnquiry> = {}): NewEnquiry {
  const receivedAt = new Date(firstOfDecember);
  return {
    reference: `KIS-${number}`,
    keyHash: new Uint8Array([number]),
    contentHash: new Uint8Array([number, 1]),
    topic: 'classes',
    receivedAt,
    suspect: false,
    messageId: `<${number}@kis.example>`,
    content: encodePayload({ enquiry: sampleEnquiry, topicName: 'Zajęcia w klubie', pageLanguage: 'pl' }),
    firstAttemptAt: receivedAt,
    ...changes,
  };
}

export interface LoggedLine extends LogFields {
  readonly level: LogLevel;
  readonly event: string;
}

/** A log that keeps its lines in an array. */
export function keepingLog(): { log: Log; lines: LoggedLine[] } {
  const lines: LoggedLine[] = [];
  return { lines, log: (level, event, fields = {}) => void lines.push({ level, event, ...fields }) };
}

/** A clock that the test moves by hand. */
export function handClock(start = new Date(firstOfDecember)) {
  let time = start.getTime();
  return {
    clock: () => new Date(time),
    advance(milliseconds: number) {
      time += milliseconds;
    },
  };
}
