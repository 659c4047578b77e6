/**
 * What the compiler holds: each event, command and refusal is reached by its name.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import { refusalTags } from '@hsm-lifecycle/core';
import type {
  Activate,
  AnyRefusal,
  Command,
  CommandOf,
  DecideRefusal,
  EventOf,
  HolderEvent,
  RefusalOf,
} from '@hsm-lifecycle/core';
import type { FleetWideEvent, FleetWideEventOf, StepRefusal } from '@hsm-lifecycle/core/fleet';

/** The names of which the lookup finds nothing: none. */
type Lost<Found> = { [Name in keyof Found]: [Found[Name]] extends [never] ? Name : never };
type Names<Found> = Lost<Found>[keyof Found];

describe('the types by name', () => {
  it('are those that the unions hold', () => {
    expectTypeOf<EventOf<'HsmAdded'>['data']>().toHaveProperty('signingRequestId');
    expectTypeOf<CommandOf<'Activate'>['data']>().toExtend<Activate>();
    expectTypeOf<RefusalOf<'HsmBusy'>['hsmId']>().toEqualTypeOf<string>();
    expectTypeOf<FleetWideEventOf<'RegionLost'>['data']['kind']>().toEqualTypeOf<
      'UNREACHABLE' | 'DESTROYED'
    >();
    expectTypeOf<DecideRefusal | StepRefusal>().toExtend<AnyRefusal>();
    expect(refusalTags).toContain('HsmBusy');
  });

  it('include every name', () => {
    expectTypeOf<Names<{ [Name in HolderEvent['type']]: EventOf<Name> }>>().toEqualTypeOf<never>();
    expectTypeOf<Names<{ [Name in Command['type']]: CommandOf<Name> }>>().toEqualTypeOf<never>();
    expectTypeOf<Names<{ [Name in AnyRefusal['_tag']]: RefusalOf<Name> }>>().toEqualTypeOf<never>();
    expectTypeOf<
      Names<{ [Name in FleetWideEvent['type']]: FleetWideEventOf<Name> }>
    >().toEqualTypeOf<never>();
    expect(new Set(refusalTags).size).toBe(refusalTags.length);
  });

  it('refuse an unknown name', () => {
    // @ts-expect-error - there is no such event
    type NoEvent = EventOf<'HsmActive'>;
    // @ts-expect-error - there is no such command
    type NoCommand = CommandOf<'InitializeCluster'>;
    // @ts-expect-error - there is no such refusal
    type NoRefusal = RefusalOf<'HsmError'>;
    expectTypeOf<[NoEvent, NoCommand, NoRefusal]>().toEqualTypeOf<[never, never, never]>();
    expect(refusalTags).not.toContain('HsmError');
  });
});
