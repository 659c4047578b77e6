/**
 * What goes into an exploration, and what comes out of it.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { Law } from '../../../testing/src/laws/law.ts';
import type { SearchCheckpoint } from './checkpoint.ts';
import type { Counterexample } from '../counterexample/counterexample.ts';
import type { Coverage } from '../statistics/command-coverage.ts';
import type { Actions } from '../world/actions.ts';
import type { FleetMachine, Symmetry } from '../world/state.ts';
import type { ModelStates } from '../statistics/state-coverage.ts';
import type { StateLaw } from '../../../testing/src/laws/state-law.ts';

/** How far an exploration has come. */
export type Progress = {
  /** The number of levels that were searched to the end. */
  readonly depth: number;
  readonly states: number;
  readonly transitions: number;
  /**
   * How many states there are on the level that is being searched, and how many of them have been
   * looked at.
   */
  readonly levelStates: number;
  readonly levelExpanded: number;
  /** How much memory the table of states takes. */
  readonly bytes: number;
};

/**
 * A moment between two states, in which a search can be asked how far it is, written down, and
 * stopped.
 */
export type Pause = { readonly progress: () => Progress; readonly checkpoint: () => Uint8Array };

/** What `explore` needs to know. */
export type Explore = Actions & {
  /** Where it begins. */
  readonly world: Fleet;
  /** How many commands and waits in a row, at most. */
  readonly depth: number;
  /** All of the kit's if left out. */
  readonly laws?: readonly Law[];
  /** All of the kit's if left out: everything ends. */
  readonly stateLaws?: readonly StateLaw[];
  /** `exactly` if left out. */
  readonly symmetry?: Symmetry;
  /** Ends the search early. Some 25 bytes are kept of each state; a million states if left out. */
  readonly limits?: { readonly states?: number; readonly transitions?: number };
  /** `step` if left out. */
  readonly machine?: FleetMachine;
  /** Told after each level. */
  readonly onProgress?: (progress: Progress) => void;
  /** Asked after each state; `'STOP'` ends the search there. */
  readonly onPause?: (pause: Pause) => 'STOP' | undefined;
  /**
   * Where to go on: what `checkpointFrom` has made of the bytes of a search with the same input,
   * but for its depth and limits.
   */
  readonly resume?: SearchCheckpoint;
  /**
   * A module that exports your `laws`, `stateLaws` and `machine`, such as there are: the test of a
   * counterexample imports them from there.
   */
  readonly module?: string;
};

/**
 * Why a search ended: there was nothing new, the depth or a limit was reached, a law was broken, or
 * it was told to stop.
 */
export type EndedBy = 'NOTHING_NEW' | 'DEPTH' | 'LIMIT' | 'BREACH' | 'STOPPED';

/** What a search found. */
export type Exploration = {
  readonly states: number;
  /** Accepted commands and waits. */
  readonly transitions: number;
  readonly refusals: number;
  /** The number of levels that were searched to the end. */
  readonly depth: number;
  /** How many states were new on each level, the start being the first. */
  readonly levels: readonly number[];
  readonly endedBy: EndedBy;
  /**
   * Whether every state that the world can reach in these ways has been seen, at whatever depth.
   */
  readonly exhausted: boolean;
  readonly coverage: Coverage;
  /** Types of command that were tried and never accepted. */
  readonly neverAccepted: readonly string[];
  /** States of clusters, HSMs and backups that nothing was ever seen in. */
  readonly neverSeen: ModelStates;
  /**
   * How likely it is that two states were taken for one because their fingerprints are the same.
   */
  readonly collisionProbability: number;
  readonly counterexample: Counterexample | undefined;
};
