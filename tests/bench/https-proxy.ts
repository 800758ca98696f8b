import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, makeCertificate } from '../production/certificate.ts';

/** A reverse proxy like in production: TLS, and http redirected to https. On loopback only. */
export interface HttpsProxy {
  readonly certificate: Certificate;
  readonly httpPort: number;
  readonly httpsPort: number;
  close(): void;
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));

function passOn(from: IncomingMessage, to: ServerResponse, port: number): void {
  const headers = { ...from.headers, 'x-forwarded-for': '127.0.0.1' };
  const onward = request(
    { host: '127.0.0.1', port, method: from.method, path: from.url, headers },
    (answer) => {
      to.statusCode = answer.statusCode ?? 502;
      for (const [name, values = []] of Object.entries(answer.headersDistinct)) to.setHeader(name, values);
      answer.pipe(to);
    },
  );
  onward.once('error', () => to.destroy());
  from.pipe(onward);
}

/**
 * @param host the name visitors use, for the certificate and the redirect
 * @param sitePort the port of the site
 * @param ports the ports to listen on
 * @throws if there is no `openssl` to make a certificate, or a port is taken
 */
export async function startHttpsProxy(
  host: string,
  sitePort: number,
  { httpPort, httpsPort }: { httpPort: number; httpsPort: number },
): Promise<HttpsProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'kis-bench-tls-'));
  const certificate = makeCertificate(folder, host);
  const key = readFileSync(certificate.keyFile);
  const secure = createSecureServer({ key, cert: certificate.text }, (from, to) =>
    passOn(from, to, sitePort),
  );
  const plain = createServer((from, to) => {
    to.writeHead(301, { Location: `https://${host}${from.url}`, 'Content-Length': 0 }).end();
  });
  await listen(secure, httpsPort);
  await listen(plain, httpPort);
  return {
    certificate,
    httpPort,
    httpsPort,
    close() {
      for (const server of [secure, plain]) {
        server.close();
        server.closeAllConnections();
      }
      rmSync(folder, { recursive: true });
    },
  };
}
