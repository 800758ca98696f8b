/** RFC 5321 4.5.3.1: a path has 256 octets with its angle brackets, a local part 64, a label (RFC 1035) 63. */
export const longestMailAddress = 254;
const longestLocalPart = 64;

/** RFC 5322 3.2.3 dot-atom, ASCII only: any other local part needs SMTPUTF8, which few mail servers support. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const host = new RegExp(`^(?:${label}\\.)*${label}$`, 'i');
const numericTopLevel = /\.[0-9]+$/;

/** @returns whether the text is one bare address in ASCII; its host may have a single name, as within a network */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  return (
    text.length <= longestMailAddress &&
    local.length <= longestLocalPart &&
    localPart.test(local) &&
    host.test(text.slice(at + 1))
  );
}

/** @returns whether it is one that mail reaches from anywhere: its host is a full domain name */
export const isPublicMailAddress = (text: string): boolean =>
  isMailAddress(text) && /@.+\./.test(text) && !numericTopLevel.test(text);
