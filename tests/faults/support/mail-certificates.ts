import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSecureContext,
  getCACertificates,
  type SecureContext,
  setDefaultCACertificates,
} from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * This machine under a name that the mailer does not treat as loopback, so that TLS is required and its certificate
 * verified. IPv4 mapped into IPv6: no packet leaves the machine.
 */
export const verifiedHost = '::ffff:127.0.0.1';

/** Certificates for one run. */
export interface Certificates {
  /** For `verifiedHost`, from an authority that this process alone trusts, until `forget`. */
  readonly good: SecureContext;
  /** From the same authority, for another machine. */
  readonly otherName: SecureContext;
  /** For `verifiedHost`, from an untrusted authority. */
  readonly untrusted: SecureContext;
  /** Removes the authority from the trusted ones. */
  forget(): void;
}

/** @throws if there is no `openssl` */
export async function makeCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'kis-certificates-'));
  const at = (name: string) => join(folder, name);
  const make = (name: string, extra: readonly string[]) =>
    run('openssl', [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`), ...extra],
    ]);
  const makeLeaf = (name: string, authority: string, alternative: string) =>
    make(name, [
      ...['-CA', at(`${authority}.pem`), '-CAkey', at(`${authority}.key`)],
      ...['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', `subjectAltName=${alternative}`],
    ]);
  const context = async (name: string) =>
    createSecureContext({ key: await readFile(at(`${name}.key`)), cert: await readFile(at(`${name}.pem`)) });
  try {
    for (const authority of ['trusted', 'foreign']) await make(authority, []);
    await makeLeaf('good', 'trusted', `IP:${verifiedHost}`);
    await makeLeaf('other-name', 'trusted', 'DNS:mail.example');
    await makeLeaf('untrusted', 'foreign', `IP:${verifiedHost}`);
    const before = getCACertificates('default');
    setDefaultCACertificates([await readFile(at('trusted.pem'), 'utf8')]);
    return {
      good: await context('good'),
      otherName: await context('other-name'),
      untrusted: await context('untrusted'),
      forget: () => setDefaultCACertificates(before),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
