import * as z from 'zod';
import { blockOf, textOf } from './payload.ts';
import { type AdditionKind, additionKinds } from './store/progress-store.ts';

/** What the store keeps, sealed, of what a person added. */
export interface AdditionPayload {
  readonly kind: AdditionKind;
  /** As `phone` of an enquiry. With the kind `phone`, never otherwise. */
  readonly phone?: string;
}

const addition = z.strictObject({
  version: z.literal(1),
  kind: z.enum(additionKinds),
  phone: z.string().exactOptional(),
});

/** @returns the block to store, as long as that of an enquiry. */
export const encodeAddition = (payload: AdditionPayload): Uint8Array =>
  blockOf(JSON.stringify({ version: 1, ...payload }));

/** @throws when the block is damaged or of a version this program does not know */
export function decodeAddition(block: Uint8Array): AdditionPayload {
  const parsed = addition.safeParse(JSON.parse(textOf(block)));
  // zod's own message would quote the payload.
  if (!parsed.success) throw new TypeError('stored payload is not an addition');
  const { version: _, ...payload } = parsed.data;
  return payload;
}
