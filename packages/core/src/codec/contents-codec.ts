/**
 * Codecs of the contents of HSMs and backups.
 *
 * @module
 */
import type {
  Access,
  Certificate,
  Contents,
  Key,
  Material,
  Role,
  User,
} from '../model/contents.ts';
import type { ListedContents } from '../model/observed.ts';
import { codec, success, type Codec } from './io.ts';
import { flag, instant, maybe, text, words } from './scalars.ts';
import { dictionary, list, record, type Members } from './shapes.ts';

/** A role (F-195). */
export const role: Codec<Role> = words('CO', 'CU', 'AU', 'PRECO');

/** A user. */
export const userCodec: Codec<User> = record<User>('a user', {
  name: text,
  role,
  createdAt: instant,
  passwordSetAt: instant,
  lastSeenAt: maybe(instant),
});

/** What a key is for. */
export const keyKind: Codec<Key['kind']> = words('symmetric', 'asymmetric');

/** A key. */
export const key: Codec<Key> = record<Key>('a key', {
  keyId: text,
  label: maybe(text),
  owner: text,
  kind: keyKind,
  createdAt: instant,
  expiresAt: maybe(instant),
});

/** A certificate. */
export const certificate: Codec<Certificate> = record<Certificate>('a certificate', {
  certificateId: text,
  subject: maybe(text),
  putAt: instant,
  expiresAt: maybe(instant),
});

/** Whether contents are complete: `false` is written, and a missing member means `true`. */
const completeness: Codec<boolean> = codec('true or false, or nothing for true', {
  validate: (value, context) =>
    value === undefined ? success(true) : flag.validate(value, context),
  encode: (value) => (value ? undefined : false),
  is: flag.is,
});

const materialMembers: Members<Omit<Material, 'isComplete'>> = {
  keys: list('a list of keys', key),
  certificates: list('a list of certificates', certificate),
};

/** Keys and certificates, which heal. */
export const material: Codec<Material> = record<Material>('keys and certificates', {
  isComplete: completeness,
  ...materialMembers,
});

const settings: Codec<Readonly<Record<string, string>>> = dictionary(
  'names and values',
  text,
  text,
);

const accessMembers: Members<Omit<Access, 'isComplete'>> = {
  users: list('a list of users', userCodec),
  policies: settings,
  configuration: settings,
};

/** Users, policies and configuration, which are each HSM's own. */
export const access: Codec<Access> = record<Access>('users, policies and configuration', {
  isComplete: completeness,
  ...accessMembers,
});

/** Both halves. */
export const contents: Codec<Contents> = record<Contents>('contents', { material, access });

/** What was seen of contents; it never says that it is all. */
export const listedContents: Codec<ListedContents> = record<ListedContents>('listed contents', {
  material: record('keys and certificates', materialMembers),
  access: record('users, policies and configuration', accessMembers),
});
