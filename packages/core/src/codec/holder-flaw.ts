/**
 * Contradictions in a holder read from untrusted text.
 *
 * Checks only what the code relies on. States that occur between two events of one command count as
 * valid.
 *
 * @module
 */
import { hasContents, runs } from '../evolve/changed.ts';
import { isMarkedRightly } from '../evolve/marking.ts';
import type { BackupCopy } from '../model/backup-copy.ts';
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { Hsm } from '../model/hsm.ts';
import { countIn, stemOf } from '../model/ids.ts';
import type { Flaw } from './flaw.ts';

/** A path, what is expected there, whether it holds, and the actual value. */
type Check = readonly [path: string, expected: string, holds: boolean, actual: unknown];

const madeOnce = (
  path: string,
  ids: readonly string[],
  { stem, made }: { readonly stem: string; readonly made: number },
): readonly Check[] => {
  const seen = new Set<string>();
  return ids.map((id, index): Check => {
    const isFresh = !seen.has(id) && (stemOf(id) !== stem || countIn(id) < made);
    seen.add(id);
    return [
      path.replace('*', String(index)),
      `an id that is there once, numbered below ${made} if made here`,
      isFresh,
      id,
    ];
  });
};

const hsmChecks = (
  { material }: Cluster,
  { state, waitsFor, joinsFrom, joinsWith, access }: Hsm,
  index: number,
): readonly Check[] => [
  [
    `hsms.${index}.access`,
    'users and policies on an ACTIVE HSM',
    state !== 'ACTIVE' || access !== undefined,
    access,
  ],
  [
    `hsms.${index}.access`,
    'nothing on an HSM of a cluster without keys and certificates',
    access === undefined || material !== undefined,
    access,
  ],
  [
    `hsms.${index}.joinsFrom`,
    'a source, if and only if the HSM joins',
    (state === 'CREATE_IN_PROGRESS') === (joinsFrom !== undefined),
    joinsFrom,
  ],
  [
    `hsms.${index}.joinsWith`,
    'contents of an HSM that joins and waits for no backup',
    state !== 'CREATE_IN_PROGRESS' || waitsFor !== undefined || joinsWith !== undefined,
    joinsWith,
  ],
];

const isDoomed = ({ state }: Backup): boolean =>
  state === 'PENDING_DELETION' || state === 'DELETED';

const backupChecks = (
  it: Backup,
  index: number,
  { kind, asOf }: BackupHolder,
): readonly Check[] => [
  [
    `backups.${index}.deleteAt`,
    'an instant, if and only if it awaits its purge',
    isDoomed(it) === (it.deleteAt !== undefined),
    it.deleteAt,
  ],
  [
    `backups.${index}.source`,
    'a source, if and only if it is a copy',
    (kind === 'COPY') === (it.source !== undefined),
    it.source,
  ],
  [`backups.${index}.createdAt`, 'an instant up to asOf', it.createdAt <= asOf, it.createdAt],
];

const orderChecks = (backups: readonly Backup[]): readonly Check[] =>
  backups.map(({ createdAt }, index) => {
    const before = backups[index - 1]?.createdAt ?? 0;
    return [`backups.${index}.createdAt`, 'backups oldest first', before <= createdAt, createdAt];
  });

const markingChecks = (cluster: Cluster): readonly Check[] =>
  [...cluster.backups].map((it, index) => [
    `backups.${index}.markableSince`,
    'an instant, if and only if retention may mark it from then on',
    isMarkedRightly(it, cluster),
    it.markableSince,
  ]);

const clusterChecks = (it: Cluster): readonly Check[] => {
  const {
    stem,
    hsms,
    backups,
    createdAt,
    asOf,
    restoredFrom,
    origin,
    material,
    peerSince,
    hsmsMade,
    hsmIdsGiven,
    backupsMade,
  } = it;
  const given = new Set<string>(hsmIdsGiven);
  const isNoted = [...hsms].every(({ hsmId }) => stemOf(hsmId) === stem || given.has(hsmId));
  return [
    ['createdAt', 'an instant up to asOf', createdAt <= asOf, createdAt],
    [
      'restoredFrom',
      'the backup that a cluster with an origin was made from, unless it was observed',
      origin === undefined || restoredFrom !== undefined || !origin.material.isComplete,
      restoredFrom,
    ],
    [
      'material',
      'keys and certificates, if and only if an HSM holds contents',
      hasContents(hsms) === (material !== undefined),
      material,
    ],
    [
      'peerSince',
      'an instant, if and only if an active cluster within reach has an ACTIVE HSM',
      runs(it) === (peerSince !== undefined),
      peerSince,
    ],
    ...madeOnce(
      'hsms.*.hsmId',
      [...hsms].map(({ hsmId }) => hsmId),
      { stem, made: hsmsMade },
    ),
    ['hsmIdsGiven', 'the id of each HSM that was not made here', isNoted, hsmIdsGiven],
    ...madeOnce(
      'backups.*.backupId',
      [...backups].map(({ backupId }) => backupId),
      { stem, made: backupsMade },
    ),
    ...[...hsms].flatMap((hsm, index) => hsmChecks(it, hsm, index)),
    ...orderChecks([...backups]),
  ];
};

const copyChecks = ({ copyId, backups }: BackupCopy): readonly Check[] => [
  ['backups', 'at most one backup', backups.length <= 1, backups],
  [
    'backups.0.backupId',
    'the id of the copy',
    backups.every(({ backupId }) => backupId === copyId),
    backups[0]?.backupId,
  ],
];

/** Finds the first contradiction in a holder. */
export const holderFlaw = (holder: BackupHolder): Flaw | undefined => {
  const own = holder.kind === 'CLUSTER' ? clusterChecks(holder) : copyChecks(holder);
  const ofBackups = [...holder.backups].flatMap((it, index) => backupChecks(it, index, holder));
  const checks = [
    ...own,
    ...ofBackups,
    ...(holder.kind === 'CLUSTER' ? markingChecks(holder) : []),
  ];
  const flaw = checks.find(([, , holds]) => !holds);
  return flaw && { path: flaw[0], expected: flaw[1], actual: flaw[3] };
};
