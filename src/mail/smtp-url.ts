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
 * @param text `smtps://user:password@host:port` or `smtp://…`; special characters as %XX. A query is refused: nothing
 *   may loosen TLS
 * @returns undefined when it is not such an address
 */
export function readSmtpUrl(text: string): SmtpServer | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const known = url?.protocol === 'smtp:' || url?.protocol === 'smtps:';
  if (!known || url.hostname === '' || url.search !== '' || url.hash !== '') return undefined;
  try {
    return serverOf(url);
  } catch {
    // A lone `%` (decodeURIComponent).
    return undefined;
  }
}

function serverOf(url: URL): SmtpServer {
  const direct = url.protocol === 'smtps:';
  const host = decodeURIComponent(url.hostname)
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  const loopback = isLoopback(host);
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  return {
    host,
    port: url.port === '' ? (direct ? 465 : 587) : Number(url.port),
    tls: direct ? 'direct' : loopback ? 'none' : 'upgrade',
    verify: !loopback,
    ...(user === '' ? {} : { login: { user, password } }),
  };
}
