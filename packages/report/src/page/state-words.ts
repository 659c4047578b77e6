/**
 * States in words and in patterns.
 *
 * @module
 */

const LOOKS: Readonly<Record<string, string>> = {
  ACTIVE: 'solid',
  READY: 'solid',
  HELD: 'hollow',
  DEGRADED: 'broken',
  PENDING_DELETION: 'leaving',
  DELETE_IN_PROGRESS: 'leaving',
  DELETED: 'over',
};

/** The look of a state: the name of a class. States in progress look alike. */
export const lookOf = (state: string): string => LOOKS[state] ?? 'starting';

const WORDS: Readonly<Record<string, string>> = {
  REPLACING: 'replacing another HSM',
  HELD: 'kept to start HSMs from',
};

/** A state in words: AWS's own name for it, as far as it has one. */
export const stateText = (state: string): string => WORDS[state] ?? state;
