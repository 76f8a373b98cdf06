import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { errorCode } from '../lib/refusal.ts';

/** PEM texts of one certificate each, or what is wrong with the file. */
export type CertificateFile = { readonly certificates: readonly string[] } | { readonly fault: string };

const ONE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads a PEM file of a company's own authority. One by one, since workerd trusts the first certificate of a text alone. Nothing but
 * certificates is taken over: a key that stands in the same file stays there.
 */
export function readCertificates(path: string): CertificateFile {
  try {
    const certificates = readFileSync(path, 'utf8').match(ONE) ?? [];
    if (certificates.length === 0) return { fault: `${path} holds no certificate in PEM` };
    const isWhole = certificates.every(isCertificate);
    return isWhole ? { certificates } : { fault: `${path} holds a certificate that is damaged` };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return { fault: `${path} does not exist` };
    return { fault: `${path} cannot be read by this user (${code})` };
  }
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== undefined;
  } catch {
    return false;
  }
}
