/**
 * Parts of observations: ids in AWS's form, and what is known of contents.
 *
 * @module
 */
import type { CommandOf } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { chance, type Draw } from './draw.ts';
import { KEYS } from './vocabulary.ts';

type ClusterSeen = CommandOf<'ObserveCluster'>['data'];

const SOMETIMES = 0.3;
const LETTERS = 26;
const CODE_LENGTH = 6;
const FIRST_LETTER = 'A'.codePointAt(0) ?? 0;

/** Capital letters that no other holder’s ids have. */
const codeOf = (fleet: Fleet): string => {
  let [rest, code] = [fleet.started, ''];
  for (let n = 0; n < CODE_LENGTH; n += 1) {
    code = String.fromCodePoint(FIRST_LETTER + (rest % LETTERS)) + code;
    rest = Math.floor(rest / LETTERS);
  }
  return code;
};

/** An id as AWS gives them: with capitals, so that no generated one equals it. */
export const idIn =
  (fleet: Fleet) =>
  <Kind extends string>(kind: Kind, place: number): `${Kind}-${string}` =>
    `${kind}-SEEN${codeOf(fleet)}${place + 2}`;

/** What a place is known to hold, if anything; all of it was created at one instant. */
export const listed = (
  draw: Draw,
  createdAt: number,
): { readonly contents?: NonNullable<ClusterSeen['contents']> } => {
  if (chance(draw, SOMETIMES)) return {};
  const users = (['admin', 'alice', 'bob'] as const).slice(0, 1 + draw(3));
  const keys = users.includes('alice') ? KEYS.slice(0, draw(3)) : [];
  return {
    contents: {
      material: {
        keys: keys.map((keyId) => ({
          keyId,
          owner: 'alice',
          kind: 'symmetric',
          createdAt,
          label: undefined,
          expiresAt: undefined,
        })),
        certificates: [],
      },
      access: {
        users: users.map((name) => ({
          name,
          role: name === 'admin' ? 'CO' : 'CU',
          createdAt,
          passwordSetAt: createdAt,
          lastSeenAt: undefined,
        })),
        policies: chance(draw, SOMETIMES) ? { quorum: '2' } : {},
        configuration: {},
      },
    },
  };
};
