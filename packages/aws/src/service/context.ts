/**
 * What the actions use.
 *
 * @module
 */
import type { ClusterMode } from '@hsm-lifecycle/core';
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { Fault } from '../faults/fault.ts';
import type { Host } from '../host/host.ts';
import type { Either } from '../kernel/either.ts';
import type { Action, Input, Output } from '../model/action.ts';
import type { SubnetDirectory } from '../network/subnet-directory.ts';
import type { HardwareCertificates } from '../view/cluster-view.ts';
import type { Caller } from './caller.ts';

/** Gives and checks certificates. */
export type Certificates = {
  /** Those of the HSM that made a signing request. */
  readonly hardware: (signingRequestId: string) => Promise<HardwareCertificates>;
  /** Why a signed certificate and its trust anchor cannot initialize a cluster; a sentence. */
  readonly flawOf: (given: {
    readonly signingRequestId: string;
    readonly signedCert: string;
    readonly trustAnchor: string;
  }) => Promise<string | undefined>;
};

/** How shared backups are seen: not at all if shared by policy only (F-176). */
export type Sharing = 'POLICY' | 'RAM';

/** The parts of an endpoint. */
export type EndpointParts = {
  readonly host: Host;
  readonly subnets: SubnetDirectory;
  readonly certificates: Certificates;
  /** Proves page tokens. */
  readonly tokenKey: Bytes;
  readonly sharing: Sharing;
  /** The mode of new clusters for which none is given; refused if undefined (F-183). */
  readonly defaultMode: ClusterMode | undefined;
};

/** The parts, and who asks. */
export type Context = EndpointParts & { readonly caller: Caller };

/** Carries out an action. */
export type Perform<It extends Action> = (
  context: Context,
  input: Input<It>,
) => Promise<Either<Fault, Output<It>>>;
