/**
 * Faults that a test plans: the next calls of an action fail.
 *
 * @module
 */
import { isLeft, right, type Either } from '../kernel/either.ts';
import { isJsonObject } from '../kernel/plain.ts';
import { isAction, type Action } from '../model/action.ts';
import { fault, type Fault } from '../faults/fault.ts';
import { controlFlaw, type ControlFlaw } from './control-flaw.ts';

/**
 * INTERNAL: an error 500; THROTTLE: too many requests; DROP: carried out, but the connection ends
 * without an answer; DELAY: answered after a second.
 */
export type PlannedKind = 'INTERNAL' | 'THROTTLE' | 'DROP' | 'DELAY';

/** A plan: how many calls of an action fail, and how. */
export type PlannedFault = {
  readonly action: Action;
  readonly times: number;
  readonly kind: PlannedKind;
};

const KINDS: readonly PlannedKind[] = ['INTERNAL', 'THROTTLE', 'DROP', 'DELAY'];
const TIMES_MAX = 1_000_000;

/** Reads a plan. */
const readPlan = (body: unknown): Either<ControlFlaw, PlannedFault> => {
  const { action, times = 1, kind } = isJsonObject(body) ? body : {};
  const known = KINDS.find((it) => it === kind);
  if (typeof action !== 'string' || !isAction(action))
    return controlFlaw('Give "action", such as CreateHsm.');
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > TIMES_MAX)
    return controlFlaw('Give "times", a whole number from 1.');
  return known === undefined
    ? controlFlaw(`Give "kind", one of ${KINDS.join(', ')}.`)
    : right({ action, times, kind: known });
};

/** The faults that are planned. */
export type PlannedFaults = {
  readonly plan: (body: unknown) => Either<ControlFlaw, PlannedFault>;
  /** The kind of fault that the next call of an action has; counts it. */
  readonly next: (action: string) => PlannedKind | undefined;
  readonly clear: () => void;
};

/** Makes an empty list of plans. */
export const plannedFaults = (): PlannedFaults => {
  let plans: readonly PlannedFault[] = [];
  return {
    plan: (body) => {
      const plan = readPlan(body);
      if (!isLeft(plan)) plans = [...plans, plan.right];
      return plan;
    },
    next: (action) => {
      const index = plans.findIndex((it) => it.action === action);
      const plan = plans[index];
      if (plan === undefined) return undefined;
      const rest = plan.times > 1 ? [{ ...plan, times: plan.times - 1 }] : [];
      plans = [...plans.slice(0, index), ...rest, ...plans.slice(index + 1)];
      return plan.kind;
    },
    clear: () => {
      plans = [];
    },
  };
};

/** The error of a planned fault; undefined if the call is carried out. */
export const plannedError = (kind: PlannedKind | undefined): Fault | undefined => {
  if (kind === 'INTERNAL')
    return fault('CloudHsmInternalFailureException', 'This failure was planned.');
  return kind === 'THROTTLE' ? fault('ThrottlingException', 'Rate exceeded') : undefined;
};
