/**
 * What the page says without JavaScript, against core's own answers.
 */
import { describe, expect, it } from '@jest/globals';
import { advanceFleet, recoveryPoints, residualData, type Fleet } from '@hsm-lifecycle/core/fleet';
import { spanText } from '@hsm-lifecycle/drills/sentences';
import { exampleRun, pageOf, plain, withoutScripts } from './pages.ts';

const run = exampleRun('disaster-recovery');
const page = withoutScripts(pageOf(run));
const clusterId = run.book.idOf('payments') ?? '';
const LOST_AT = Date.parse('2026-11-10T07:30:00Z');

/** What core answers; it refuses none of these questions. */
const answer = <Right>(
  answered: { readonly _tag: 'Left' } | { readonly _tag: 'Right'; readonly right: Right },
): Right => {
  if (answered._tag === 'Left') throw new Error('core refuses the question');
  return answered.right;
};

/** The fleet at an instant: what the drill did by then, and all that was due. */
const fleetAt = (at: number): Fleet => {
  const before =
    run.accepted.findLast(({ command }) => command.data.at <= at)?.after ?? run.accepted[0]?.before;
  if (before === undefined) throw new Error('the drill is empty');
  const [after] = answer(advanceFleet(before, { at }));
  return after;
};

type Label = { readonly kind: string; readonly name: string; readonly lives: string };

/** The labels of the bars: `copy Frankfurt copy: CREATE_IN_PROGRESS from ..., READY from ...`. */
const labels: readonly Label[] = Array.from(
  page.matchAll(
    /role="img" aria-label="(?<kind>backup|copy|HSM) (?<name>[^":]*): (?<lives>[^"]*)"/gu,
  ),
  ({ groups = {} }) => ({
    kind: groups['kind'] ?? '',
    name: plain(groups['name'] ?? ''),
    lives: plain(groups['lives'] ?? ''),
  }),
);

const readInstant = (text: string): number =>
  Date.parse(text.replace(/^\w+ /u, '').replace(' UTC', ':00Z'));

/** The state that a label tells of an instant. */
const stateAt = ({ lives }: Label, at: number): string | undefined => {
  const [, gone] = /; gone on (.*)$/u.exec(lives) ?? [];
  if (gone !== undefined && readInstant(gone) <= at) return undefined;
  const states = Array.from(lives.matchAll(/(\w+) from ([^,;]* UTC)/gu), ([, state, from]) => ({
    state,
    from: readInstant(from ?? ''),
  }));
  return states.findLast(({ from }) => from <= at)?.state;
};

const rowsOfSecrets = Array.from(
  page.matchAll(/<tr[^>]*><th scope="row">[\s\S]*?<\/tr>/gu),
  ([row]) => plain(row),
);

const INSTANTS = [
  ['the activation backup is READY', '2026-11-02T09:32:00Z'],
  ['the second HSM serves', '2026-11-02T09:57:00Z'],
  ['the copy is READY', '2026-11-09T22:10:00Z'],
  ['Ireland is lost', '2026-11-10T07:30:00Z'],
  ['the end', '2026-11-10T08:25:00Z'],
] as const;

describe('the page of the disaster recovery, without JavaScript', () => {
  it('says in its headline what core says when Ireland is lost', () => {
    const [newest] = answer(recoveryPoints(fleetAt(LOST_AT), { clusterId, at: LOST_AT })).points;
    const age = spanText(newest?.ageMs ?? 0);
    expect(age).toBe('21h 45m');
    const [, headline = ''] = /<h1>([\s\S]*?)<\/h1>/u.exec(page) ?? [];
    expect(plain(headline)).toBe(
      `✓Passed: 7 of 7. After Ireland was lost, ${age} of work were gone.`,
    );
    expect(plain(page)).toContain(`of work lost with Ireland${age}`);
  });

  it.each(INSTANTS)('labels the recovery points that core finds: %s', (_, iso) => {
    const at = Date.parse(iso);
    const fleet = fleetAt(at);
    const found = [clusterId, run.book.idOf('clone') ?? '']
      .flatMap((id) => answer(recoveryPoints(fleet, { clusterId: id, at })).points)
      .map(({ backupId }) => run.book.called(backupId));
    const isReachable = ({ kind, name }: Label): boolean =>
      at < LOST_AT || kind === 'copy' || name.startsWith('clone');
    const told = labels
      .filter(
        (label) => label.kind !== 'HSM' && isReachable(label) && stateAt(label, at) === 'READY',
      )
      .map(({ name }) => name);
    expect(told.toSorted()).toEqual(found.toSorted());
    expect(told.length).toBeGreaterThan(0);
  });

  it.each(INSTANTS)('labels the HSMs as they are: %s', (_, iso) => {
    const at = Date.parse(iso);
    const hsms = [...fleetAt(at).holders.values()].flatMap((holder) =>
      holder.kind === 'CLUSTER' ? Array.from(holder.hsms) : [],
    );
    const told = labels.flatMap((label): readonly string[] => {
      const state = label.kind === 'HSM' ? stateAt(label, at) : undefined;
      return state === undefined ? [] : [`${label.name.replace(/ in \S+$/u, '')} ${state}`];
    });
    const real = hsms.map(({ hsmId, state }) => `${run.book.called(hsmId)} ${state}`);
    expect(told.toSorted()).toEqual(real.toSorted());
  });

  /** In how many places outside destroyed regions core finds a key. */
  const placesOf = (keyId: string, at: number): number => {
    const fleet = fleetAt(at);
    const found = answer(residualData(fleet, { keyIds: [keyId] }));
    return found.filter(({ region }) => fleet.lost[region] !== 'DESTROYED').length;
  };

  it.each([
    ['card-signing', [0, 3, 11, 1, 4]],
    ['pin-encryption', [0, 3, 11, 1, 4]],
    ['made-too-late', [0, 0, 0, 0, 0]],
  ] as const)('tells what becomes of the key %s as core does', (keyId, counts) => {
    expect(INSTANTS.map(([, iso]) => placesOf(keyId, Date.parse(iso)))).toEqual(counts);
    const row = rowsOfSecrets.find((text) => text.startsWith(keyId)) ?? '';
    const [, goneOn] = /gone for good on (.* UTC)/u.exec(row) ?? [];
    const goneAt = goneOn === undefined ? run.endsAt + 1 : readInstant(goneOn);
    const fate =
      goneOn === undefined ? `still in ${placesOf(keyId, run.endsAt)} places at the end` : goneOn;
    expect(row).toContain(fate);
    expect(placesOf(keyId, goneAt - 1)).toBeGreaterThan(0);
    expect(placesOf(keyId, Math.max(goneAt, run.endsAt)) === 0).toBe(goneOn !== undefined);
  });

  it('says that the key made too late is gone for good, and no other', () => {
    const gone = rowsOfSecrets.filter((text) => text.includes('gone for good'));
    expect(gone).toEqual(['made-too-late key0gone for good on Tue 10 Nov 2026 07:30 UTC']);
    expect(rowsOfSecrets).toHaveLength(6);
  });

  it('lists every event with its rule and a link to the source', () => {
    expect(page.match(/<li class="event[^"]*" id="event-\d+"/gu)).toHaveLength(45);
    expect(page).toMatch(/<a class="rule" href="https:\/\/docs\.aws\.amazon\.com[^"]*"/u);
    expect(plain(page)).toContain('REGION eu-west-1 IS DESTROYED M-7');
  });
});
