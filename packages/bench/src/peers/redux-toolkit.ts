/**
 * The peer on Redux Toolkit: a slice whose reducers write to immer's drafts. It reads from the
 * original rather than the draft, which is faster.
 *
 * @module
 */
import {
  createSlice,
  original,
  type Draft,
  type PayloadAction,
  type UnknownAction,
} from '@reduxjs/toolkit';
import type { Move, MoveOf } from '../work/move.ts';
import type { Contestant, PeerCluster } from '../work/peer.ts';
import { allows, DAY_MS, joiningHsm, releasedUntil, startedBackup } from './rules.ts';

type DraftCluster = Draft<PeerCluster>;

const base = (draft: DraftCluster): PeerCluster => original(draft) as PeerCluster;

const backupAt = (draft: DraftCluster, backupId: string): number =>
  base(draft).backups.findIndex((it) => it.backupId === backupId);
const hsmAt = (draft: DraftCluster, hsmId: string): number =>
  base(draft).hsms.findIndex((it) => it.hsmId === hsmId);

/**
 * Records that one more backup may be marked: the READY one before the newest. The others are
 * recorded already.
 */
const noteMarkable = (draft: DraftCluster, newest: number, at: number): void => {
  const index = base(draft).backups.findLastIndex(
    ({ state }, position) => state === 'READY' && position < newest,
  );
  const before = draft.backups[index];
  if (before !== undefined && before.markableSince === undefined) before.markableSince = at;
};

const startBackup = (draft: DraftCluster, cause: string, at: number): void => {
  draft.asOf = at;
  draft.backups.push(startedBackup(base(draft), cause, at));
  draft.backupsMade += 1;
};

const writings: {
  readonly [Type in Move['type']]: (draft: DraftCluster, move: MoveOf<Type>) => void;
} = {
  ADD_HSM: (draft, { at, availabilityZone }) => {
    draft.hsms.push(joiningHsm(base(draft), availabilityZone));
    draft.hsmsMade += 1;
    startBackup(draft, 'HSM_ADDED', at);
  },
  REMOVE_HSM: (draft, { at, hsmId }) => {
    const index = hsmAt(draft, hsmId);
    const hsm = draft.hsms[index];
    if (hsm === undefined) return;
    hsm.state = 'DELETE_IN_PROGRESS';
    hsm.waitsFor = `backup-${base(draft).backupsMade}`;
    if (!base(draft).hsms.some(({ state }, position) => state === 'ACTIVE' && position !== index))
      draft.peerSince = undefined;
    startBackup(draft, 'HSM_REMOVED', at);
  },
  BACKUP_READY: (draft, { at, backupId }) => {
    const index = backupAt(draft, backupId);
    const it = draft.backups[index];
    if (it === undefined) return;
    draft.asOf = at;
    it.state = 'READY';
    it.expectedAt = undefined;
    draft.lastBackupAt = it.createdAt;
    noteMarkable(draft, index, at);
    for (const [position, { waitsFor }] of base(draft).hsms.entries()) {
      const hsm = waitsFor === backupId ? draft.hsms[position] : undefined;
      if (hsm === undefined) continue;
      hsm.waitsFor = undefined;
      hsm.expectedAt = releasedUntil(hsm, at);
    }
  },
  HSM_ACTIVE: (draft, { at, hsmId }) => {
    const hsm = draft.hsms[hsmAt(draft, hsmId)];
    if (hsm === undefined) return;
    draft.asOf = at;
    hsm.state = 'ACTIVE';
    hsm.expectedAt = undefined;
    draft.peerSince ??= at;
  },
  HSM_REMOVED: (draft, { at, hsmId }) => {
    draft.asOf = at;
    draft.hsms.splice(hsmAt(draft, hsmId), 1);
  },
  DAILY_BACKUP: (draft, { at }) => startBackup(draft, 'DAILY', at),
  MARK: (draft, { at, backupId }) => {
    const it = draft.backups[backupAt(draft, backupId)];
    if (it === undefined) return;
    draft.asOf = at;
    it.state = 'PENDING_DELETION';
    it.deleteAt = at + draft.graceDays * DAY_MS;
    it.markableSince = undefined;
  },
  PURGE: (draft, { at, backupId }) => {
    draft.asOf = at;
    const { backups } = base(draft);
    draft.backups = backups.filter((it) => it.backupId !== backupId);
  },
};

/** The reducer of a Redux Toolkit slice. */
export const reduxToolkit = (start: PeerCluster): Contestant<PeerCluster> => {
  const slice = createSlice({
    name: 'cluster',
    initialState: start,
    reducers: {
      moved: (draft, { payload }: PayloadAction<Move>) => {
        if (!allows(base(draft), payload)) return;
        // The table has a function for each type, which the checker cannot follow.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        (writings[payload.type] as (draft: DraftCluster, move: Move) => void)(draft, payload);
      },
    },
  });
  const reducer = slice.reducer as (state: PeerCluster, action: UnknownAction) => PeerCluster;
  return {
    name: 'Redux Toolkit reducer',
    begin: () => start,
    apply: (cluster, move) => reducer(cluster, slice.actions.moved(move)),
    shown: (cluster) => cluster,
  };
};
