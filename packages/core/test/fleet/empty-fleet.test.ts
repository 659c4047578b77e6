import { describe, expect, it } from '@jest/globals';
import { editions } from '@hsm-lifecycle/core';
import { clusterIn, emptyFleet, holderIn, nextDueAt, step } from '@hsm-lifecycle/core/fleet';
import { after, clustersIn, START } from '@hsm-lifecycle/testing';
import { unfrozen } from '../support.ts';
import {
  backupIds,
  clusterId,
  copyId,
  creation,
  exampleFleet,
  hsmIds,
  ordered,
  theCluster,
  theCopy,
} from './world.ts';

describe('emptyFleet', () => {
  it('has nothing, and the default rules and quotas', () => {
    const { holders, agenda, aliases, forgotten, ...rest } = emptyFleet({ at: START });
    expect(rest).toEqual({
      asOf: START,
      edition: editions.aws2026,
      seed: 0,
      quotas: { clusters: 4, hsms: 6 },
      regionQuotas: {},
      usage: {},
      lost: {},
      started: 0,
    });
    expect([holders, agenda, aliases, forgotten].map(({ size }) => size)).toEqual([0, 0, 0, 0]);
  });

  it('has what was asked for', () => {
    const quotas = { clusters: 1, hsms: 2 };
    const made = emptyFleet({ at: START, edition: editions.instant, quotas, seed: 7 });
    expect(made).toMatchObject({ edition: editions.instant, quotas, seed: 7 });
    expect(emptyFleet({ at: START, quotas: 'NONE' }).quotas).toBe('NONE');
  });

  it('does not share its quotas with whoever gave them', () => {
    const quotas = { clusters: 1, hsms: 2 };
    const made = emptyFleet({ at: START, quotas });
    quotas.clusters = 9;
    expect(made.quotas).toEqual({ clusters: 1, hsms: 2 });
  });

  it('is frozen', () => {
    const {
      holders: _holders,
      agenda: _agenda,
      aliases: _aliases,
      forgotten: _forgotten,
      ...rest
    } = emptyFleet({ at: START });
    expect(unfrozen(rest)).toEqual(['$']);
    expect(Object.isFrozen(emptyFleet({ at: START }))).toBe(true);
  });

  it('makes the same ids from the same seed, and others from another', () => {
    const idsWith = (seed: number) =>
      clustersIn(
        ordered(emptyFleet({ at: START, seed }), creation({ at: START }), creation({ at: START })),
      ).map((each) => each.clusterId);
    expect(idsWith(1)).toEqual(idsWith(1));
    expect(new Set([...idsWith(0), ...idsWith(1), ...idsWith(-1)]).size).toBe(6);
  });

  it('makes ids of the shape that the service gives', () => {
    expect(clusterId).toMatch(/^cluster-[2-7a-z]{11}$/u);
    expect(hsmIds.join()).toMatch(/^(?:,?hsm-[2-7a-z]{16}){2}$/u);
    expect([...backupIds, copyId].join()).toMatch(/^(?:,?backup-[2-7a-z]{16}){3}$/u);
  });
});

describe('holderIn', () => {
  it.each([clusterId, ...hsmIds, ...backupIds])('finds the cluster that %s leads to', (id) => {
    expect(holderIn(exampleFleet, id)).toBe(theCluster());
  });

  it('finds a copy', () => {
    expect(holderIn(exampleFleet, copyId)).toBe(theCopy());
  });

  it.each(['', 'none', 'cluster-', 'cluster-aaaaaaaaaaa', 'hsm-aaaaaaaaaaaaaaaa'])(
    'finds nothing by "%s"',
    (id) => {
      expect(holderIn(exampleFleet, id)).toBeUndefined();
    },
  );
});

describe('clusterIn', () => {
  it('finds a cluster by its own id only', () => {
    expect(clusterIn(exampleFleet, clusterId)).toBe(theCluster());
    expect(clusterIn(exampleFleet, `${clusterId}aa`)).toBeUndefined();
    expect(clusterIn(exampleFleet, hsmIds[0] ?? '')).toBeUndefined();
  });

  it('finds no cluster where there is a copy', () => {
    expect(clusterIn(exampleFleet, copyId)).toBeUndefined();
    expect(clusterIn(exampleFleet, `cluster-${theCopy().stem}`)).toBeUndefined();
  });

  it('finds a DELETED one as long as it is remembered', () => {
    const small = after(step(emptyFleet({ at: START }), creation({ at: START })));
    const id = theCluster(small).clusterId;
    const gone = ordered(
      small,
      { type: 'Advance', data: { at: START + 600_000 } },
      { type: 'DeleteCluster', data: { at: START + 600_000, clusterId: id } },
      { type: 'Advance', data: { at: START + 900_000 } },
    );
    expect(clusterIn(gone, id)?.state).toBe('DELETED');
    expect(nextDueAt(gone)).toBeUndefined();
  });
});
