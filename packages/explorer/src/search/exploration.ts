/**
 * The input of an exploration, and its result.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { Checks } from '@hsm-lifecycle/testing/laws';
import type { Counterexample } from '../counterexample/counterexample.ts';
import type { Coverage } from '../statistics/command-coverage.ts';
import type { ModelStates } from '../statistics/state-coverage.ts';
import type { Symmetry } from '../symmetry/symmetry.ts';
import type { Actions } from '../world/actions.ts';
import type { SearchCheckpoint } from './checkpoint.ts';

/** How far an exploration has come. */
export type Progress = {
  /** How many levels have been expanded completely. */
  readonly depth: number;
  readonly states: number;
  readonly transitions: number;
  /** How many states the present level has. */
  readonly levelStates: number;
  /** How many of them have been expanded. */
  readonly levelExpanded: number;
  /** Memory for the visited set, in bytes. */
  readonly bytes: number;
};

/** The moment after a state was expanded: ask for progress or a checkpoint, or stop the search. */
export type Pause = {
  readonly progress: () => Progress;
  /** The search so far, for `checkpointFrom`. */
  readonly checkpoint: () => Uint8Array;
};

/**
 * What to explore, how deep, and what to check. `machine`, `laws` and `stateLaws` are `step` and
 * all laws of `@hsm-lifecycle/testing` if left out.
 */
export type Explore = Actions &
  Partial<Checks> & {
    /** The fleet to begin with. */
    readonly world: Fleet;
    /** How many commands and waits in a row, at most. */
    readonly depth: number;
    /** Which states count as equal; `exactly` if left out. */
    readonly symmetry?: Symmetry;
    /** When to end early: a million states if left out, about 25 bytes each. */
    readonly limits?: { readonly states?: number; readonly transitions?: number };
    /** Called after each level. */
    readonly onProgress?: (progress: Progress) => void;
    /** Called after each expanded state; return `'STOP'` to end the search there. */
    readonly onPause?: (pause: Pause) => 'STOP' | undefined;
    /**
     * Where to resume, from `checkpointFrom`: a checkpoint of a search with the same input. Only
     * depth and limits may differ.
     */
    readonly resume?: SearchCheckpoint;
    /**
     * The path or name of a module that exports your `laws`, `stateLaws` and `machine`. The test of
     * a counterexample imports them from there.
     */
    readonly module?: string;
  };

/**
 * Why a search ended: every reachable state was visited, the depth or a limit was reached, a law
 * was broken, or the host stopped it.
 */
export type EndedBy = 'EXHAUSTED' | 'DEPTH' | 'LIMIT' | 'BREACH' | 'STOPPED';

/** The result of a search. */
export type Exploration = {
  /** How many distinct states were visited. */
  readonly states: number;
  /** How many commands and waits were accepted. */
  readonly transitions: number;
  readonly refusals: number;
  /** How many levels were expanded completely. */
  readonly depth: number;
  /** How many new states each level has; the first level is the initial state. */
  readonly levels: readonly number[];
  readonly endedBy: EndedBy;
  /** Whether every reachable state was visited, at whatever depth. */
  readonly exhausted: boolean;
  readonly coverage: Coverage;
  /** Types of command that were tried and never accepted. */
  readonly neverAccepted: readonly string[];
  /** States of clusters, HSMs and backups in which nothing was ever seen. */
  readonly neverSeen: ModelStates;
  /** The probability that two different states had the same fingerprint, so one was skipped. */
  readonly collisionProbability: number;
  readonly counterexample: Counterexample | undefined;
};
