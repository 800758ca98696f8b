import * as z from 'zod';
import { keyedHash } from './form/signing.ts';
import {
  answerToValues,
  channels,
  contactLanguages,
  type Enquiry,
  forWhomValues,
  knowsValues,
  needs,
  timesOfDay,
  topics,
} from './schema.ts';

/** What the store keeps of an enquiry as one opaque block: all that the courier needs to write the mail. */
export interface EnquiryPayload {
  readonly enquiry: Enquiry;
  /** What staff called the topic when the enquiry came. */
  readonly topicName: string;
  /** The language of the page it was filled in on, for example `pl`. */
  readonly pageLanguage: string;
  /**
   * The reference that the person was told. The store has another one when two people were told the same while the
   * database could not be asked. Undefined: the store's.
   */
  readonly reference?: string;
}

const enquiry = z.strictObject({
  topic: z.enum(topics),
  forWhom: z.enum(forWhomValues),
  helper: z.string().exactOptional(),
  knows: z.enum(knowsValues).exactOptional(),
  answerTo: z.enum(answerToValues).exactOptional(),
  name: z.string().exactOptional(),
  channel: z.enum(channels),
  phone: z.string().exactOptional(),
  email: z.string().exactOptional(),
  via: z.string().exactOptional(),
  when: z.enum(timesOfDay).exactOptional(),
  voicemail: z.boolean(),
  sayKis: z.boolean(),
  needs: z.array(z.enum(needs)),
  language: z.enum(contactLanguages).exactOptional(),
  languageName: z.string().exactOptional(),
  message: z.string().exactOptional(),
});

/**
 * 1 had no `helper`, `knows`, `answerTo`, `languageName`; nothing else differs, so both are read alike. A change that
 * takes away or gives another meaning needs a schema of its own for what was stored before.
 */
const versions = [1, 2] as const;
const version = 2;

const payload = z.strictObject({
  version: z.literal(versions),
  enquiry,
  topicName: z.string(),
  pageLanguage: z.string(),
  reference: z.string().exactOptional(),
});

/** Blocks have lengths of so many bytes: the length of what is sealed is to be seen, and tells what was typed. */
const blockBytes = 2_048;

/** @returns JSON as UTF-8, filled up with blanks */
export function blockOf(json: string): Uint8Array {
  const text = new TextEncoder().encode(json);
  const block = new Uint8Array(Math.ceil(text.length / blockBytes) * blockBytes).fill(' '.charCodeAt(0));
  block.set(text);
  return block;
}

/** @throws TypeError when it is no UTF-8 */
export const textOf = (block: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(block);

/** @returns the block to store. */
export const encodePayload = (value: EnquiryPayload): Uint8Array =>
  blockOf(JSON.stringify({ version, ...value }));

/**
 * @param block what `encodePayload` gave
 * @throws when the block is damaged or of a version this program does not know
 */
export function decodePayload(block: Uint8Array): EnquiryPayload {
  const parsed = payload.safeParse(JSON.parse(textOf(block)));
  // zod's own message would quote the payload.
  if (!parsed.success) throw new TypeError('stored payload is not an enquiry');
  const { version: _, ...value } = parsed.data;
  return value;
}

/**
 * @param key known to nobody but who has the form
 * @returns a hash that is equal for equal enquiries, whatever page they came from
 */
export const fingerprint = (key: Uint8Array, value: Enquiry): Uint8Array =>
  keyedHash(key, JSON.stringify(value));
