/**
 * How far a failed send got. `route`: no session with the mail server. `login`: it refused the login.
 * `sender`: it refused the sender, which is the same in every mail. `message`: it was given this mail.
 */
export type SendStage = 'route' | 'login' | 'sender' | 'message';

/** What a mailer tells of one send. It holds no text of the mail server's, which may quote the mail. */
export type SendResult =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'failed';
      readonly stage: SendStage;
      /** The reply code, or for example `ECONNREFUSED`. */
      readonly errorCode: string;
      /** Three-digit reply code (RFC 5321 4.2). */
      readonly replyCode?: number;
      /** Enhanced status code (RFC 3463), for example `5.2.2`. */
      readonly enhanced?: string;
    };

export type Verdict =
  | { readonly kind: 'delivered' }
  /** Not now. `opensCircuit`: nothing else is to be sent for a while either. */
  | { readonly kind: 'retry'; readonly opensCircuit: boolean }
  /** The mail server cannot be reached; that says nothing about the enquiry. */
  | { readonly kind: 'route-down' }
  /** The mail server takes no mail of ours at all; a person has to change a setting. */
  | { readonly kind: 'route-stopped' }
  /** This mailbox refuses for good. */
  | { readonly kind: 'refused' };

/** Error codes of a login that was refused (RFC 4954 6), or that the server does not offer: a person has to act. */
export const loginRefusals: readonly string[] = ['530', '534', '535', '538', 'ENOAUTH'];
/** No reply at all, and yet waiting does not help: nodemailer cannot put such a mail into SMTP. */
const unsendableCodes: readonly string[] = ['EENVELOPE', 'EMESSAGE'];

const isPermanent = (replyCode: number | undefined): boolean => replyCode !== undefined && replyCode >= 500;

/**
 * RFC 3463 X.2.2 is a full mailbox, which gets emptied; 552 without an enhanced code is the same (RFC 5321
 * 4.5.3.1.10: treat as 452), since our mails are far below any limit of size.
 */
const isFullMailbox = (replyCode: number | undefined, enhanced: string | undefined): boolean =>
  (enhanced?.endsWith('.2.2') ?? false) || (replyCode === 552 && enhanced === undefined);

/**
 * Judges a send. A connection that ended without a reply after the mail was handed over is ambiguous and is
 * tried again: with the same `Message-ID`, twice is better than not at all.
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
