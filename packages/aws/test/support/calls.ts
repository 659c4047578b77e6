/**
 * Calls of the service without a server, and what tests do again and again.
 */
import type { Action, Input, Output } from '@hsm-lifecycle/aws';
import type { Timeless } from '@hsm-lifecycle/runtime';
import { right } from 'fp-ts/lib/Either.js';
import { ALICE, HOME, SUBNETS, must, type Endpoint } from './endpoint.ts';

export type Caller = { readonly account: string; readonly region: string };
export const alice: Caller = { account: ALICE, region: HOME };

/** An endpoint, and who calls it: Alice if left out. */
export type Side = Pick<Endpoint, 'cloudHsm'> & { readonly caller?: Caller };

/** The same endpoint as somebody else, or somewhere else. */
export const as = <It extends Endpoint>(
  it: It,
  caller: Caller,
): It & { readonly caller: Caller } => ({
  ...it,
  caller,
});

/** Calls an action that must succeed. */
export const done = async <It extends Action>(
  { cloudHsm, caller = alice }: Side,
  action: It,
  input: Input<It>,
): Promise<Output<It>> => must(await cloudHsm.call(action, input, caller));

/** Calls an action that must be refused: the code and the message. */
export const refused = async <It extends Action>(
  { cloudHsm, caller = alice }: Side,
  action: It,
  input: Input<It>,
): Promise<{ readonly code: string; readonly message: string; readonly rule?: string }> => {
  const outcome = await cloudHsm.call(action, input, caller);
  if (outcome._tag === 'Right') throw new Error(`${action} was not refused`);
  return outcome.left;
};

export const PLATFORM = { HsmType: 'hsm2m.medium', Mode: 'FIPS' } as const;

/** A new cluster's id. */
export const created = async (it: Endpoint & Side): Promise<string> => {
  const { Cluster } = await done(it, 'CreateCluster', { ...PLATFORM, SubnetIds: SUBNETS });
  it.pass(10);
  return Cluster?.ClusterId ?? '';
};

/** A cluster with its first HSM, which is ACTIVE. */
export const withHsm = async (it: Endpoint & Side): Promise<string> => {
  const ClusterId = await created(it);
  const { region } = it.caller ?? alice;
  await done(it, 'CreateHsm', { ClusterId, AvailabilityZone: `${region}a` });
  it.pass(15);
  return ClusterId;
};

/** Initializes without certificates and activates, as the control plane does. */
export const activated = async (it: Endpoint & Side): Promise<string> => {
  const clusterId = await withHsm(it);
  await commanded(it, { type: 'Initialize', data: { clusterId } });
  it.pass(5);
  await commanded(it, { type: 'Activate', data: { clusterId } });
  it.pass(5);
  return clusterId;
};

/** Carries out a command that the API does not have. */
export const commanded = async ({ cloudHsm }: Side, command: Timeless): Promise<void> => {
  must(await cloudHsm.host.submit(() => right(command)));
};

/** The only cluster with an id. */
export const described = async (
  it: Side,
  clusterId: string,
): Promise<NonNullable<Output<'CreateCluster'>['Cluster']>> => {
  const { Clusters } = await done(it, 'DescribeClusters', { Filters: { clusterIds: [clusterId] } });
  const [cluster] = Clusters ?? [];
  if (cluster === undefined) throw new Error(`no ${clusterId}`);
  return cluster;
};
