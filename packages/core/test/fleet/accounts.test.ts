import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { DEFAULT_ACCOUNT, HOUR_MS, type Command, type SharedWith } from '@hsm-lifecycle/core';
import { evolveFleet, quotaIn, step, usageIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import { clustersIn, copiesIn, ELSEWHERE, REGION } from '@hsm-lifecycle/testing';
import {
  at,
  backupIds,
  clusterId,
  copying,
  creation,
  exampleFleet,
  ordered,
  passing,
  restoring,
} from './world.ts';
import { residualData } from './answers.ts';

const OTHER = '111111111111';
const THIRD = '222222222222';
const newest = backupIds.at(-1) ?? 'none';
const sharing = (accounts: SharedWith, backupId = newest): Command => ({
  type: 'ShareBackup',
  data: { at, backupId, policy: '{}', accounts },
});
const unsharing: Command = { type: 'UnshareBackup', data: { at, backupId: newest } };
const quota = (account: string, clusters: number): Command => ({
  type: 'SetQuota',
  data: { at, account, region: REGION, clusters },
});
const ownersIn = (fleet: Fleet) => clustersIn(fleet).map(({ account }) => account);
const notShared = (account: string) =>
  left({ _tag: 'NotShared', rule: 'F-178', backupId: newest, account });

describe('the owner', () => {
  it('of a cluster is the account given, else 000000000000', () => {
    expect(DEFAULT_ACCOUNT).toBe('000000000000');
    expect(ownersIn(exampleFleet)).toEqual([DEFAULT_ACCOUNT]);
    const both = ordered(exampleFleet, creation({ account: OTHER }));
    expect(ownersIn(both).toSorted()).toEqual([DEFAULT_ACCOUNT, OTHER]);
  });

  it('of a restored cluster is its backup’s owner, else the account given (F-178)', () => {
    const shared = ordered(exampleFleet, sharing([OTHER]));
    expect(ownersIn(ordered(shared, restoring()))).toEqual([DEFAULT_ACCOUNT, DEFAULT_ACCOUNT]);
    const theirs = ordered(shared, restoring({ account: OTHER }));
    expect(ownersIn(theirs).toSorted()).toEqual([DEFAULT_ACCOUNT, OTHER]);
  });

  it('of a copy is its source’s, and the copy is not shared (U-16)', () => {
    const [first, second] = copiesIn(ordered(exampleFleet, sharing('EVERYONE'), copying()));
    for (const each of [first, second]) {
      expect(each?.account).toBe(DEFAULT_ACCOUNT);
      expect(each?.backups[0]?.share).toBeUndefined();
    }
  });

  it('is named by each place of residual data', () => {
    const fleet = ordered(
      exampleFleet,
      sharing([OTHER]),
      restoring({ account: OTHER }),
      passing(at + HOUR_MS),
    );
    const places = residualData(fleet, { clusterId, keyIds: ['k1'] });
    expect(places.filter(({ place }) => place === 'origin')).toMatchObject([{ account: OTHER }]);
    expect(new Set(places.map(({ account }) => account))).toEqual(
      new Set([DEFAULT_ACCOUNT, OTHER]),
    );
  });
});

describe('a restore by another account', () => {
  it('needs a share with it at that instant (F-178)', () => {
    expect(step(exampleFleet, restoring({ account: OTHER }))).toEqual(notShared(OTHER));
    const shared = ordered(exampleFleet, sharing([OTHER]));
    expect(step(shared, restoring({ account: OTHER }))._tag).toBe('Right');
    expect(step(shared, restoring({ account: THIRD }))).toEqual(notShared(THIRD));
    const everyone = ordered(shared, sharing('EVERYONE'));
    expect(step(everyone, restoring({ account: THIRD }))._tag).toBe('Right');
    expect(step(ordered(shared, unsharing), restoring({ account: OTHER }))).toEqual(
      notShared(OTHER),
    );
  });

  it('keeps what it made when the share ends (F-178)', () => {
    const made = ordered(exampleFleet, sharing([OTHER]), restoring({ account: OTHER }), unsharing);
    expect(ownersIn(made)).toContain(OTHER);
  });

  it('is refused while the backup is PENDING_DELETION: the share sleeps (U-16)', () => {
    const pending = ordered(exampleFleet, sharing([OTHER]), {
      type: 'DeleteBackup',
      data: { at, backupId: newest },
    });
    expect(step(pending, restoring({ account: OTHER }))).toMatchObject({
      left: { _tag: 'BackupNotReady' },
    });
    expect(step(pending, restoring({ account: THIRD }))).toEqual(notShared(THIRD));
    const back = ordered(pending, { type: 'UndeleteBackup', data: { at, backupId: newest } });
    expect(step(back, restoring({ account: OTHER }))._tag).toBe('Right');
  });

  it('counts against its own quota (F-124)', () => {
    const shared = ordered(exampleFleet, sharing([OTHER]), quota(OTHER, 0));
    expect(step(shared, restoring({ account: OTHER }))).toEqual(
      left({
        _tag: 'ClusterQuotaReached',
        rule: 'F-124',
        account: OTHER,
        region: REGION,
        limit: 0,
      }),
    );
    expect(step(shared, restoring())._tag).toBe('Right');
  });
});

describe('quotas and usage', () => {
  it('are by account and region (F-124, F-125)', () => {
    const mine = { account: DEFAULT_ACCOUNT, region: REGION };
    const theirs = { account: OTHER, region: REGION };
    const fleet = ordered(exampleFleet, quota(OTHER, 1), creation({ account: OTHER }));
    expect(quotaIn(fleet, theirs)).toEqual({ clusters: 1, hsms: 6 });
    expect(quotaIn(fleet, mine)).toEqual({ clusters: 4, hsms: 6 });
    expect(usageIn(fleet, theirs)).toEqual({ clusters: 1, hsms: 0 });
    expect(usageIn(fleet, mine)).toEqual({ clusters: 1, hsms: 2 });
    expect(usageIn(fleet, { account: THIRD, region: REGION })).toEqual({ clusters: 0, hsms: 0 });
    expect(step(fleet, creation({ account: OTHER }))._tag).toBe('Left');
    expect(step(fleet, creation({ account: OTHER, region: ELSEWHERE }))._tag).toBe('Right');
    expect(step(fleet, creation())._tag).toBe('Right');
  });

  it('take an account whose name is a member of every object for what it is', () => {
    const set = evolveFleet(exampleFleet, {
      stream: 'fleet',
      event: {
        type: 'QuotaSet',
        data: { at, account: '__proto__', region: REGION, clusters: 1, hsms: undefined },
      },
    });
    expect(quotaIn(set, { account: DEFAULT_ACCOUNT, region: REGION }).clusters).toBe(4);
  });
});

describe('accounts', () => {
  it('change nothing of each other (M-14)', () => {
    const theirs = ordered(exampleFleet, sharing([OTHER]), restoring({ account: OTHER }));
    const cluster = clustersIn(theirs).find(({ account }) => account === OTHER);
    const later = ordered(theirs, passing(at + HOUR_MS));
    const more = ordered(later, creation({ at: at + HOUR_MS, account: THIRD }), {
      type: 'Tag',
      data: { at: at + HOUR_MS, resourceId: clusterId, tags: { team: 'pay' } },
    });
    const stem = cluster?.stem ?? '';
    expect(more.holders.get(stem)).toBe(later.holders.get(stem));
    expect(usageIn(more, { account: OTHER, region: REGION })).toEqual({ clusters: 1, hsms: 0 });
  });
});

describe('a lost region', () => {
  it('is lost for every account (M-7)', () => {
    const lost = ordered(exampleFleet, creation({ account: OTHER }), {
      type: 'LoseRegion',
      data: { at, region: REGION, kind: 'UNREACHABLE' },
    });
    expect(clustersIn(lost).map(({ isolatedSince }) => isolatedSince)).toEqual([at, at]);
    expect(step(lost, creation({ account: THIRD }))).toMatchObject({
      left: { _tag: 'RegionOutOfReach' },
    });
  });
});
