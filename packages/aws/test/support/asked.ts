/**
 * Calls at random, generated from the shapes. Ids are placeholders, such as `@ClusterId:7`, that stand
 * for ids which the fleet has when the call is made.
 */
import {
  array,
  boolean,
  constant,
  constantFrom,
  dictionary,
  double,
  integer,
  nat,
  oneof,
  option,
  record,
  stringMatching,
  type Arbitrary,
} from 'fast-check';
import type { BackupHolder } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { actions, type Action } from '@hsm-lifecycle/aws';
import { shapeBook } from '../../src/model/action.ts';
import { AWAY, HOME, SUBNETS } from './endpoint.ts';

const PLACEHOLDERS = new Set([
  'ClusterId',
  'HsmId',
  'BackupId',
  'EniId',
  'IpAddress',
  'ResourceId',
  'BackupArn',
  'CloudHsmArn',
]);

/** Texts that say more than those that their patterns give. */
const TELLING: Readonly<Record<string, Arbitrary<string>>> = {
  HsmType: constantFrom('hsm2m.medium', 'hsm1.medium'),
  SubnetId: constantFrom(...SUBNETS),
  ExternalAz: constantFrom(`${HOME}a`, `${HOME}b`, `${AWAY}a`),
  Region: constantFrom(HOME, AWAY, 'us-gov-west-1', 'eu-nowhere-9'),
  BackupRetentionValue: constantFrom('7', '30', '379', '6', '000'),
  Field: constantFrom('clusterIds', 'backupIds', 'states', 'vpcIds', 'neverExpires', 'other'),
  Text: constantFrom('ACTIVE', 'READY', 'True', '@ClusterId:1', '@BackupId:2', ''),
  TagKey: constantFrom('team', 'aws:x', '__proto__', 'Ünïcode key'),
  TagValue: constantFrom('', 'keys', 'a b'),
  Cert: constantFrom('', 'x', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'),
  NextToken: constantFrom('', 'x', 'W10.AAAAAAAAAAAAAAAA'),
  ResourcePolicy: constantFrom(
    '{}',
    '{"Statement":{"Effect":"Allow","Principal":"*","Action":"cloudhsm:CreateCluster"}}',
    'x',
  ),
};

/** Values of a shape, most of them valid. */
// A case for each kind of shape.
// eslint-disable-next-line complexity
export const valueOfShape = (name: string): Arbitrary<unknown> => {
  if (PLACEHOLDERS.has(name)) return nat(40).map((n) => `@${name}:${n}`);
  const telling = TELLING[name];
  if (telling !== undefined) return telling;
  const shape = shapeBook[name];
  switch (shape?.kind) {
    case 'TEXT':
      return shape.words === undefined
        ? stringMatching(new RegExp(`^(?:${shape.pattern ?? '.*'})$`, 'u'))
        : constantFrom(...shape.words);
    case 'WHOLE':
      return integer({ min: shape.min, max: shape.max });
    case 'FLAG':
      return boolean();
    case 'INSTANT':
      return double();
    case 'LIST':
      return array(valueOfShape(shape.of), { minLength: shape.min ?? 0, maxLength: 3 });
    case 'MAP':
      return dictionary(stringOfShape(shape.key), valueOfShape(shape.of), { maxKeys: 2 });
    case 'STRUCTURE':
      return record(
        Object.fromEntries(
          Object.entries({ ...shape.required, ...shape.optional }).map(([key, of]) => [
            key,
            key in shape.required
              ? valueOfShape(of)
              : option(valueOfShape(of), { nil: undefined, freq: 2 }),
          ]),
        ),
      );
    case undefined:
      return constant(undefined);
  }
};

const stringOfShape = (name: string): Arbitrary<string> => valueOfShape(name).map(String);

export type AskedCall = { readonly action: Action; readonly input: unknown };

/** A call of any action. */
export const aCall: Arbitrary<AskedCall> = oneof(
  ...actions.map((action) => valueOfShape(action).map((input): AskedCall => ({ action, input }))),
);

const arnOf = ({ region, account }: BackupHolder, backupId: string): string =>
  `arn:aws:cloudhsm:${region}:${account}:backup/${backupId}`;

/** The ids of everything in a fleet, by kind. */
export const idsIn = (fleet: Fleet): Readonly<Record<string, readonly string[]>> => {
  const holders = [...fleet.holders.values()];
  const clusters = holders.flatMap((it) => (it.kind === 'CLUSTER' ? [it] : []));
  const hsms = clusters.flatMap((it) => it.hsms);
  const backups = holders.flatMap((it) => it.backups.map(({ backupId }) => backupId));
  const arns = holders.flatMap((it) => it.backups.map(({ backupId }) => arnOf(it, backupId)));
  const clusterIds = clusters.map(({ clusterId }) => clusterId);
  return {
    ClusterId: clusterIds,
    HsmId: hsms.map(({ hsmId }) => hsmId),
    EniId: hsms.map(({ eniId }) => eniId),
    IpAddress: hsms.map(({ ipAddress }) => ipAddress ?? '10.0.0.4'),
    BackupId: backups,
    ResourceId: [...clusterIds, ...backups],
    BackupArn: [...backups, ...arns],
    CloudHsmArn: arns,
  };
};

const NOTHING: Readonly<Record<string, string>> = {
  ClusterId: 'cluster-zzzzzzzzzzz',
  HsmId: 'hsm-zzzzzzzzzzz',
  EniId: 'eni-00000000',
  IpAddress: '10.9.9.9',
  BackupId: 'backup-zzzzzzzzzzz',
  ResourceId: 'backup-zzzzzzzzzzz',
  BackupArn: 'backup-zzzzzzzzzzz',
  CloudHsmArn: `arn:aws:cloudhsm:${HOME}:111111111111:backup/backup-zzzzzzzzzzz`,
};

/** Puts ids in place of placeholders. */
export const filledIn = (input: unknown, ids: ReturnType<typeof idsIn>): unknown => {
  if (Array.isArray(input)) return input.map((it) => filledIn(it, ids));
  if (typeof input === 'object' && input !== null)
    return Object.fromEntries(
      Object.entries(input).flatMap(([key, it]) =>
        it === undefined ? [] : [[key, filledIn(it, ids)]],
      ),
    );
  const [, kind = '', index = 0] = /^@(\w+):(\d+)$/u.exec(String(input)) ?? [];
  if (kind === '') return input;
  const known = ids[kind] ?? [];
  return known[Number(index) % (known.length + 1)] ?? NOTHING[kind];
};
