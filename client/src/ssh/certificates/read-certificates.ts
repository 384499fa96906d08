import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Certificate, parseCertificate } from './parse-certificate.ts';

/** A certificate and the file that it was read from. */
export interface CertificateFile {
  readonly path: string;
  readonly certificate: Certificate;
}

/** The certificates of some files, each once; what is no user's certificate and what is not there is left out. */
export async function readCertificates(paths: readonly string[]): Promise<CertificateFile[]> {
  const found = await Promise.all(
    [...new Set(paths)].map(async (path): Promise<CertificateFile[]> => {
      if (!existsSync(path)) return [];
      const text = await readFile(path, 'latin1').catch(() => '');
      const [, base64 = ''] = text.trim().split(/\s+/);
      const certificate = parseCertificate(Buffer.from(base64, 'base64'));
      return certificate?.kind === 'user' ? [{ path, certificate }] : [];
    }),
  );
  return found
    .flat()
    .filter((each, index, all) => all.findIndex(({ certificate }) => certificate.blob.equals(each.certificate.blob)) === index);
}
