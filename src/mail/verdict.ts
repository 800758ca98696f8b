/**
 * The stage at which a send failed. `route`: no session with the mail server. `login`: it refused the login.
 * `sender`: it refused the sender, which is the same in every mail. `message`: it was given this mail.
 */
export type SendStage = 'route' | 'login' | 'sender' | 'message';

/** The result of one send. It contains no text of the mail server, which may quote the mail. */
export type SendResult =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'failed';
      readonly stage: SendStage;
      /** The reply code, or a code such as `ECONNREFUSED`. */
      readonly errorCode: string;
      /** Three-digit reply code (RFC 5321 4.2). */
      readonly replyCode?: number;
      /** Enhanced status code (RFC 3463), for example `5.2.2`. */
      readonly enhanced?: string;
    };

export type Verdict =
  | { readonly kind: 'delivered' }
  /** Try again later. `opensCircuit`: nothing else must be sent for a while either. */
  | { readonly kind: 'retry'; readonly opensCircuit: boolean }
  /** The mail server is not reachable; that says nothing about the enquiry. */
  | { readonly kind: 'route-down' }
  /** The mail server accepts no mail of ours at all; a person has to change a setting. */
  | { readonly kind: 'route-stopped' }
  /** This mailbox refuses permanently. */
  | { readonly kind: 'refused' };

/** Error codes of a refused login (RFC 4954 6), or of a server without login: a person has to act. */
export const loginRefusals: readonly string[] = ['530', '534', '535', '538', 'ENOAUTH'];
/** Errors without a reply for which waiting does not help: nodemailer cannot send such a mail by SMTP. */
const unsendableCodes: readonly string[] = ['EENVELOPE', 'EMESSAGE'];

const isPermanent = (replyCode: number | undefined): boolean => replyCode !== undefined && replyCode >= 500;

/**
 * RFC 3463 X.2.2 is a full mailbox, which will be emptied; 552 without an enhanced code means the same (RFC 5321
 * 4.5.3.1.10: treat as 452), since our mails are far below any size limit.
 */
const isFullMailbox = (replyCode: number | undefined, enhanced: string | undefined): boolean =>
  (enhanced?.endsWith('.2.2') ?? false) || (replyCode === 552 && enhanced === undefined);

/**
 * Judges a send. When a connection ended without a reply after the mail was handed over, the result is unclear and
 * the mail is sent again: with the same `Message-ID`, twice is better than not at all.
 */
export function judge(result: SendResult): Verdict {
  if (result.kind === 'accepted') return { kind: 'delivered' };
  const { stage, errorCode, replyCode, enhanced } = result;
  if (loginRefusals.includes(errorCode)) return { kind: 'route-stopped' };
  if (stage === 'route') return { kind: 'route-down' };
  if (stage === 'login') return { kind: isPermanent(replyCode) ? 'route-stopped' : 'route-down' };
  if (stage === 'sender' && isPermanent(replyCode)) return { kind: 'route-stopped' };
  if (isFullMailbox(replyCode, enhanced)) return { kind: 'retry', opensCircuit: false };
  if (isPermanent(replyCode) || (replyCode === undefined && unsendableCodes.includes(errorCode)))
    return { kind: 'refused' };
  return { kind: 'retry', opensCircuit: replyCode === 421 };
}
