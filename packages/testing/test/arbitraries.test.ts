import { describe, expect, it } from '@jest/globals';
import { check, property, sample, stringify } from 'fast-check';
import { editions } from '@hsm-lifecycle/core';
import {
  aBackup,
  aCluster,
  aClusterWith,
  aCommandFor,
  aCopy,
  aFleet,
  aHistory,
  aHistoryWith,
  fleet,
} from '@hsm-lifecycle/testing';

const many = { numRuns: 250, seed: 4 };
const clusters = sample(aCluster, many);

describe('generated', () => {
  it('clusters are in every state that a cluster can be in', () => {
    const states = new Set(clusters.map(({ state }) => state));
    expect([...states].toSorted()).toEqual([
      'ACTIVE',
      'CREATE_IN_PROGRESS',
      'DEGRADED',
      'DELETED',
      'DELETE_IN_PROGRESS',
      'INITIALIZED',
      'INITIALIZE_IN_PROGRESS',
      'UNINITIALIZED',
    ]);
  });

  it('clusters are new, paused, restored, isolated', () => {
    expect(
      clusters.some(({ activatedAt, hsms }) => activatedAt !== undefined && hsms.length === 0),
    ).toBe(true);
    expect(clusters.some(({ origin }) => origin !== undefined)).toBe(true);
    expect(clusters.some(({ isolatedSince }) => isolatedSince !== undefined)).toBe(true);
    expect(clusters.some(({ hsms }) => hsms.length > 2)).toBe(true);
  });

  it('backups are in every state that a backup can have, including exempt and copied', () => {
    const held = sample(aBackup, many);
    expect([...new Set(held.map(({ backup }) => backup.state))].toSorted()).toEqual([
      'CREATE_IN_PROGRESS',
      'DELETED',
      'PENDING_DELETION',
      'READY',
    ]);
    expect(held.some(({ backup }) => backup.neverExpires)).toBe(true);
    expect(held.some(({ holder }) => holder.kind === 'COPY')).toBe(true);
    expect(held.filter(({ holder, backup }) => !holder.backups.includes(backup))).toEqual([]);
  });

  it('copies are copies, also of copies', () => {
    const copies = sample(aCopy, many);
    expect(new Set(copies.map(({ kind }) => kind))).toEqual(new Set(['COPY']));
    expect(new Set(copies.map(({ region }) => region)).size).toBeGreaterThan(1);
  });

  it('holders live under the wanted edition', () => {
    const [instant] = sample(aClusterWith({ edition: editions.instant, begins: 'EMPTY' }), {
      numRuns: 1,
      seed: 1,
    });
    expect(instant?.edition.name).toBe('instant');
  });

  it('values are printed as the history that led to them', () => {
    const [exampleFleet] = sample(aFleet, { numRuns: 1, seed: 1 });
    expect(stringify(exampleFleet)).toContain('{"type":"CreateCluster"');
    expect(stringify(exampleFleet).length).toBeLessThan(20_000);
  });

  it('histories and everything from them are the same for the same seed, byte for byte', () => {
    const once = sample(aHistory, { numRuns: 20, seed: 9 }).map((each) => stringify(each));
    expect(sample(aHistory, { numRuns: 20, seed: 9 }).map((each) => stringify(each))).toEqual(once);
    expect(sample(aHistory, { numRuns: 20, seed: 10 }).map((each) => stringify(each))).not.toEqual(
      once,
    );
  });

  it('histories of a machine that throws throw too', () => {
    const broken = aHistoryWith({
      machine: () => {
        throw new Error('no power');
      },
    });
    expect(() => sample(broken, 1)).toThrow('The machine threw');
  });

  it('commands for one fleet shrink to plainer ones', () => {
    const exampleFleet = fleet();
    const { counterexample } = check(
      property(
        aCommandFor(exampleFleet, { only: ['CreateCluster'], illegal: 0 }),
        ({ type }) => type !== 'CreateCluster',
      ),
      { numRuns: 100, seed: 2 },
    );
    expect(Object.keys(counterexample?.[0].data ?? {}).toSorted()).toEqual([
      'at',
      'hsmType',
      'mode',
      'region',
      'subnets',
    ]);
  });
});
