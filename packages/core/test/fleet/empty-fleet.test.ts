import { describe, expect, it } from '@jest/globals';
import { editions } from '@hsm-lifecycle/core';
import { left } from 'fp-ts/lib/Either.js';
import { clusterIn, emptyFleet, holderIn, nextDueAt, step } from '@hsm-lifecycle/core/fleet';
import { after, clustersIn, freshFleet, START } from '@hsm-lifecycle/testing';
import { unfrozen } from '../support.ts';
import { untyped } from '../untyped.ts';
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
import { recoveryPoints, residualData } from './answers.ts';

describe('emptyFleet', () => {
  it('is empty, with the default edition and quotas', () => {
    const { holders, agenda, aliases, forgotten, usage, ...rest } = freshFleet({ at: START });
    expect(rest).toEqual({
      asOf: START,
      edition: editions.aws2026,
      seed: 0,
      quotas: { clusters: 4, hsms: 6 },
      regionQuotas: {},
      lost: {},
      lostZones: [],
      zonesWithoutHsms: [],
      started: 0,
    });
    expect([holders, agenda, aliases, forgotten, usage].map(({ size }) => size)).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  it('has the members given', () => {
    const quotas = { clusters: 1, hsms: 2 };
    const made = freshFleet({ at: START, edition: editions.instant, quotas, seed: 7 });
    expect(made).toMatchObject({ edition: editions.instant, quotas, seed: 7 });
    expect(freshFleet({ at: START, quotas: 'NONE' }).quotas).toBe('NONE');
  });

  it('does not share its quotas with the caller', () => {
    const quotas = { clusters: 1, hsms: 2 };
    const made = freshFleet({ at: START, quotas });
    quotas.clusters = 9;
    expect(made.quotas).toEqual({ clusters: 1, hsms: 2 });
  });

  it('is frozen', () => {
    const {
      holders: _holders,
      agenda: _agenda,
      aliases: _aliases,
      forgotten: _forgotten,
      usage: _usage,
      ...rest
    } = freshFleet({ at: START });
    expect(unfrozen(rest)).toEqual(['$']);
    expect(Object.isFrozen(freshFleet({ at: START }))).toBe(true);
  });

  it.each([Number.NaN, -1, 0.5, 8.64e15 + 1, '0', undefined])(
    'refuses %p as its instant (M-2)',
    (at) => {
      expect(emptyFleet(untyped({ at }))).toMatchObject(
        left({ _tag: 'NotAnInstant', rule: 'M-2' }),
      );
    },
  );

  it.each([Number.NaN, 0.5, 2 ** 53, '1', null])('refuses %p as its seed (M-12)', (seed) => {
    expect(emptyFleet(untyped({ at: START, seed }))).toMatchObject(
      left({ _tag: 'NotWellFormed', field: 'seed', expected: 'a whole number' }),
    );
  });

  it.each(['clusters', 'hsms'])('refuses quotas that are not numbers: %s (M-10)', (field) => {
    for (const actual of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(emptyFleet({ at: START, quotas: { clusters: 0, hsms: 0, [field]: actual } })).toEqual(
        left({ _tag: 'QuotaOutOfRange', rule: 'M-10', field, actual }),
      );
  });

  it.each<readonly [unknown, string]>([
    ['SOME', 'quotas'],
    [null, 'quotas'],
    [{ clusters: 1 }, 'quotas.hsms'],
    [{ clusters: '1', hsms: 1 }, 'quotas.clusters'],
  ])('refuses %j as quotas (M-12)', (quotas, field) => {
    expect(emptyFleet(untyped({ at: START, quotas }))).toMatchObject(
      left({ _tag: 'NotWellFormed', rule: 'M-12', field }),
    );
  });

  it.each<readonly [unknown, string]>([
    [null, 'edition'],
    ['aws2026', 'edition'],
    [{ ...editions.aws2026, name: 'mine', graceDays: 0 }, 'graceDays'],
    [{ ...editions.aws2026, name: 'mine', sweep: 'never' }, 'sweep'],
    [{ ...editions.aws2026, name: 'mine', creatable: [{}] }, 'creatable.0.hsmType'],
    [{ ...editions.aws2026, graceDays: 8 }, 'name'],
  ])('refuses an edition that could not be read again: %# (M-9)', (edition, field) => {
    expect(emptyFleet(untyped({ at: START, edition }))).toMatchObject(
      left({ _tag: 'BadEdition', rule: 'M-9', field }),
    );
  });

  it.each([undefined, null, 5, [], 'x'])('refuses %p as its input (M-12)', (input) => {
    expect(emptyFleet(untyped(input))).toMatchObject(
      left({ _tag: 'NotWellFormed', field: 'input' }),
    );
  });

  it('generates the same ids from the same seed, and others from another', () => {
    const idsWith = (seed: number) =>
      clustersIn(
        ordered(freshFleet({ at: START, seed }), creation({ at: START }), creation({ at: START })),
      ).map((each) => each.clusterId);
    expect(idsWith(1)).toEqual(idsWith(1));
    expect(new Set([...idsWith(0), ...idsWith(1), ...idsWith(-1)]).size).toBe(6);
  });

  it('generates ids of the service’s form', () => {
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

  it('finds nothing by an id that only resembles one', () => {
    const { stem } = theCluster();
    const { stem: ofCopy } = theCopy();
    const alike = [
      stem,
      `anything-${stem}`,
      `cluster-${stem}a`,
      `cluster-${stem.toUpperCase()}`,
      `cluster-${ofCopy}`,
      `hsm-${stem}`,
      `hsm-${stem}77777`,
      `hsm-${ofCopy}aaaaa`,
      `backup-${stem}`,
      `backup-${stem}77777`,
      `backup-${ofCopy}aaaab`,
      `eni-${stem}aaaaa`,
      ...[clusterId, ...hsmIds, ...backupIds, copyId].flatMap((id) => [
        ` ${id}`,
        `${id}\n`,
        `${id}a`,
      ]),
    ];
    expect(alike.filter((id) => holderIn(exampleFleet, id) !== undefined)).toEqual([]);
  });

  it('finds the former holder of what is gone', () => {
    const [hsmId = ''] = hsmIds;
    const at = exampleFleet.asOf;
    const without = ordered(exampleFleet, { type: 'RemoveHsm', data: { at, clusterId, hsmId } });
    const gone = ordered(without, { type: 'Advance', data: { at: at + 3_600_000 } });
    expect(theCluster(gone).hsms.map((hsm) => hsm.hsmId)).not.toContain(hsmId);
    expect(holderIn(gone, hsmId)).toBe(theCluster(gone));
  });
});

describe('queries on one cluster', () => {
  it('find it only by its whole id', () => {
    const { stem } = theCluster();
    const at = exampleFleet.asOf;
    expect(recoveryPoints(exampleFleet, { clusterId, at }).points.length).toBeGreaterThan(0);
    for (const id of [`anything-${stem}`, `cluster-${stem}a`, ...hsmIds, copyId]) {
      expect(residualData(exampleFleet, { clusterId: id })).toEqual([]);
      expect(recoveryPoints(exampleFleet, { clusterId: id, at })).toEqual({
        points: [],
        undeletable: [],
      });
    }
  });
});

describe('clusterIn', () => {
  it('finds a cluster only by its own id', () => {
    expect(clusterIn(exampleFleet, clusterId)).toBe(theCluster());
    expect(clusterIn(exampleFleet, `${clusterId}aa`)).toBeUndefined();
    expect(clusterIn(exampleFleet, hsmIds[0] ?? '')).toBeUndefined();
  });

  it('finds no cluster where there is a copy', () => {
    expect(clusterIn(exampleFleet, copyId)).toBeUndefined();
    expect(clusterIn(exampleFleet, `cluster-${theCopy().stem}`)).toBeUndefined();
  });

  it('finds a DELETED cluster until it is forgotten', () => {
    const small = after(step(freshFleet({ at: START }), creation({ at: START })));
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
