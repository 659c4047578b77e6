/**
 * The contents of HSMs and backups: users, keys, certificates, configuration and policies.
 *
 * Key material is synchronized between the HSMs of a cluster and heals. Users and policies belong
 * to each HSM and never heal (F-85, F-86). Hence `Material` and `Access`.
 *
 * @module
 */
import { none } from '../kernel/list.ts';
import type { EpochMillis } from './instant.ts';

/**
 * Crypto officer (admin), crypto user, appliance user (F-195), and the admin of a cluster that is
 * not activated yet (F-235).
 */
export type Role = 'CO' | 'CU' | 'AU' | 'PRECO';

/** A user of the HSMs; identified by name and creation, since names can be reused. */
export type User = {
  readonly name: string;
  readonly role: Role;
  readonly createdAt: EpochMillis;
  /** When its password was set last; a clone has that of its backup (F-246). */
  readonly passwordSetAt: EpochMillis;
  readonly lastSeenAt: EpochMillis | undefined;
};

/** The kind of a key; asymmetric pairs have a quota of their own (F-128). */
export type KeyKind = 'symmetric' | 'asymmetric';

/**
 * A key as seen from outside the HSM, without its secret bytes; identified by id and creation.
 */
export type Key = {
  readonly keyId: string;
  readonly label: string | undefined;
  /** The name of the crypto user that made it. */
  readonly owner: string;
  readonly kind: KeyKind;
  readonly createdAt: EpochMillis;
  readonly expiresAt: EpochMillis | undefined;
};

/** A certificate stored on the HSMs (F-132). */
export type Certificate = {
  readonly certificateId: string;
  readonly subject: string | undefined;
  readonly putAt: EpochMillis;
  readonly expiresAt: EpochMillis | undefined;
};

/** Keys and certificates: shared by all HSMs of a cluster; they heal. */
export type Material = {
  /** Whether all are listed; `false` for what was observed, where others may be (U-72). */
  readonly isComplete: boolean;
  readonly keys: readonly Key[];
  readonly certificates: readonly Certificate[];
};

/** Users, policies and configuration: each HSM's own. */
export type Access = {
  /** Whether all are listed; `false` for what was observed, where others may be (U-72). */
  readonly isComplete: boolean;
  readonly users: readonly User[];
  readonly policies: Readonly<Record<string, string>>;
  readonly configuration: Readonly<Record<string, string>>;
};

/** All that a backup carries (F-134). */
export type Contents = { readonly material: Material; readonly access: Access };

/** The appliance user, which every initialized HSM has (F-195). */
export const APPLIANCE_USER = 'app_user';

/** The admin of the first HSM until the cluster is activated (F-235). */
export const UNACTIVATED_ADMIN = 'unactivated-admin';

/** Makes a user. */
export const user = (name: string, role: Role, createdAt: EpochMillis): User =>
  Object.freeze({ name, role, createdAt, passwordSetAt: createdAt, lastSeenAt: undefined });

/** The material of a new HSM: no keys, no certificates. */
export const blankMaterial: Material = Object.freeze({
  isComplete: true,
  keys: none,
  certificates: none,
});

const nothing: Readonly<Record<string, string>> = Object.freeze({});

/** The access of a new HSM: no users, no policies. */
export const blankAccess: Access = Object.freeze({
  isComplete: true,
  users: none,
  policies: nothing,
  configuration: nothing,
});

/** The users that initialization makes: the appliance user, and the admin who may activate. */
export const initialUsers = (at: EpochMillis): readonly User[] =>
  Object.freeze([user(APPLIANCE_USER, 'AU', at), user(UNACTIVATED_ADMIN, 'PRECO', at)]);

/** The access of the first HSM after initialization. */
export const initializedAccess = (at: EpochMillis): Access =>
  Object.freeze({
    isComplete: true,
    users: initialUsers(at),
    policies: nothing,
    configuration: nothing,
  });
