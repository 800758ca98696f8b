import { isLoopback } from '../loopback.ts';

/** Where and how mail is handed over. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `direct`: TLS from the first byte. `upgrade`: STARTTLS, or no mail. `none`: only to this very machine. */
  readonly tls: 'direct' | 'upgrade' | 'none';
  readonly verify: boolean;
  readonly login?: { readonly user: string; readonly password: string };
}

/**
 * @param text `smtps://user:password@host:port` or `smtp://…`; a query is refused, for nothing may loosen TLS
 * @throws TypeError when it is not such an address; the message holds no part of it
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const known = url?.protocol === 'smtp:' || url?.protocol === 'smtps:';
  if (url === undefined || !known || url.hostname === '' || url.search !== '' || url.hash !== '') {
    throw new TypeError('SMTP_URL is not smtp://… or smtps://… with a host');
  }
  const direct = url.protocol === 'smtps:';
  const host = decodeURIComponent(url.hostname)
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  const loopback = isLoopback(host);
  const user = decodeURIComponent(url.username);
  return {
    host,
    port: url.port === '' ? (direct ? 465 : 587) : Number(url.port),
    tls: direct ? 'direct' : loopback ? 'none' : 'upgrade',
    verify: !loopback,
    ...(user === '' ? {} : { login: { user, password: decodeURIComponent(url.password) } }),
  };
}
