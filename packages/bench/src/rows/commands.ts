/**
 * A runtime's commands on SQLite, against bare writes of the same rows in the same transactions.
 *
 * @module
 */
import { join } from 'node:path';
import { DAY_MS, HOUR_MS } from '@hsm-lifecycle/core';
import type { Runtime } from '@hsm-lifecycle/runtime';
import { elapsed, medianOf } from '../measure/medians.ts';
import { elapsedTurn } from '../measure/turns.ts';
import { bareSqlite, rowsIn } from '../peers/bare-sqlite.ts';
import { digits, type Options, type Row } from '../report/row.ts';
import { REGION, ZONE } from '../work/grown-fleet.ts';
import { must } from '../work/must.ts';
import type { Step } from '../work/recording-driver.ts';
import { inFolder, inRecordedStore, started } from '../work/store.ts';

const LEAST = 0.5;

/** The commands to a runtime in one round. */
export type Kind = 'tag' | 'hsm' | 'day';

/** A way to use a runtime: how often in one round, and of how many commands. */
type Use = {
  readonly name: string;
  readonly times: number;
  readonly commands: number;
  readonly ask: (runtime: Runtime, clusterId: string) => Promise<void>;
};

let tags = 0;

const uses: Readonly<Record<Kind, Use>> = {
  tag: {
    name: 'Tag, which has no effects',
    times: 50,
    commands: 1,
    ask: async (runtime, clusterId) => {
      tags += 1;
      must(
        await runtime.dispatch({
          type: 'Tag',
          data: { resourceId: clusterId, tags: { number: String(tags) } },
        }),
      );
    },
  },
  hsm: {
    name: 'AddHsm and RemoveHsm, each with a backup sealed, stored and reported',
    times: 10,
    commands: 2,
    ask: async (runtime, clusterId) => {
      const added = must(
        await runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: ZONE } }),
      );
      must(await runtime.idle());
      const hsmId =
        added.events.flatMap(({ event }) =>
          event.type === 'HsmAdding' ? [event.data.hsmId] : [],
        )[0] ?? '';
      must(await runtime.dispatch({ type: 'RemoveHsm', data: { clusterId, hsmId } }));
      must(await runtime.idle());
    },
  },
  day: {
    name: 'a day, with a backup sealed and another purged',
    times: 10,
    commands: 1,
    ask: async (runtime) => {
      must(await runtime.advance(runtime.state().asOf + DAY_MS));
    },
  },
};

/** Long enough for one backup to be purged each day. */
const STEADY_DAYS = 16;

const prepared = async (runtime: Runtime, kind: Kind): Promise<string> => {
  const subnets = [{ subnetId: 'subnet-00000000000000001', availabilityZone: ZONE }];
  const data = {
    region: REGION,
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    subnets,
    retentionDays: 7,
  } as const;
  must(await runtime.dispatch({ type: 'CreateCluster', data }));
  const clusterId =
    [...runtime.state().holders.values()].flatMap((it) =>
      it.kind === 'CLUSTER' ? [it.clusterId] : [],
    )[0] ?? '';
  must(await runtime.advance(HOUR_MS));
  must(await runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: ZONE } }));
  must(await runtime.advance(2 * HOUR_MS));
  must(await runtime.dispatch({ type: 'Initialize', data: { clusterId } }));
  must(await runtime.advance(3 * HOUR_MS));
  must(await runtime.dispatch({ type: 'Activate', data: { clusterId } }));
  must(await runtime.idle());
  if (kind === 'day') must(await runtime.advance(STEADY_DAYS * DAY_MS));
  return clusterId;
};

/**
 * Medians of a round in milliseconds, and how many transactions it has. `isEqual`: both files hold
 * the same rows.
 */
export type CommandContest = {
  readonly own: number;
  readonly bare: number;
  readonly transactions: number;
  readonly isEqual: boolean;
};

type Counts = { readonly rounds: number; readonly times: number };

const transactionsIn = (steps: readonly Step[]): number =>
  steps.filter((step) => 'writes' in step).length;

/** Runs commands on a runtime, then repeats its writes, round by round. */
export const commandContest = (kind: Kind, { rounds, times }: Counts): Promise<CommandContest> =>
  inFolder((folder) =>
    inRecordedStore(join(folder, 'runtime.db'), async (store, recording) => {
      const runtime = await started(store);
      const clusterId = await prepared(runtime, kind);
      const peer = bareSqlite(join(folder, 'bare.db'));
      peer.write(recording.taken());
      const samples: {
        readonly own: number;
        readonly bare: number;
        readonly transactions: number;
      }[] = [];
      const turn = async (): Promise<void> => {
        // Commands run one after another, as from one client.
        // oxlint-disable-next-line no-await-in-loop
        for (let time = 0; time < times; time += 1) await uses[kind].ask(runtime, clusterId);
      };
      for (let round = 0; round <= rounds; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        const own = await elapsedTurn(turn);
        const steps = recording.taken();
        const bare = elapsed(() => peer.write(steps));
        if (round > 0) samples.push({ own, bare, transactions: transactionsIn(steps) });
      }
      const isEqual = rowsIn(recording.driver) === peer.rows();
      await runtime.close();
      peer.close();
      const middle = (of: 'own' | 'bare' | 'transactions'): number =>
        medianOf(samples.map((sample) => sample[of]));
      return {
        own: middle('own'),
        bare: middle('bare'),
        transactions: middle('transactions'),
        isEqual,
      };
    }),
  );

/**
 * Measures commands without effects, commands that make the runtime seal, and days on which it
 * seals and destroys.
 */
export const commandRows = async (kind: Kind, { isQuick }: Options): Promise<readonly Row[]> => {
  const { name, times, commands } = uses[kind];
  const { own, bare, transactions, isEqual } = await commandContest(kind, {
    rounds: isQuick ? 4 : 12,
    times,
  });
  if (!isEqual) throw new Error('not the same rows');
  const ratio = bare / own;
  const isJudged = !isQuick;
  return [
    {
      work: `${name}: rate against bare libsql writes of the same rows`,
      figure: `${digits(ratio)}x`,
      target: isJudged ? `at least ${LEAST}x` : undefined,
      isMet: isJudged ? ratio >= LEAST : undefined,
    },
    {
      work: `${name}: ${kind === 'day' ? 'days' : 'commands'}`,
      figure: `${digits((1000 * commands * times) / own)} a second`,
    },
    {
      work: 'the same, bare: transactions',
      figure: `${digits((1000 * transactions) / bare)} a second`,
    },
    {
      work: 'the same: what the runtime does besides writing',
      figure: `${digits((own - bare) / (commands * times))} ms each`,
    },
  ];
};
