import { domainToASCII } from 'node:url';
import { isPublicMailAddress } from '../../mail-address.ts';

const typedDomain = /^[\p{L}\p{N}\p{M}.-]+$/u;

/**
 * Reads exactly one address: no display name, no list, no comment, no quoted local part, no address literal.
 *
 * @returns the address with its domain in lower-case ASCII (IDNA), or undefined
 */
export function parseEmailAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const typed = text.slice(at + 1);
  if (at < 0 || !typedDomain.test(typed)) return undefined;
  const address = `${text.slice(0, at)}@${domainToASCII(typed)}`;
  return isPublicMailAddress(address) ? address : undefined;
}

/** Invisible characters, and brackets, quotes and punctuation marks that are copied together with an address. */
const around = '[\\s<>()\\[\\]„“”«»",;:.]*';
const copied = new RegExp(`^${around}(?:mailto:)?${around}(.*?)${around}$`, 'isu');
const inBrackets = /^[^<>@]*<([^<>]*)>[\s.,;]*$/;

/**
 * @param text of bounded length
 * @returns the address without what was copied with it, from a sentence, a link or an address book:
 * `<anna@poczta.pl>,`, `mailto:anna@poczta.pl`, `Anna <anna@poczta.pl>`. It still has to be checked
 */
export function tidyEmailAddress(text: string): string {
  const visible = text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const address = inBrackets.exec(visible)?.[1] ?? visible;
  const bare = copied.exec(address)?.[1] ?? address;
  return /^\s*<?mailto:/i.test(address) ? bare.replace(/\?.*$/, '') : bare;
}
