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

/**
 * The content of an enquiry, which the store keeps as one sealed block: everything that the courier needs to write
 * the mail.
 */
export interface EnquiryPayload {
  readonly enquiry: Enquiry;
  /** The Polish name of the topic when the enquiry came. */
  readonly topicName: string;
  /** The language of the page with the form, for example `pl`. */
  readonly pageLanguage: string;
  /**
   * The reference that the person was told. The store has another one when two people were told the same while the
   * database did not answer. Undefined: the store's reference.
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
 * 1 had no `helper`, `knows`, `answerTo`, `languageName`; nothing else differs, so both are read with one schema. A
 * change that removes a field or changes its meaning needs another schema for the older versions.
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

/**
 * Blocks are padded to a multiple of this: the length of sealed data is visible, and would tell how much was typed.
 */
const blockBytes = 2_048;

/** @returns JSON as UTF-8, padded with spaces */
export function blockOf(json: string): Uint8Array {
  const text = new TextEncoder().encode(json);
  const block = new Uint8Array(Math.ceil(text.length / blockBytes) * blockBytes).fill(' '.charCodeAt(0));
  block.set(text);
  return block;
}

/** @throws TypeError when the block is not UTF-8 */
export const textOf = (block: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(block);

/** @returns the block to store */
export const encodePayload = (value: EnquiryPayload): Uint8Array =>
  blockOf(JSON.stringify({ version, ...value }));

/**
 * @param block as `encodePayload` gave it
 * @throws when the block is damaged or of an unknown version
 */
export function decodePayload(block: Uint8Array): EnquiryPayload {
  const parsed = payload.safeParse(JSON.parse(textOf(block)));
  // zod's own message would quote the payload in the log.
  if (!parsed.success) throw new TypeError('stored payload is not an enquiry');
  const { version: _, ...value } = parsed.data;
  return value;
}

/**
 * @param key known only to somebody who has the form
 * @returns a hash that is equal for equal enquiries, whatever page they came from
 */
export const fingerprint = (key: Uint8Array, value: Enquiry): Uint8Array =>
  keyedHash(key, JSON.stringify(value));
