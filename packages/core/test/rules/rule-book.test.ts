import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  createKey,
  failHsm,
  initialize,
  replaceHsm,
  ruleBook,
  type Command,
} from '@hsm-lifecycle/core';
import { decodeCommand } from '@hsm-lifecycle/core/codec';
import { step } from '@hsm-lifecycle/core/fleet';
import {
  after,
  cluster,
  clusterWith,
  fleet,
  refusalOf,
  REGION,
  settled,
  typesOf,
} from '@hsm-lifecycle/testing';

const textOf = (path: URL): string => readFileSync(path, 'utf8');

/** The ids that the closed union of rules names. */
const written: readonly string[] = [
  ...textOf(new URL('../../src/rules/rule-id.ts', import.meta.url)).matchAll(/'([FUM]-\d+)'/gu),
].map(([, id = '']) => id);

/** Of this package, and of the endpoint, which has rules of its own. */
const TESTS = ['../', '../../../aws/test/'].map((path) => new URL(path, import.meta.url));

/**
 * The ids that titles of tests end in, in brackets; titles that several files share are in files
 * that are no tests themselves.
 */
const exercised = new Set(
  TESTS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => textOf(new URL(path, folder))),
  )
    .flatMap((text) => text.match(/\((?:[FUM]-\d+(?:, )?)+\)['`]/gu) ?? [])
    .flatMap((ids) => ids.match(/[FUM]-\d+/gu) ?? []),
);

describe('the rule book', () => {
  it('holds every rule that the machine can name, and no other', () => {
    expect(written.length).toBeGreaterThan(80);
    expect(ruleBook.map(({ id }) => id).toSorted()).toEqual(written.toSorted());
  });

  it('lists facts, choices and its own rules, each in order of number', () => {
    const numbered = ruleBook.map(
      ({ id }) => ('FUM'.indexOf(id.charAt(0)) + 1) * 1e6 + Number(id.slice(2)),
    );
    expect(numbered).toEqual(numbered.toSorted((a, b) => a - b));
  });

  it('links each fact that AWS documents, and nothing that is its own', () => {
    expect(ruleBook.flatMap(({ urls }) => urls).filter((url) => !URL.canParse(url))).toEqual([]);
    expect(
      ruleBook.flatMap(({ urls }) => urls).filter((url) => !url.startsWith('https://')),
    ).toEqual([]);
    const unlinked = ruleBook.filter(({ urls }) => urls.length === 0);
    expect(
      unlinked.filter(({ confidence }) => /documented|modelled|inferred/u.test(confidence)),
    ).toEqual([]);
    expect(ruleBook.filter(({ id, urls }) => !id.startsWith('F-') && urls.length > 0)).toEqual([]);
  });

  it('is as sure as its sources', () => {
    const sure = Object.fromEntries(ruleBook.map(({ id, confidence }) => [id, confidence]));
    expect(sure).toMatchObject({
      'F-88': 'documented',
      'F-97': 'inferred',
      'F-100': 'documented',
      'F-132': 'documented',
      'F-135': 'inferred',
      'F-159': 'formerly documented',
      'F-200': 'documented',
    });
    const own = ruleBook.filter(({ id }) => !id.startsWith('F-'));
    expect(new Set(own.map(({ confidence }) => confidence))).toEqual(new Set(['assumed']));
  });

  it('has a test for every rule', () => {
    expect(written.filter((id) => !exercised.has(id))).toEqual([]);
  });

  it('states each rule once', () => {
    expect(new Set(ruleBook.map(({ statement }) => statement)).size).toBe(ruleBook.length);
  });
});

describe('names of regions and zones', () => {
  const creating = (region: string, zone: string): unknown => ({
    type: 'CreateCluster',
    data: {
      at: 0,
      region,
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      subnets: [{ subnetId: 'subnet-0f1e2d3c4b5a69701', availabilityZone: zone }],
    },
  });

  it.each([
    ['eu-west-1', 'eu-west-1a'],
    ['us-gov-east-1', 'us-gov-east-1c'],
    ['ap-southeast-2', 'ap-southeast-2b'],
  ])('are accepted as AWS writes them: %s, %s (F-53)', (region, zone) => {
    expect(isRight(decodeCommand(creating(region, zone)))).toBe(true);
  });

  it.each([
    ['euwest1', 'eu-west-1a', 'data.region'],
    ['EU-WEST-1', 'eu-west-1a', 'data.region'],
    ['eu-west-1', 'eu-west-1', 'data.subnets.0.availabilityZone'],
    ['eu-west-1', 'a', 'data.subnets.0.availabilityZone'],
  ])('are refused otherwise: %s, %s (F-53)', (region, zone, path) => {
    expect(decodeCommand(creating(region, zone))).toMatchObject(left({ path }));
  });
});

describe('the first HSM', () => {
  it('comes while the cluster is UNINITIALIZED (F-70)', () => {
    const fresh = cluster('UNINITIALIZED');
    const joined = settled(
      after(addHsm(fresh, { at: fresh.asOf, availabilityZone: `${REGION}a` })),
    );
    expect([joined.state, joined.hsms[0]?.state]).toEqual(['UNINITIALIZED', 'ACTIVE']);
    expect(joined.backups).toEqual([]);
  });

  it('does not come before (F-70, U-80)', () => {
    const early = cluster('CREATE_IN_PROGRESS');
    expect(
      refusalOf(addHsm(early, { at: early.asOf, availabilityZone: `${REGION}a` })),
    ).toMatchObject({
      _tag: 'WrongState',
      rule: 'U-80',
    });
  });

  it('makes initialization with the signed certificate possible (F-76)', () => {
    const ready = cluster('UNINITIALIZED', { hsms: 1 });
    const signingRequestId = ready.signingRequestId ?? 'none';
    expect(signingRequestId).toMatch(/^csr-/u);
    expect(typesOf(initialize(ready, { at: ready.asOf, signingRequestId }))).toEqual([
      'ClusterInitializing',
    ]);
  });
});

describe('a key', () => {
  const two = clusterWith({ hsms: 2, users: ['alice'] });
  const made = after(
    createKey(two, { at: two.asOf, keyId: 'k1', owner: 'alice', kind: 'symmetric' }),
  );
  const [first = '', second = ''] = made.hsms.map(({ hsmId }): string => hsmId);

  it.each([first, second])('still exists when %s fails, since every HSM has it (U-84)', (hsmId) => {
    const failed = after(failHsm(made, { at: made.asOf, hsmId }));
    expect(failed.material?.keys.map(({ keyId }) => keyId)).toEqual(['k1']);
  });

  it('is on an HSM that replaces another (F-101, U-84)', () => {
    const replaced = after(replaceHsm(made, { at: made.asOf, hsmId: first }));
    const [newcomer, peer] = replaced.hsms;
    const alone = after(failHsm(replaced, { at: replaced.asOf, hsmId: peer?.hsmId ?? '' }));
    expect(alone.hsms[0]?.hsmId).toBe(newcomer?.hsmId);
    expect(alone.material?.keys.map(({ keyId }) => keyId)).toEqual(['k1']);
  });
});

describe('a key that only one HSM has', () => {
  it('dies with it (F-200)', () => {
    const one = clusterWith({ hsms: 1, users: ['alice'] });
    const key = { at: one.asOf, keyId: 'k1', owner: 'alice', kind: 'symmetric' } as const;
    const made = after(createKey(one, key));
    const failed = after(failHsm(made, { at: made.asOf, hsmId: made.hsms[0]?.hsmId ?? '' }));
    expect(made.material?.keys.map(({ keyId }) => keyId)).toEqual(['k1']);
    expect(failed.material).toBeUndefined();
  });
});

describe('a quota', () => {
  const exampleFleet = fleet();
  const asking = (quota: { readonly clusters?: number; readonly hsms?: number }): Command => ({
    type: 'SetQuota',
    data: { at: exampleFleet.asOf, region: REGION, ...quota },
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'cannot be %d (M-10)',
    (actual) => {
      for (const field of ['clusters', 'hsms'] as const)
        expect(step(exampleFleet, asking({ [field]: actual }))).toEqual(
          left({ _tag: 'QuotaOutOfRange', rule: 'M-10', field, actual }),
        );
    },
  );

  it.each([0, 1, Number.MAX_SAFE_INTEGER])('can be %d (M-10)', (value) => {
    const set = after(step(exampleFleet, asking({ clusters: value, hsms: value })));
    expect(set.regionQuotas).toEqual({
      [`000000000000/${REGION}`]: { clusters: value, hsms: value },
    });
  });
});
