/**
 * Rotation and retirement, for rings of master keys and of derived keys alike.
 *
 * @module
 */
import { type Bytes, isEqual, toHex } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { KeyStillActive, KeyUnavailable } from '../kernel/errors.ts';
import type { KeyScope } from './backup-keyring.ts';
import { type Epoch, isSameScope, nextEpoch, retired, type Ring, rotated } from './ring.ts';

/** The scope of a key, and its epoch. */
export type KeyPlace = KeyScope & { readonly epoch: number };

/** How an epoch's key is made, and its public id read. */
export type KeyMaker<Key> = {
  readonly draw: (at: KeyPlace) => Key;
  readonly idOf: (key: Key, at: KeyPlace) => Bytes;
};

type Rings<Key> = readonly Ring<Key>[];

/** Starts a new epoch of a scope, with a key of its own. */
export const rotateScope = <Key>(
  rings: Rings<Key>,
  scope: KeyScope,
  { draw }: KeyMaker<Key>,
): Either<KeyUnavailable, Rings<Key>> => {
  const { region, manufacturer } = scope;
  const own = rings.find((ring) => isSameScope(ring, scope));
  const epoch = own && nextEpoch(own);
  if (epoch === undefined)
    return left({ _tag: 'KeyUnavailable', key: `${region}/${manufacturer}` });
  const key = draw({ region, manufacturer, epoch });
  return right(rings.map((ring) => (ring === own ? rotated(ring, epoch, key) : ring)));
};

const idOf = <Key>(ring: Ring<Key>, epoch: Epoch<Key>, kind: KeyMaker<Key>): Bytes =>
  epoch.status === 'retired' ? epoch.pbkId : kind.idOf(epoch.key, { ...ring, epoch: epoch.epoch });

/** Takes the key of an id out of its ring. The caller must destroy it. */
export const retireKey = <Key>(
  rings: Rings<Key>,
  pbkId: Bytes,
  kind: KeyMaker<Key>,
): Either<KeyUnavailable | KeyStillActive, Rings<Key>> => {
  const [found] = rings.flatMap((ring) =>
    ring.epochs
      .filter((epoch) => isEqual(idOf(ring, epoch, kind), pbkId))
      .map((epoch) => ({ ring, epoch })),
  );
  if (found === undefined) return left({ _tag: 'KeyUnavailable', key: toHex(pbkId) });
  const { ring: own, epoch } = found;
  if (epoch.status === 'active') return left({ _tag: 'KeyStillActive', key: toHex(pbkId) });
  const id = idOf(own, epoch, kind);
  return right(rings.map((ring) => (ring === own ? retired(ring, epoch.epoch, id) : ring)));
};
