import { describe, expect, it } from '@jest/globals';
import {
  advance,
  createKey,
  explain,
  failHsm,
  putCertificate,
  setPolicy,
  settle,
} from '@hsm-lifecycle/core';
import { decodeCommand } from '@hsm-lifecycle/core/codec';
import { clusterWith } from '@hsm-lifecycle/testing';

const active = clusterWith({ hsms: 2, users: ['alice'] });
const at = active.asOf;
const hsmId = active.hsms[0]?.hsmId ?? '';
const key = { at, owner: 'alice', kind: 'symmetric' } as const;

const ask: readonly (readonly [field: string, run: (text: string) => unknown])[] = [
  ['keyId', (keyId) => createKey(active, { ...key, keyId })],
  ['label', (label) => createKey(active, { ...key, keyId: 'k', label })],
  ['certificateId', (certificateId) => putCertificate(active, { at, certificateId })],
  ['subject', (subject) => putCertificate(active, { at, certificateId: 'c', subject })],
  ['name', (name) => setPolicy(active, { at, name, value: 'x' })],
  ['value', (value) => setPolicy(active, { at, name: 'n', value })],
  ['reason', (reason) => failHsm(active, { at, hsmId, reason })],
];

describe('text that is kept', () => {
  it.each(ask)('has at most 1,024 characters: %s', (field, run) => {
    expect(run('x'.repeat(1024))).toHaveProperty('right');
    expect(run('\u{1f511}'.repeat(1024))).toHaveProperty('right');
    for (const text of ['x'.repeat(1025), '\u{1f511}'.repeat(1025), 'x'.repeat(1e6)])
      expect(run(text)).toMatchObject({ left: { _tag: 'NotWellFormed', field } });
  });

  it('includes the reason of a failure that is reported', () => {
    const reason = 'x'.repeat(1025);
    expect(settle(active, { at, id: hsmId, outcome: 'FAILED', reason })).toMatchObject({
      left: { field: 'reason' },
    });
  });
});

describe('minus zero', () => {
  it('is not an instant', () => {
    const outcome = advance(active, { at: -0 });
    expect(outcome).toMatchObject({ left: { _tag: 'NotAnInstant' } });
    expect(outcome._tag === 'Left' && explain(outcome.left)).toContain("'at' is -0, which");
  });

  it('is read as 0 from JSON', () => {
    const outcome = decodeCommand(JSON.parse('{"type":"Advance","data":{"at":-0}}'));
    expect(outcome).toEqual({ _tag: 'Right', right: { type: 'Advance', data: { at: 0 } } });
  });
});
