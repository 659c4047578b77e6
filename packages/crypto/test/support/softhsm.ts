/**
 * A SoftHSM token, driven through PKCS #11 by OpenSC's `pkcs11-tool`, where both are installed
 * (Debian: softhsm2, opensc).
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bytes } from '../../src/index.ts';

/**
 * AES key wrap (CKM_AES_KEY_WRAP) inside the token. Keys and results pass through files of mode
 * 0600 in a folder that `dispose` removes.
 */
export type Token = {
  readonly wrap: (kek: Bytes, key: Bytes) => Bytes;
  /** Undefined when the token does not unwrap it. */
  readonly unwrap: (kek: Bytes, wrapped: Bytes) => Bytes | undefined;
  readonly dispose: () => void;
};

const MODULES = [
  process.env['SOFTHSM2_MODULE'] ?? '',
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];

const PIN = '1234';
const LABEL = 'sealed-hsm-backup';

const isThere = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;

const libraryPath = MODULES.find((file) => file !== '' && existsSync(file));

/** Whether a token can be made here. */
export const isInstalled =
  libraryPath !== undefined && isThere('softhsm2-util') && isThere('pkcs11-tool');

type Ran = { readonly isDone: boolean; readonly said: string };

/** Makes an empty token in a folder of its own. */
export const softhsmToken = (): Token => {
  const folder = mkdtempSync(path.join(tmpdir(), 'softhsm-'));
  const at = (name: string): string => path.join(folder, name);
  mkdirSync(at('tokens'));
  writeFileSync(
    at('conf'),
    `directories.tokendir = ${at('tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  const env = { ...process.env, SOFTHSM2_CONF: at('conf') };
  const run = (command: string, args: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' });
    return { isDone: status === 0, said: `${stdout}${stderr}` };
  };
  const insist = ({ isDone, said }: Ran): void => {
    if (!isDone) throw new Error(`the token did not: ${said}`);
  };
  const tool = (...args: readonly string[]): Ran =>
    run('pkcs11-tool', [
      '--module',
      libraryPath ?? '',
      '--token-label',
      LABEL,
      '--login',
      '--pin',
      PIN,
      ...args,
    ]);
  insist(
    run('softhsm2-util', [
      '--init-token',
      '--free',
      '--label',
      LABEL,
      '--so-pin',
      PIN,
      '--pin',
      PIN,
    ]),
  );
  let keys = 0;
  const nextId = (): string => (0x10_00 + (keys += 1)).toString(16);
  const put = (bytes: Bytes, ...use: readonly string[]): string => {
    const id = nextId();
    writeFileSync(at('in'), bytes, { mode: 0o600 });
    insist(
      tool(
        '--write-object',
        at('in'),
        '--type',
        'secrkey',
        '--key-type',
        'AES:32',
        '--id',
        id,
        ...use,
      ),
    );
    return id;
  };
  const out = (): Bytes => Uint8Array.from(readFileSync(at('out')));
  return {
    wrap: (kek, key) => {
      const [wrapping, wrapped] = [put(kek, '--usage-wrap'), put(key, '--extractable')];
      insist(
        tool(
          '--wrap',
          '-m',
          'AES-KEY-WRAP',
          '--id',
          wrapping,
          '--application-id',
          wrapped,
          '-o',
          at('out'),
        ),
      );
      return out();
    },
    unwrap: (kek, wrapped) => {
      const [wrapping, id] = [put(kek, '--usage-wrap'), nextId()];
      writeFileSync(at('in'), wrapped, { mode: 0o600 });
      const unwrapping = [
        '--unwrap',
        '-m',
        'AES-KEY-WRAP',
        '--id',
        wrapping,
        '-i',
        at('in'),
        '--key-type',
        'AES:',
        '--application-id',
        id,
      ];
      if (!tool(...unwrapping, '--extractable').isDone) return undefined;
      insist(tool('--read-object', '--type', 'secrkey', '--id', id, '-o', at('out')));
      return out();
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
};
