/**
 * How far a failed send got. `route`: no session with the mail server. `login`: it did not let us in. `sender`:
 * it refused the sender, which is the same in every mail. `message`: it was this mail's turn.
 */
export type SendStage = 'route' | 'login' | 'sender' | 'message';

/** What a mailer tells of one send. Holds no text from the mail server, which may quote the mail. */
export type SendResult =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'failed';
      readonly stage: SendStage;
      /** Class of cause: the reply code, or for example `ECONNREFUSED`. */
      readonly cause: string;
      /** Three-digit reply code (RFC 5321 4.2). */
      readonly code?: number;
      /** Enhanced status code (RFC 3463), for example `5.2.2`. */
      readonly enhanced?: string;
    };

export type Verdict =
  | { readonly kind: 'delivered' }
  /** Not now. `restRoute`: nor anything else for a while. */
  | { readonly kind: 'retry'; readonly restRoute: boolean }
  /** The way to the mail server is broken; no enquiry's fault. */
  | { readonly kind: 'route-down' }
  /** The mail server does not want us at all; a person has to change a setting. */
  | { readonly kind: 'route-stopped' }
  /** This mailbox refuses for good. */
  | { readonly kind: 'refused' };

const authenticationCodes: readonly number[] = [530, 534, 535, 538];
/** No reply at all, and yet waiting will not help: the mail cannot be put into words of SMTP. */
const unsendableCauses: readonly string[] = ['EENVELOPE', 'EMESSAGE'];

const isPermanent = (code: number | undefined): boolean => code !== undefined && code >= 500;

/**
 * RFC 3463 X.2.2 is a full mailbox, which gets emptied; 552 without an enhanced code is the same (RFC 5321
 * 4.5.3.1.10: treat as 452), since our mails are far below any limit of size.
 */
const isFullMailbox = (code: number | undefined, enhanced: string | undefined): boolean =>
  (enhanced?.endsWith('.2.2') ?? false) || (code === 552 && enhanced === undefined);

/**
 * Judges a send. A connection that ended without a reply after the mail was handed over is ambiguous and is
 * tried again: with the same `Message-ID`, twice is better than not at all.
 */
export function judge(result: SendResult): Verdict {
  if (result.kind === 'accepted') return { kind: 'delivered' };
  const { stage, cause, code, enhanced } = result;
  if (code !== undefined && authenticationCodes.includes(code)) return { kind: 'route-stopped' };
  if (stage === 'route') return { kind: 'route-down' };
  if (stage === 'login')
    return { kind: isPermanent(code) || cause === 'ENOAUTH' ? 'route-stopped' : 'route-down' };
  if (stage === 'sender' && isPermanent(code)) return { kind: 'route-stopped' };
  if (isFullMailbox(code, enhanced)) return { kind: 'retry', restRoute: false };
  if (isPermanent(code) || (code === undefined && unsendableCauses.includes(cause)))
    return { kind: 'refused' };
  return { kind: 'retry', restRoute: code === 421 };
}

const minute = 60_000;
const hour = 60 * minute;
const firstDelays = [1 * minute, 5 * minute, 15 * minute, 30 * minute, 60 * minute] as const;
const laterDelay = 4 * hour;
const givingUpAfter = 5 * 24 * hour;
const largestJitter = 0.1;

/** No enquiry ever waits longer than this for its next attempt. */
export const longestWaitMilliseconds = laterDelay * (1 + largestJitter);

/** @param fraction of the jitter, from 0 up to 1 */
const withJitter = (delay: number, fraction: number): number =>
  Math.round(delay * (1 + largestJitter * fraction));

/**
 * @param attempts how many attempts have failed, this one included: from 1
 * @param fraction a random number from 0 up to 1; later, never earlier, so that waiting ones do not all come at once
 * @returns milliseconds to the next attempt: 1, 5, 15, 30, 60 minutes, then every 4 hours for 5 days; undefined
 *   when those are over and the enquiry is to be parked
 */
export function retryDelay(attempts: number, fraction: number): number | undefined {
  const first = firstDelays[attempts - 1];
  if (first !== undefined) return withJitter(first, fraction);
  const spentOnFirst = firstDelays.reduce((sum, delay) => sum + delay, 0);
  const spent = spentOnFirst + (attempts - 1 - firstDelays.length) * laterDelay;
  return spent >= givingUpAfter ? undefined : withJitter(laterDelay, fraction);
}

const routeDelays = [1 * minute, 5 * minute] as const;
const laterRouteDelay = 15 * minute;

/**
 * @param failures how often in a row the route has failed: from 1
 * @returns milliseconds that nothing is sent: 1, 5, then every 15 minutes for as long as it takes. Shorter than
 *   an enquiry's own delays: one try stands for all that wait, and they go out soon after the route is back
 */
export const routeDelay = (failures: number, fraction: number): number =>
  withJitter(routeDelays[failures - 1] ?? laterRouteDelay, fraction);

/** How long the route rests after a refused login: often enough to notice a mended account, too rare to lock it. */
export const stoppedRouteDelayMilliseconds = hour;
