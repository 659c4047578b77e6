/**
 * What requests may say, by the service's own grammars.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { decodeCommand } from '@hsm-lifecycle/core/codec';
import { read, refusal } from './reading.ts';

const subnet = { subnetId: 'subnet-0123abcd', availabilityZone: 'eu-west-1a' };
const creation = {
  at: 0,
  region: 'eu-west-1',
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  subnets: [subnet],
};
const create = (changes: object): unknown => ({
  type: 'CreateCluster',
  data: { ...creation, ...changes },
});
const inCluster = (type: string, more: object = {}): unknown => ({
  type,
  data: { at: 0, clusterId: 'cluster-abcdefghijk', ...more },
});
const tag = (tags: unknown): unknown => ({
  type: 'Tag',
  data: { at: 0, resourceId: 'cluster-abcdefghijk', tags },
});

const hex = '0123456789abcdefABCDEF';

describe('decodeCommand', () => {
  it.each([
    ['the shortest ids', create({ clusterId: 'cluster-aaaaaaaaaaa' })],
    ['the longest ids', create({ clusterId: 'cluster-AZaz234567234567' })],
    [
      'the longest subnet id',
      create({ subnets: [{ ...subnet, subnetId: `subnet-${hex.slice(0, 17)}` }] }),
    ],
    ['a region of the US government', create({ region: 'us-gov-west-1' })],
    ['a region with two directions', create({ region: 'ap-southeast-2' })],
    ['another HSM type', create({ hsmType: 'phsm9x.y.Large' })],
    ['the longest tag', tag({ ['ключ'.repeat(32)]: 'v'.repeat(256) })],
    [
      'the longest tag of symbols that take two units',
      tag({ ['\u{20000}'.repeat(128)]: '\u{20000}'.repeat(256) }),
    ],
    ['an empty value of a tag', tag({ 'a b_.:/=+-@': '' })],
    ['a tag that objects have a word for', tag({ constructor: 'x', toString: 'y' })],
    ['the last instant', { type: 'Advance', data: { at: 8.64e15 } }],
    ['no managed retention', inCluster('SetRetention', { retentionDays: 'NONE', by: 'SUPPORT' })],
    ['an optional member that is undefined', create({ clusterId: undefined })],
    [
      'an address whose numbers nobody checks',
      inCluster('AddHsm', { availabilityZone: 'eu-west-1a', ipAddress: '999.0.0.1' }),
    ],
  ])('takes %s', (_, command) => {
    expect(decodeCommand(command)._tag).toBe('Right');
  });

  it('keeps absent members absent', () => {
    expect(read(decodeCommand(create({ clusterId: undefined })))).toStrictEqual({
      type: 'CreateCluster',
      data: creation,
    });
  });

  it('says why nobody can ask for a backup (F-139)', () => {
    expect(refusal(decodeCommand(inCluster('CreateBackup')))).toBe(
      'type: another command: nobody can ask for a backup (F-139); AddHsm and RemoveHsm force ' +
        'one, not "CreateBackup"',
    );
  });

  it('takes -0 for 0', () => {
    expect(read(decodeCommand({ type: 'Advance', data: JSON.parse('{"at":-0}') })).data.at).toBe(0);
  });

  it('reads a tag named __proto__ as a tag', () => {
    const { data } = read(
      decodeCommand(
        JSON.parse(
          '{"type":"Tag","data":{"at":0,"resourceId":"cluster-abcdefghijk",' +
            '"tags":{"__proto__":"x"}}}',
        ),
      ),
    );
    expect(Object.entries('tags' in data ? (data.tags ?? {}) : {})).toEqual([['__proto__', 'x']]);
  });

  it.each([
    ['null', null, ': an object with a type, not null'],
    ['a list', [], ': an object with a type, not a list of length 0'],
    ['no type', {}, 'type: one of CreateCluster,'],
    ['an unknown type', { type: 'Explode' }, 'type: one of CreateCluster,'],
    ['a type that objects have a word for', { type: 'constructor' }, 'type: one of CreateCluster,'],
    ['no data', { type: 'Advance' }, 'data: an object, not missing'],
    [
      'an unknown member beside data',
      { type: 'Advance', data: { at: 0 }, when: 1 },
      'when: no such member, not 1',
    ],
    [
      'an unknown member in data',
      { type: 'Advance', data: { at: 0, until: 'x' } },
      'data.until: no such member, not "x"',
    ],
    [
      'a member named __proto__',
      JSON.parse('{"type":"Advance","data":{"at":0,"__proto__":{}}}'),
      'data.__proto__: no such member, not an object',
    ],
    [
      'an inherited member',
      { type: 'Advance', data: Object.create({ at: 0 }) },
      'data.at: milliseconds since 1970',
    ],
    [
      'an instant that is text',
      { type: 'Advance', data: { at: 'NaN' } },
      'data.at: milliseconds since 1970, a whole number from 0 to 8640000000000000, not "NaN"',
    ],
    ['no number', { type: 'Advance', data: { at: Number.NaN } }, 'data.at: milliseconds'],
    [
      'an infinite instant',
      { type: 'Advance', data: JSON.parse('{"at":1e999}') },
      'data.at: milliseconds since 1970, a whole number from 0 to 8640000000000000, not Infinity',
    ],
    ['an instant before 1970', { type: 'Advance', data: { at: -1 } }, 'data.at: milliseconds'],
    ['half a millisecond', { type: 'Advance', data: { at: 0.5 } }, 'data.at: milliseconds'],
    [
      'an instant after the last',
      { type: 'Advance', data: { at: 8.64e15 + 1 } },
      'data.at: milliseconds',
    ],
    [
      'an id that is too short',
      create({ clusterId: 'cluster-aaaaaaaaaa' }),
      'data.clusterId: cluster- and 11 to 16 of [2-7a-zA-Z], not "cluster-aaaaaaaaaa"',
    ],
    [
      'an id that is too long',
      create({ clusterId: 'cluster-aaaaaaaaaaaaaaaaa' }),
      'data.clusterId: cluster-',
    ],
    [
      'an id with a digit that never occurs',
      create({ clusterId: 'cluster-aaaaaaaaaa1' }),
      'data.clusterId: cluster-',
    ],
    [
      'an id with a line behind it',
      create({ clusterId: 'cluster-aaaaaaaaaaa\n' }),
      'data.clusterId: cluster-',
    ],
    [
      'an id of another kind',
      inCluster('AddHsm', { availabilityZone: 'eu-west-1a', hsmId: 'backup-aaaaaaaaaaa' }),
      'data.hsmId: hsm- and 11 to 16',
    ],
    [
      'a region that is a zone',
      create({ region: 'eu-west-1a' }),
      'data.region: a region, such as eu-west-1, not "eu-west-1a"',
    ],
    [
      'a zone that is a region',
      create({ subnets: [subnet, { ...subnet, availabilityZone: 'eu-west-1' }] }),
      'data.subnets.1.availabilityZone: an Availability Zone',
    ],
    [
      'a subnet of seven digits',
      create({ subnets: [{ ...subnet, subnetId: 'subnet-0123abc' }] }),
      'data.subnets.0.subnetId: subnet- and 8 to 17 hex digits, not "subnet-0123abc"',
    ],
    [
      'a hole in the subnets',
      create({ subnets: Array.from({ length: 3 }).fill(undefined) }),
      'data.subnets.0: a subnet, not missing',
    ],
    [
      'an HSM type that is too long',
      create({ hsmType: `hsm2.${'x'.repeat(28)}` }),
      'data.hsmType: an HSM type',
    ],
    [
      'a mode that is none',
      create({ mode: 'fips' }),
      'data.mode: one of FIPS, NON_FIPS, not "fips"',
    ],
    ['a key of a tag that is empty', tag({ '': 'x' }), 'data.tags: as a key, 1 to 128 letters'],
    [
      'a key of a tag that is too long',
      tag({ ['k'.repeat(129)]: '' }),
      `data.tags.${'k'.repeat(64)}…: as a key, 1 to 128 letters`,
    ],
    [
      'a key of a tag with another symbol',
      tag({ 'a!': '' }),
      'data.tags.a!: as a key, 1 to 128 letters',
    ],
    [
      'a value of a tag that is too long',
      tag({ a: 'v'.repeat(257) }),
      'data.tags.a: 0 to 256 letters',
    ],
    [
      'a tagged HSM',
      { type: 'Tag', data: { at: 0, resourceId: 'hsm-abcdefghijk', tags: {} } },
      'data.resourceId: cluster- or backup- and 11 to 16',
    ],
    [
      'an address of three numbers',
      inCluster('RemoveHsm', { ipAddress: '10.0.0' }),
      'data.ipAddress: four numbers with dots between, not "10.0.0"',
    ],
    [
      'an interface of seven digits',
      inCluster('RemoveHsm', { eniId: 'eni-0123abc' }),
      'data.eniId: eni- and 8 to 17 hex digits',
    ],
    [
      'yes for true',
      {
        type: 'SetNeverExpires',
        data: { at: 0, backupId: 'backup-abcdefghijk', neverExpires: 'yes' },
      },
      'data.neverExpires: true or false',
    ],
  ])('refuses %s, and says where', (_, command, sentence) => {
    expect(refusal(decodeCommand(command))).toContain(sentence);
  });

  it.each([
    ['text', 'x'.repeat(1_000_000)],
    ['a list', Array.from({ length: 1_000_000 }, () => 'x')],
    ['a large whole number', 10n ** 1000n],
    ['a function', () => 'x'],
  ])('shows no more than an excerpt of %s', (_, at) => {
    expect(refusal(decodeCommand({ type: 'Advance', data: { at } })).length).toBeLessThan(220);
  });

  it('stops at the first of very many wrong items', () => {
    const keys = Array.from<unknown>({ length: 5_000_000 });
    const untag = { type: 'Untag', data: { at: 0, resourceId: 'cluster-abcdefghijk', keys } };
    expect(refusal(decodeCommand(untag))).toContain('data.keys.0: ');
  });

  it('accepts more subnets than any edition allows, up to a bound', () => {
    const of = (length: number): unknown =>
      create({ subnets: Array.from({ length }, () => subnet) });
    expect(decodeCommand(of(100))._tag).toBe('Right');
    expect(refusal(decodeCommand(of(101)))).toBe(
      'data.subnets: a list of up to 100 subnets, not a list of length 101',
    );
  });

  it('does not change its input', () => {
    const tags = { a: 'b' };
    const { data } = read(decodeCommand(create({ tags })));
    expect(Object.isFrozen(tags)).toBe(false);
    expect(Object.isFrozen('tags' in data ? data.tags : undefined)).toBe(true);
    expect('tags' in data && data.tags).not.toBe(tags);
  });

  it.each([[5], ['x'], [null], [['a']]])('refuses %j as tags', (tags) => {
    expect(refusal(decodeCommand(tag(tags)))).toMatch(/^data\.tags: /u);
  });
});
