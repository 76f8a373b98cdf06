import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../../../scripts/lib/command.ts';

/** A certificate of 127.0.0.1 that signs itself, and its key. */
export interface TestCertificate {
  readonly file: string;
  readonly keyFile: string;
  /** PEM. */
  readonly text: string;
  /** Its key as Chromium's `--ignore-certificate-errors-spki-list` takes it. */
  readonly spki: string;
}

export async function makeCertificate(folder: string): Promise<TestCertificate> {
  const [file, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const files = ['-keyout', keyFile, '-out', file];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-days', '2', '-nodes'];
  await mustRun('A certificate', ['openssl', 'req', '-x509', ...kind, ...files, ...names]);
  const text = readFileSync(file, 'utf8');
  const key = new X509Certificate(text).publicKey.export({ type: 'spki', format: 'der' });
  return { file, keyFile, text, spki: createHash('sha256').update(key).digest('base64') };
}
