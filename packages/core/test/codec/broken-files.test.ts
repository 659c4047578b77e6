/**
 * Files that are wrong, or contradict themselves, are refused at the place.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { type BackupHolder, type Cluster } from '@hsm-lifecycle/core';
import {
  fleetFromJson,
  fleetToJson,
  holderFromJson,
  holderToJson,
} from '@hsm-lifecycle/core/codec';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { grown } from './grown.ts';
import { refusal } from './reading.ts';

type Plain = { [key: string]: Plain };

/** Writes something else at a path of a file. */
const changed = (text: string, path: string, value: unknown): string => {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const file: Plain = JSON.parse(text);
  let place = file;
  for (const key of keys) place = place[key] ?? {};
  Object.assign(place, { [last]: value });
  return JSON.stringify(file);
};

const has = (fleet: Fleet, test: (holder: BackupHolder) => boolean): boolean =>
  [...fleet.holders.values()].some(test);
const isBusy = (holder: BackupHolder): holder is Cluster =>
  holder.kind === 'CLUSTER' &&
  holder.backups.length > 2 &&
  holder.hsms.some(({ state }) => state === 'ACTIVE') &&
  holder.hsms.some(({ joinsWith }) => joinsWith !== undefined);
const isFullCopy = (holder: BackupHolder): boolean =>
  holder.kind === 'COPY' && holder.backups.length > 0;

const rich = [0, 1, 2, 3, 4, 5, 6, 7]
  .flatMap((seed) => grown(seed, 200).fleets)
  .find((fleet) => has(fleet, isBusy) && has(fleet, isFullCopy));
const holders = [...(rich?.holders.values() ?? [])];
const busy = holders.find(isBusy);
if (rich === undefined || busy === undefined)
  throw new Error('no seed grows a fleet that is rich enough');
const whole = fleetToJson(rich);
const C = `holders.${holders.indexOf(busy)}`;
const K = `holders.${holders.findIndex(isFullCopy)}`;
const active = busy.hsms.findIndex(({ state }) => state === 'ACTIVE');
const joining = busy.hsms.findIndex(({ joinsWith }) => joinsWith !== undefined);
const newest = busy.backups.findLastIndex(({ state }) => state === 'READY');
const ready = busy.backups.findIndex(({ state }) => state === 'READY');

/** What is wrong, where, what stands there, and what the refusal says. */
type Broken = readonly [what: string, path: string, value: unknown, sentence: string];

const after = (path: string, value: unknown): string =>
  refusal(fleetFromJson(changed(whole, path, value)));

