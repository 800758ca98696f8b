import * as z from 'zod';
import { blockOf, textOf } from './payload.ts';
import { type AdditionKind, additionKinds } from './store/progress-store.ts';

/** The payload of an addition: the store keeps it sealed. */
export interface AdditionPayload {
  readonly kind: AdditionKind;
  /** As `phone` of an enquiry. Only with the kind `phone`. */
  readonly phone?: string;
}

const addition = z.strictObject({
  version: z.literal(1),
  kind: z.enum(additionKinds),
  phone: z.string().exactOptional(),
});

/** @returns the block to store, of the same length as that of an enquiry */
export const encodeAddition = (payload: AdditionPayload): Uint8Array =>
  blockOf(JSON.stringify({ version: 1, ...payload }));

/** @throws when the block is damaged or of an unknown version */
export function decodeAddition(block: Uint8Array): AdditionPayload {
  const parsed = addition.safeParse(JSON.parse(textOf(block)));
  // zod's own message would quote the payload in the log.
  if (!parsed.success) throw new TypeError('stored payload is not an addition');
  const { version: _, ...payload } = parsed.data;
  return payload;
}
