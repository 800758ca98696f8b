import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate made for one test. */
export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** Certificate and key in one file, as HAProxy reads them. */
  readonly bothFile: string;
  readonly text: string;
}

/**
 * @param folder where its files are written
 * @param name the host name in it
 * @throws if there is no `openssl`
 */
export function makeCertificate(folder: string, name: string): Certificate {
  const [certificateFile, keyFile] = [join(folder, 'fullchain.pem'), join(folder, 'privkey.pem')];
  const bothFile = join(folder, 'both.pem');
  const request = ['req', '-x509', '-nodes', '-days', '2', '-subj', `/CN=${name}`];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-keyout', keyFile];
  const rest = ['-addext', `subjectAltName=DNS:${name}`, '-out', certificateFile];
  execFileSync('openssl', [...request, ...key, ...rest], { stdio: 'pipe' });
  const text = readFileSync(certificateFile, 'utf8');
  writeFileSync(bothFile, text + readFileSync(keyFile, 'utf8'), { mode: 0o600 });
  return { certificateFile, keyFile, bothFile, text };
}