describe('fleetFromJson', () => {
  it.each<Broken>([
    [
      'another format',
      'format',
      'hsm-lifecycle/holder',
      'format: "hsm-lifecycle/fleet", not "hsm-lifecycle/holder"',
    ],
    [
      'a version of the future',
      'version',
      2,
      'version: a version that this release knows: 1, not 2',
    ],
    ['no tables', 'shared', undefined, 'shared: the tables of shared values, not missing'],
    [
      'a wrong value in a table',
      'shared.accesses.0.users',
      'none',
      'shared.accesses.0.users: a list of users, not "none"',
    ],
    ['an unknown member', 'owner', 'x', 'owner: no such member, not "x"'],
    [
      'an unknown edition',
      'edition',
      'aws1999',
      'edition: the name of an edition, or a place in the table',
    ],
    [
      'a member that a cluster does not have',
      `${C}.state`,
      'ACTIVE',
      `${C}.state: no such member, not "ACTIVE"`,
    ],
    [
      'a kind that is none',
      `${C}.kind`,
      'constructor',
      `${C}.kind: one of CLUSTER, COPY, not "constructor"`,
    ],
    [
      'an instant that is none',
      `${C}.hsms.${active}.expectedAt`,
      null,
      `${C}.hsms.${active}.expectedAt: milliseconds`,
    ],
    [
      'a place behind the table',
      `${C}.material`,
      1e6,
      `${C}.material: a place in the table: a whole number below`,
    ],
    ['a place before the table', `${C}.material`, -1, `${C}.material: a place in the table`],
    ['a place between places', `${C}.material`, 0.5, `${C}.material: a place in the table`],
    ['a place by name', `${C}.material`, 'length', `${C}.material: a place in the table`],
    ['a region that is none', 'lost.__mars', 'DESTROYED', 'lost.__mars: as a key, a region'],
    [
      'an alias that is no id',
      'aliases.x',
      busy.stem,
      'aliases.x: as a key, cluster- or hsm- or backup- and',
    ],
    [
      'half a quota',
      'quotas',
      { clusters: 1 },
      'quotas.hsms: a whole number, 0 or more, not missing',
    ],
    ['no quota', 'quotas', 'some', 'quotas: "NONE" or quotas, not "some"'],
  ])('refuses %s', (...[, path, value, sentence]) => {
    expect(after(path, value)).toContain(sentence);
  });

  it.each<Broken>([
    [
      'a counter below the number of holders',
      'started',
      holders.length - 1,
      'started: at least the number of holders and forgotten ones, ' +
        `${holders.length + rich.forgotten.size}, not`,
    ],
    ['a fleet older than its holders', 'asOf', busy.asOf - 1, 'asOf: an instant up to the fleet'],
    ['a stem that the ids do not lead to', `${K}.stem`, busy.stem, '.stem: '],
    [
      'an alias to nobody',
      'aliases.cluster-xxxxxxxxxxxx',
      '77777777777',
      'aliases.cluster-xxxxxxxxxxxx: the stem of a holder, or of a forgotten one, ' +
        'not "77777777777"',
    ],
    [
      'a forgotten one by no stem',
      'forgotten.7',
      'cluster-77777777777',
      'forgotten.7: as a key, 11 of',
    ],
    [
      'a forgotten one that is no holder',
      'forgotten.77777777777',
      'hsm-77777777777',
      'forgotten.77777777777: cluster- or backup- and',
    ],
    [
      'an alias that leads astray',
      `aliases.${busy.hsms[active]?.hsmId}`,
      holders.find((holder) => holder !== busy)?.stem,
      `${C}.stem: the stem that hsm-`,
    ],
    [
      'an id that leads astray',
      `${C}.clusterId`,
      'cluster-xxxxxxxxxxxx',
      `${C}.stem: the stem that cluster-xxxxxxxxxxxx leads to`,
    ],
    [
      'one HSM twice',
      `${C}.hsms.${joining}.hsmId`,
      busy.hsms[active]?.hsmId,
      'hsmId: an id that is there once',
    ],
    [
      'one backup twice',
      `${C}.backups.1.backupId`,
      busy.backups[0]?.backupId,
      `${C}.backups.1.backupId: an id that is there once`,
    ],
    [
      'a count of HSMs that would make an id twice',
      `${C}.hsmsMade`,
      0,
      '.hsmId: an id that is there once, numbered below 0',
    ],
    [
      'a count of backups that would make an id twice',
      `${C}.backupsMade`,
      busy.backupsMade - 1,
      '.backupId: an id that is there once',
    ],
    [
      'an HSM by an id that nobody gave',
      `${C}.hsms.${active}.hsmId`,
      'hsm-ABCDEFGHIJK',
      `${C}.hsmIdsGiven: the id of each HSM that was not`,
    ],
    [
      'backups in no order',
      `${C}.backups.0.createdAt`,
      busy.asOf,
      `${C}.backups.1.createdAt: backups oldest first`,
    ],
    [
      'a backup of tomorrow',
      `${C}.backups.${busy.backups.length - 1}.createdAt`,
      busy.asOf + 1,
      '.createdAt: an instant up to asOf',
    ],
    [
      'a cluster of tomorrow',
      `${C}.createdAt`,
      busy.asOf + 1,
      `${C}.createdAt: an instant up to asOf`,
    ],
    ['an ACTIVE HSM without users', `${C}.hsms.${active}.access`, undefined, ': '],
    [
      'HSMs with users but no keys',
      `${C}.material`,
      undefined,
      `${C}.material: keys and certificates, if and only if`,
    ],
    [
      'an HSM that joins with nothing',
      `${C}.hsms.${joining}.joinsWith`,
      undefined,
      `${C}.hsms.${joining}.joinsWith: contents of an HSM that joins`,
    ],
    [
      'a last backup that retention may mark',
      `${C}.backups.${newest}.markableSince`,
      busy.asOf,
      `${C}.backups.${newest}.markableSince: an instant, if`,
    ],
    [
      'a clock that stands still',
      `${C}.peerSince`,
      undefined,
      `${C}.peerSince: an instant, if and only if`,
    ],
    [
      'a READY backup that awaits its purge',
      `${C}.backups.${ready}.deleteAt`,
      busy.asOf,
      `${C}.backups.${ready}.deleteAt: an instant, if and only if`,
    ],
    [
      'a doomed backup without a date',
      `${C}.backups.${ready}.state`,
      'PENDING_DELETION',
      `${C}.backups.${ready}.deleteAt: an instant, if and only if`,
    ],
    [
      'an own backup with a source',
      `${C}.backups.0.source`,
      { region: 'us-east-1', backupId: 'backup-aaaaaaaaaaa', clusterId: 'cluster-aaaaaaaaaaa' },
      '.source: a source, if',
    ],
    [
      'a copy without a source',
      `${K}.backups.0.source`,
      undefined,
      `${K}.backups.0.source: a source, if and only if it is a copy, not missing`,
    ],
    [
      'a copy of another name',
      `${K}.backups.0.backupId`,
      'backup-aaaaaaaaaaa',
      `${K}.backups.0.backupId: the id of the copy`,
    ],
  ])('refuses %s', (...[, path, value, sentence]) => {
    expect(after(path, value)).toContain(sentence);
  });

  it('reads a file whatever the order of its keys and its spacing', () => {
    const { holders: last, ...first }: Plain = JSON.parse(whole);
    const outcome = fleetFromJson(JSON.stringify({ ...first, holders: last }, null, 2));
    expect(outcome._tag === 'Right' && fleetToJson(outcome.right)).toBe(whole);
  });

  it('refuses one holder twice', () => {
    const { holders: all }: Plain = JSON.parse(whole);
    const ahead = changed(whole, 'started', rich.started + 1);
    const twice = changed(ahead, `holders.${holders.length}`, all?.[holders.indexOf(busy)]);
    expect(refusal(fleetFromJson(twice))).toBe(
      `holders.${holders.length}.stem: a stem that no other holder has or had, not "${busy.stem}"`,
    );
  });

  it.each([
    [
      'that is there',
      busy.stem,
      `cluster-${busy.stem}`,
      `.stem: a stem that no other holder has or had, not "${busy.stem}"`,
    ],
    [
      'by another stem',
      '77777777777',
      'cluster-66666666666',
      'forgotten.77777777777: an id that leads to this stem, by itself or by an alias',
    ],
  ])('refuses a forgotten holder %s', (...[, stem, id, sentence]) => {
    const ahead = changed(whole, 'started', rich.started + 1);
    expect(refusal(fleetFromJson(changed(ahead, `forgotten.${stem}`, id)))).toContain(sentence);
  });

  it('keeps a counter that is ahead of the holders', () => {
    const ahead = fleetFromJson(changed(whole, 'started', holders.length + 5));
    expect(ahead).toHaveProperty('right.started', holders.length + 5);
  });

  it('is not harmed by keys such as __proto__', () => {
    expect(refusal(fleetFromJson(whole.replace('{', '{"__proto__":{"now":5},')))).toBe(
      '__proto__: no such member, not an object',
    );
    expect(refusal(fleetFromJson(whole.replace('{', '{"constructor":1,')))).toBe(
      'constructor: no such member, not 1',
    );
    expect(Reflect.get({}, 'asOf')).toBeUndefined();
  });
});

describe('holderFromJson', () => {
  it('refuses a fleet', () => {
    expect(refusal(holderFromJson(whole))).toBe(
      'format: "hsm-lifecycle/holder", not "hsm-lifecycle/fleet"',
    );
  });

  it('refuses a contradiction', () => {
    expect(
      refusal(holderFromJson(changed(holderToJson(busy), 'holder.peerSince', undefined))),
    ).toContain('holder.peerSince: an instant');
  });

  it('refuses a wrong member', () => {
    expect(refusal(holderFromJson(changed(holderToJson(busy), 'holder.hsmsMade', -1)))).toBe(
      'holder.hsmsMade: a whole number, 0 or more, not -1',
    );
  });
});
