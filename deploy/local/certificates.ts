import { webcrypto } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as never);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const YEAR_MS = 365 * 24 * 3600 * 1000;

/** A certificate authority of this network's own and the hub's certificate for loopback, as PEM files. */
export async function makeCertificates(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const validity = { notBefore: new Date(Date.now() - 3600_000), notAfter: new Date(Date.now() + 10 * YEAR_MS) };
  const authorityKeys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Liaison local hub CA',
    ...validity,
    signingAlgorithm: ALGORITHM,
    keys: authorityKeys as never,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const hubKeys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const hub = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: 'CN=localhost',
    issuer: authority.subject,
    ...validity,
    signingAlgorithm: ALGORITHM,
    publicKey: hubKeys.publicKey as never,
    signingKey: authorityKeys.privateKey as never,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth], false),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', hubKeys.privateKey)).toString('base64');
  const privateKey = `-----BEGIN PRIVATE KEY-----\n${pkcs8.match(/.{1,64}/g)!.join('\n')}\n-----END PRIVATE KEY-----\n`;
  await writeFile(join(folder, 'ca.pem'), authority.toString('pem'));
  await writeFile(join(folder, 'hub.pem'), hub.toString('pem'));
  await writeFile(join(folder, 'hub.key'), privateKey, { mode: 0o600 });
}
