/**
 * Fleets under other editions.
 */
import { describe, expect, it } from '@jest/globals';
import { customEdition, editions, type Edition } from '@hsm-lifecycle/core';
import { restated } from '@hsm-lifecycle/core/codec';
import { equalFleets, type Fleet } from '@hsm-lifecycle/core/fleet';
import { accepted, fleet as exampleFleet } from '@hsm-lifecycle/testing/examples';

/** A cluster and a copy. */
const fleet = exampleFleet({ quotas: 'NONE' });

const slow = (edition: Edition) =>
  customEdition(edition, { name: `${edition.name}+slow`, durations: { copy: 'REPORTED' } });

describe('a restated fleet', () => {
  it('has another edition in all its holders, and is otherwise the same', () => {
    const seen: Edition[] = [];
    const made = accepted(
      restated(fleet, (edition) => {
        seen.push(edition);
        return slow(edition);
      }),
    );
    expect([...made.holders.values()].map(({ kind }) => kind).toSorted()).toEqual([
      'CLUSTER',
      'COPY',
    ]);
    for (const { edition } of [made, ...made.holders.values()])
      expect(edition).toMatchObject({
        name: expect.stringMatching(/\+slow$/u),
        durations: { copy: 'REPORTED' },
      });
    expect(seen).toEqual([...new Set(seen)]);
    const back = accepted(restated(made, () => ({ _tag: 'Right', right: fleet.edition })));
    expect(equalFleets(back, fleet)).toBe(true);
  });

  it('is refused like its edition, be it the fleet’s or a holder’s', () => {
    const refusal = { _tag: 'Left', left: 'no' } as const;
    expect(restated(fleet, () => refusal)).toEqual(refusal);
    const mixed: Fleet = { ...fleet, edition: editions.instant };
    const onlyInstant = (edition: Edition) =>
      edition.name === 'instant' ? ({ _tag: 'Right', right: edition } as const) : refusal;
    expect(restated(mixed, onlyInstant)).toEqual(refusal);
  });
});
