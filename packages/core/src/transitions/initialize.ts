/**
 * Initializing a cluster.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type {
  HsmBusy,
  HsmNotActive,
  NoHsm,
  StaleSigningRequest,
  WrongState,
} from '../rules/cluster-refusals.ts';
import { refused } from '../rules/refused.ts';
import { endOf } from '../rules/editions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import type { EpochMillis } from '../model/instant.ts';
import { pairRefusal } from '../guards/pair.ts';
import { formed } from '../guards/formed.ts';
import { optionalForm, textForm, grammarForm, type FormsOf } from '../model/form.ts';
import { grammars } from '../model/grammar.ts';

/** The input of `initialize`. */
export type Initialize = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** The signing request that the certificate answers; the current one if left out. */
  readonly signingRequestId?: string;
  /** The signed cluster certificate, as text; the model keeps it and does not read it. */
  readonly certificate?: string;
};

/** Why `initialize` may refuse. */
export type InitializeRefusal =
  | NotWellFormed
  | TimeRefusal
  | WrongState<'U-18'>
  | NoHsm<'F-73'>
  | HsmNotActive<'F-73'>
  | HsmBusy
  | StaleSigningRequest;

const firstHsmError = ({
  hsms,
}: Cluster): NoHsm<'F-73'> | HsmNotActive<'F-73'> | HsmBusy | undefined => {
  const first = hsms[0];
  if (first === undefined) return { _tag: 'NoHsm', rule: 'F-73' };
  return first.state === 'ACTIVE'
    ? pairRefusal(hsms, first)
    : { _tag: 'HsmNotActive', rule: 'F-73', hsmId: first.hsmId, actual: first.state };
};

/** The form of each field of `Initialize`, except `at`. */
export const initializeForms: FormsOf<Omit<Initialize, 'at'>> = {
  signingRequestId: optionalForm(textForm),
  certificate: optionalForm(grammarForm(grammars.certificate)),
};

const wellFormed = formed<Initialize>(initializeForms);

/**
 * Initializes a cluster with its signed certificate.
 *
 * @param cluster - UNINITIALIZED, its only HSM ACTIVE
 * @param input - `signingRequestId` guards against a certificate for the request of an HSM that has
 *   been replaced; `certificate` is kept and passed on to what is restored or copied;
 *   `at` in milliseconds since the epoch
 * @returns Right: INITIALIZE_IN_PROGRESS; events: what was due, `ClusterInitializing`. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `WrongState`, `NoHsm`, `HsmNotActive`,
 *   `HsmBusy` or `StaleSigningRequest`, checked in that order.
 * @see `InitializeCluster`, CloudHSM V2 API 2017-04-28; F-73, F-75, F-76, F-111; U-18
 * @example
 * const initializing = initialize(cluster, { at });
 */
export const initialize = (
  cluster: Cluster,
  input: Initialize,
): Outcome<InitializeRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, signingRequestId, certificate }) =>
    clusterTransition(cluster, at, (now) => {
      if (now.state !== 'UNINITIALIZED')
        return refused({
          _tag: 'WrongState',
          rule: 'U-18',
          actual: now.state,
          allowed: ['UNINITIALIZED'],
        });
      const unready = firstHsmError(now);
      if (unready !== undefined) return refused(unready);
      if (signingRequestId !== undefined && signingRequestId !== now.signingRequestId)
        return refused({
          _tag: 'StaleSigningRequest',
          rule: 'F-75',
          signingRequestId,
          current: now.signingRequestId,
        });
      return happened(now, {
        type: 'ClusterInitializing',
        data: {
          at,
          expectedAt: endOf(now.edition.durations.initialization, at),
          certificate,
        },
      });
    }),
  );
