import { isLoopback } from '../loopback.ts';

/** The mail server and how to connect to it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `direct`: TLS from the first byte. `upgrade`: STARTTLS, required. `none`: only on localhost. */
  readonly tls: 'direct' | 'upgrade' | 'none';
  readonly verify: boolean;
  readonly login?: { readonly user: string; readonly password: string };
}

/**
 * @param text `smtps://user:password@host:port` or `smtp://…`; special characters as %XX. A query is refused, because
 * it could weaken TLS
 * @returns undefined when the text is not such an address
 */
export function readSmtpUrl(text: string): SmtpServer | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const known = url?.protocol === 'smtp:' || url?.protocol === 'smtps:';
  if (!known || url.hostname === '' || url.search !== '' || url.hash !== '') return undefined;
  try {
    return serverOf(url);
  } catch {
    // decodeURIComponent refuses a lone `%`.
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
