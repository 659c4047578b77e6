/**
 * The files that `serve` reads: subnets, credentials, and the secret beside a store.
 *
 * @module
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { readSubnetCatalogue, type Credential, type SubnetCatalogue } from '@hsm-lifecycle/aws';
import { platformRandom, type Bytes } from '@hsm-lifecycle/crypto';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { codeOf } from '../../files/file-errors.ts';
import { readJson } from '../../files/reading.ts';
import type { Io } from '../../terminal/io.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the subnets that exist. */
export const readSubnets = (io: Io, path: string): Either<string, SubnetCatalogue> => {
  const json = readJson(path, io);
  if (json._tag === 'Left') return json;
  const catalogue = readSubnetCatalogue(json.right.json);
  return catalogue._tag === 'Left' ? left(`${path}: ${catalogue.left.message}`) : catalogue;
};

const ACCOUNT = /^\d{12}$/u;

const credentialOf = (value: unknown): Credential | undefined => {
  if (typeof value === 'string') return { secretAccessKey: value };
  if (!isObject(value)) return undefined;
  const { secretAccessKey, account } = value;
  if (typeof secretAccessKey !== 'string') return undefined;
  if (account === undefined) return { secretAccessKey };
  return typeof account === 'string' && ACCOUNT.test(account)
    ? { secretAccessKey, account }
    : undefined;
};

/** Reads secret access keys by access key, with or without an account. */
export const readCredentials = (
  io: Io,
  path: string,
): Either<string, Readonly<Record<string, Credential>>> => {
  const json = readJson(path, io);
  if (json._tag === 'Left') return json;
  const { json: keys } = json.right;
  if (!isObject(keys)) return left(`${path} is not a JSON object`);
  if (Object.keys(keys).length === 0)
    return left(`${path} has no access key, so every request would be refused`);
  const read: [string, Credential][] = [];
  for (const [accessKeyId, value] of Object.entries(keys)) {
    const credential = credentialOf(value);
    if (credential === undefined)
      return left(
        `${path}: ${accessKeyId} has neither a secret access key, ` +
          'nor one in "secretAccessKey" with an "account" of 12 digits',
      );
    read.push([accessKeyId, credential]);
  }
  return right(Object.fromEntries(read));
};

const SECRET_BYTES = 32;
const OWNER_ONLY = 0o600;

/** Reads the secret beside a store, or makes it: certificates stay the same at each start. */
export const secretBeside = (path: string): Either<string, Bytes> => {
  const file = `${path}-secret`;
  try {
    const made = openSync(file, 'wx', OWNER_ONLY);
    writeSync(made, Buffer.from(platformRandom(SECRET_BYTES)).toString('hex'));
    closeSync(made);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST')
      return left(`${file} cannot be written: does its folder exist, and may you write there?`);
  }
  try {
    const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
    return secret.length === SECRET_BYTES
      ? right(new Uint8Array(secret))
      : left(`${file} is not a secret of ${SECRET_BYTES} bytes as hexadecimal digits`);
  } catch {
    return left(`${file} cannot be read`);
  }
};
