import { domainToASCII } from 'node:url';

/** RFC 5321 4.5.3.1: a path has 256 octets with its angle brackets, a local part 64, a label (RFC 1035) 63. */
export const longestAddress = 254;
const longestLocalPart = 64;

/** RFC 5322 3.2.3 dot-atom, ASCII only: any other local part needs SMTPUTF8, which few mail servers support. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const typedDomain = /^[\p{L}\p{N}\p{M}.-]+$/u;
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const asciiDomain = new RegExp(`^(?:${label}\\.)+${label}$`);
const numericTopLevel = /\.[0-9]+$/;

/**
 * Reads exactly one address: no display name, no list, no comment, no quoted local part, no address literal.
 *
 * @returns the address with its domain in lower-case ASCII (IDNA), or undefined
 */
export function parseEmailAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const typed = text.slice(at + 1);
  if (!localPart.test(local) || local.length > longestLocalPart || !typedDomain.test(typed)) return undefined;
  const domain = domainToASCII(typed);
  if (!asciiDomain.test(domain) || numericTopLevel.test(domain)) return undefined;
  const address = `${local}@${domain}`;
  return address.length <= longestAddress ? address : undefined;
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
