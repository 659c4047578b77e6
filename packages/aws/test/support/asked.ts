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

/** A placeholder that almost always stands for something that exists. */
const some = (kind: string): Arbitrary<string> => nat(40).map((n) => `@${kind}:${n}!`);

const PLATFORM = { HsmType: 'hsm2m.medium', Mode: 'FIPS', SubnetIds: SUBNETS };
const POLICY = '{"Statement":{"Effect":"Allow","Principal":"*","Action":"cloudhsm:CreateCluster"}}';

const about = (of: Readonly<Record<string, Arbitrary<unknown>>>): Arbitrary<object> => record(of);

const [cluster, backup] = [some('ClusterId'), some('BackupId')];
const days = constantFrom('7', '30', '379').map((Value) => ({ Type: 'DAYS', Value }));
const tag = constantFrom('a', 'b', 'c').map((Key) => [{ Key, Value: '' }]);

/** Inputs that are carried out as often as not, by action. */
const LIKELY: Readonly<Record<Action, Arbitrary<object>>> = {
  CopyBackupToRegion: about({ BackupId: backup, DestinationRegion: constantFrom(AWAY, HOME) }),
  CreateCluster: oneof(
    constant(PLATFORM),
    backup.map((SourceBackupId) => ({ ...PLATFORM, SourceBackupId })),
  ),
  CreateHsm: about({
    ClusterId: cluster,
    AvailabilityZone: constantFrom(`${HOME}a`, `${HOME}b`),
  }),
  DeleteBackup: about({ BackupId: backup }),
  DeleteCluster: about({ ClusterId: cluster }),
  DeleteHsm: about({ ClusterId: cluster, HsmId: some('HsmId') }),
  DeleteResourcePolicy: about({ ResourceArn: some('CloudHsmArn') }),
  DescribeBackups: about({ SortAscending: boolean(), MaxResults: integer({ min: 1, max: 50 }) }),
  DescribeClusters: about({ MaxResults: integer({ min: 1, max: 25 }) }),
  GetResourcePolicy: about({ ResourceArn: some('CloudHsmArn') }),
  InitializeCluster: about({
    ClusterId: cluster,
    SignedCert: constant('x'),
    TrustAnchor: constant('x'),
  }),
  ListTags: about({ ResourceId: some('ResourceId') }),
  ModifyBackupAttributes: about({ BackupId: backup, NeverExpires: boolean() }),
  ModifyCluster: about({ ClusterId: cluster, BackupRetentionPolicy: days }),
  PutResourcePolicy: about({ ResourceArn: some('CloudHsmArn'), Policy: constant(POLICY) }),
  RestoreBackup: about({ BackupId: backup }),
  TagResource: about({ ResourceId: some('ResourceId'), TagList: tag }),
  UntagResource: about({
    ResourceId: some('ResourceId'),
    TagKeyList: constantFrom('a', 'b').map((key) => [key]),
  }),
};

/** A call of any action that is carried out as often as not. */
export const aLikelyCall: Arbitrary<AskedCall> = oneof(
  ...actions.map((action) => LIKELY[action].map((input): AskedCall => ({ action, input }))),
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

const filledText = (text: string, ids: ReturnType<typeof idsIn>): string => {
  const [, kind, index = '', likely = ''] = /^@(\w+):(\d+)(!?)$/u.exec(text) ?? [];
  if (kind === undefined) return text;
  const known = ids[kind] ?? [];
  const choices = known.length + 1 - likely.length;
  return known[Number(index) % choices] ?? NOTHING[kind] ?? '';
};

/** Puts ids in place of placeholders; one that ends in `!` stands for what exists, if anything does. */
export const filledIn = (input: unknown, ids: ReturnType<typeof idsIn>): unknown => {
  if (Array.isArray(input)) return input.map((it) => filledIn(it, ids));
  if (typeof input === 'string') return filledText(input, ids);
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).flatMap(([key, it]) =>
      it === undefined ? [] : [[key, filledIn(it, ids)]],
    ),
  );
};
