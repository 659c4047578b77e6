/**
 * What turning a step into commands starts from, and what all kinds of steps share.
 *
 * @module
 */
import type { Command, Subnet } from '@hsm-lifecycle/core';
import type { StepKind, StepOf } from '../file/drill.ts';
import type { ZoneAndCidr } from '../file/values.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { WantedState } from '../ledger/backups-meant.ts';
import type { NamedFleet } from '../ledger/named-fleet.ts';
import { idsNamed, type UnresolvedReference } from '../ledger/references.ts';

/** The fleet and the names when a step is taken, and the instant of the step. */
export type StepContext = NamedFleet & {
  /** The ids of noted signing requests, by name. */
  readonly signingRequests: ReadonlyMap<string, string>;
};

/** A step that turns into commands; those that note something do not. */
export type CommandStep = StepOf<Exclude<StepKind, 'Remember' | 'NoteSigningRequest'>>;

/** A field of a step that cannot be resolved, and why. */
export type UnresolvedField = UnresolvedReference & { readonly field: string };

/** The commands of a step, or the field that cannot be resolved. */
export type StepCommands = Either<UnresolvedField, readonly Command[]>;

const SUBNET_HEX_DIGITS = 8;

/** Makes one subnet in each zone. */
export const subnetInEach = (zones: readonly (string | ZoneAndCidr)[]): readonly Subnet[] =>
  zones.map((it, index) => {
    const subnetId = `subnet-${String(index + 1).padStart(SUBNET_HEX_DIGITS, '0')}`;
    return typeof it === 'string'
      ? { subnetId, availabilityZone: it }
      : { subnetId, availabilityZone: it.zone, cidr: it.cidr };
  });

/** Leaves out members that are `undefined`, for exact optional types. */
export const definedMembers = <Shape extends object>(
  shape: Shape,
): { readonly [Name in keyof Shape]?: Exclude<Shape[Name], undefined> } => {
  const pairs: readonly (readonly unknown[])[] = Object.entries(shape).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(pairs);
};

/** A field with a reference; `wanted` is the state of the backups that its phrases look for. */
export type ReferenceInField = {
  readonly field: string;
  readonly reference: string;
  readonly wanted?: WantedState;
};

/** Makes one command for each id that a reference resolves to. */
export const commandForEach = (
  { field, reference, wanted = 'READY' }: ReferenceInField,
  context: StepContext,
  make: (id: string) => Command,
): StepCommands => {
  const ids = idsNamed(reference, context, wanted);
  return ids._tag === 'Left' ? left({ ...ids.left, field }) : right(ids.right.map(make));
};
