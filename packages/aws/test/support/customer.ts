/**
 * The customer's certificate authority, made with openssl as the user guide says.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether openssl is on this machine. */
export const hasOpenssl = ((): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export type Customer = {
  readonly openssl: (...args: readonly string[]) => string;
  readonly write: (name: string, text: string) => string;
  readonly read: (name: string) => string;
};

/** Runs openssl in a folder of its own. */
export const withOpenssl = async (attempt: (it: Customer) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-ca-'));
  const at = (name: string): string => path.join(folder, name);
  try {
    await attempt({
      openssl: (...args) =>
        execFileSync('openssl', args, {
          cwd: folder,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      write: (name, text) => {
        writeFileSync(at(name), text);
        return at(name);
      },
      read: (name) => readFileSync(at(name), 'utf8'),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Makes a self-signed authority: `NAME.key` and `NAME.crt`. */
export const makeAuthority = (
  { openssl }: Customer,
  name: string,
  {
    key = ['rsa:2048'],
    hash = 'sha256',
    subject = `/CN=${name}`,
  }: {
    readonly key?: readonly string[];
    readonly hash?: string;
    readonly subject?: string;
  } = {},
): void => {
  openssl(
    'req',
    '-x509',
    '-nodes',
    '-newkey',
    ...key,
    `-${hash}`,
    '-days',
    '3652',
    '-subj',
    subject,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.crt`,
  );
};

/** Signs a request: `cluster.csr` gives `NAME.crt`. */
export const signRequest = (
  { openssl }: Customer,
  name: string,
  {
    authority,
    hash = 'sha256',
    more = [],
  }: {
    readonly authority: string;
    readonly hash?: string;
    readonly more?: readonly string[];
  },
): void => {
  openssl(
    'x509',
    '-req',
    '-days',
    '3652',
    '-in',
    'cluster.csr',
    `-${hash}`,
    ...more,
    '-CA',
    `${authority}.crt`,
    '-CAkey',
    `${authority}.key`,
    '-set_serial',
    '1',
    '-out',
    `${name}.crt`,
  );
};
