import { createHash, timingSafeEqual } from 'node:crypto';

export const codeLimits = {
  milliseconds: 10 * 60 * 1000,
  tries: 5,
  /** Pages that wait for a code; beyond, the oldest is forgotten. */
  waiting: 1_000,
} as const;

/** Without letters and digits that look alike: 32 signs, so that a byte gives each with the same chance. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 8;
const tokenBytes = 32;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A code as somebody typed it: small letters, blanks and dashes are let through. */
const tidy = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** A page that waits for the code that was mailed for it. */
interface Waiting {
  /** Undefined: the address is no editor's, and no code is right. */
  readonly code: Buffer | undefined;
  readonly address: string;
  readonly until: number;
  tries: number;
}

export interface Codes {
  /**
   * @param address whose mailbox the code is for
   * @param known whether the code is to be good for anything; the page cannot tell
   * @returns the code, and what only the page that asked for it holds
   */
  ask(address: string, known: boolean): { readonly code: string; readonly page: string };
  /** @returns whose address it is, `wrong`, or `over` when the page has no tries or no time left */
  answer(
    page: string,
    typed: string,
  ): { readonly kind: 'right'; readonly address: string } | { readonly kind: 'wrong' | 'over' };
}

/** Codes are kept in memory only, as hashes; a code is good for one page, ten minutes, five tries and one use. */
export function createCodes(parts: { clock: () => Date; random: (bytes: number) => Uint8Array }): Codes {
  const { clock, random } = parts;
  const pages = new Map<string, Waiting>();
  return {
    ask(address, known) {
      const code = [...random(codeLength)].map((byte) => alphabet[byte % alphabet.length]).join('');
      const page = Buffer.from(random(tokenBytes)).toString('base64url');
      const [oldest] = pages.keys();
      if (pages.size >= codeLimits.waiting && oldest !== undefined) pages.delete(oldest);
      pages.set(sha256(page).toString('base64'), {
        code: known ? sha256(code) : undefined,
        address,
        until: clock().getTime() + codeLimits.milliseconds,
        tries: codeLimits.tries,
      });
      return { code, page };
    },
    answer(page, typed) {
      const key = sha256(page).toString('base64');
      const waiting = pages.get(key);
      if (waiting === undefined || waiting.until <= clock().getTime()) {
        pages.delete(key);
        return { kind: 'over' };
      }
      waiting.tries -= 1;
      const given = sha256(tidy(typed));
      const right = timingSafeEqual(given, waiting.code ?? given) && waiting.code !== undefined;
      if (right || waiting.tries === 0) pages.delete(key);
      if (right) return { kind: 'right', address: waiting.address };
      return { kind: waiting.tries === 0 ? 'over' : 'wrong' };
    },
  };
}
