/**
 * A runtime's commands on SQLite from several callers at a time, against bare writes of the rows of
 * 0.1.0 in its transactions.
 *
 * @module
 */
import { join } from 'node:path';
import { HOUR_MS, type Cluster } from '@hsm-lifecycle/core';
import { elapsed, medianOf } from '../measure/medians.ts';
import { elapsedTurn } from '../measure/turns.ts';
import { bareSqlite, type BareSqlite } from '../peers/bare-sqlite.ts';
import { digits, type Options, type Row } from '../report/row.ts';
import { REGION, ZONE } from '../work/grown-fleet.ts';
import { must } from '../work/must.ts';
import { inFolder, inStore, started, type Started } from '../work/store.ts';

/** `tag`: no work. `hsm`: HSMs join and leave, each with a backup sealed, stored and reported. */
export type Kind = 'tag' | 'hsm';

/** How many callers are measured. */
export const CALLERS = [1, 8, 64, 256] as const;

const SUBNETS = [{ subnetId: 'subnet-00000000000000001', availabilityZone: ZONE }];

const clustersOf = (fleet: Started): readonly Cluster[] =>
  [...fleet.state().holders.values()].flatMap((it) => (it.kind === 'CLUSTER' ? [it] : []));

const all = (work: readonly Promise<unknown>[]): Promise<unknown> => Promise.all(work);

/** Grows one ACTIVE cluster with one HSM for each caller. */
const grow = async (fleet: Started, callers: number): Promise<void> => {
  const create = {
    type: 'CreateCluster',
    data: { region: REGION, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets: SUBNETS },
  } as const;
  const each = async (ask: (clusterId: string) => Promise<unknown>): Promise<void> => {
    await all(clustersOf(fleet).map(({ clusterId }) => ask(clusterId)));
    must(await fleet.idle());
  };
  await all(Array.from({ length: callers }, async () => must(await fleet.dispatch(create))));
  must(await fleet.advance(HOUR_MS));
  await each(async (clusterId) =>
    must(await fleet.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: ZONE } })),
  );
  await each(async (clusterId) =>
    must(await fleet.dispatch({ type: 'Initialize', data: { clusterId } })),
  );
  must(await fleet.advance(2 * HOUR_MS));
  await each(async (clusterId) =>
    must(await fleet.dispatch({ type: 'Activate', data: { clusterId } })),
  );
};

/** One command from each caller; the latency of each is noted. */
type Ask = (fleet: Started, noted: number[]) => Promise<void>;

const timed = async (ask: () => Promise<unknown>, noted: number[]): Promise<void> => {
  noted.push(await elapsedTurn(ask));
};

let tags = 0;

const tag: Ask = async (fleet, noted) => {
  await all(
    clustersOf(fleet).map(({ clusterId: resourceId }) =>
      timed(async () => {
        tags += 1;
        const data = { resourceId, tags: { number: String(tags) } };
        must(await fleet.dispatch({ type: 'Tag', data }));
      }, noted),
    ),
  );
};

/** Every caller adds an HSM, or removes the one that it added. A caller waits for its HSM. */
const hsm: Ask = async (fleet, noted) => {
  await all(
    clustersOf(fleet).map(({ clusterId, hsms }) =>
      timed(async () => {
        const leaving = hsms[1]?.hsmId;
        const asked =
          leaving === undefined
            ? ({ type: 'AddHsm', data: { clusterId, availabilityZone: ZONE } } as const)
            : ({ type: 'RemoveHsm', data: { clusterId, hsmId: leaving } } as const);
        must(await fleet.dispatch(asked));
        must(await fleet.idle());
      }, noted),
    ),
  );
};

const KINDS = {
  tag: { name: 'Tag, which needs no work', ask: tag, bare: (peer: BareSqlite) => peer.tag() },
  hsm: {
    name: 'AddHsm and RemoveHsm, each with a backup sealed, stored and reported',
    ask: hsm,
    bare: (peer: BareSqlite) => peer.seal(),
  },
} as const;

/** Commands a second, bare and by a runtime; latencies in milliseconds. */
export type CommandContest = {
  readonly own: number;
  readonly bare: number;
  readonly p50: number;
  readonly p99: number;
  /** One bare transaction with one event, in milliseconds. */
  readonly transactionMs: number;
  /** The rows that were written bare. */
  readonly bareRows: Readonly<Record<string, number>>;
};

/** How many commands are given before counting, and in all rounds together. */
export type Counts = {
  readonly callers: number;
  readonly warm: number;
  readonly commands: number;
};

const ROUNDS = 5;

const PERCENT = 100;

const percentile = (values: readonly number[], percent: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(((values.length - 1) * percent) / PERCENT)] ?? 0;

const times = async (count: number, work: () => Promise<void>): Promise<void> => {
  // One after another is what is measured.
  // oxlint-disable-next-line no-await-in-loop
  for (let time = 0; time < count; time += 1) await work();
};

/** Runs commands and bare writes in turn. */
export const commandContest = (
  kind: Kind,
  { callers, warm, commands }: Counts,
): Promise<CommandContest> =>
  inFolder((folder) =>
    inStore(join(folder, 'runtime.db'), async (store) => {
      const fleet = await started(store);
      await grow(fleet, callers);
      const peer = bareSqlite(join(folder, 'bare.db'));
      const { ask, bare } = KINDS[kind];
      const perRound = Math.max(1, Math.ceil(commands / callers / ROUNDS));
      const [owns, bares, noted]: [number[], number[], number[]] = [[], [], []];
      await times(Math.ceil(warm / callers), () => ask(fleet, []));
      for (let count = 0; count < warm; count += 1) bare(peer);
      await times(ROUNDS, async () => {
        const own = await elapsedTurn(() => times(perRound, () => ask(fleet, noted)));
        const one = perRound * callers;
        const took = elapsed(() => {
          for (let count = 0; count < one; count += 1) bare(peer);
        });
        owns.push((1000 * one) / own);
        bares.push((1000 * one) / took);
      });
      const TRANSACTIONS = 200;
      const transactions = elapsed(() => {
        for (let count = 0; count < TRANSACTIONS; count += 1) peer.tag();
      });
      const bareRows = peer.counts();
      await fleet.close();
      peer.close();
      return {
        own: medianOf(owns),
        bare: medianOf(bares),
        p50: percentile(noted, 50),
        p99: percentile(noted, 99),
        transactionMs: transactions / TRANSACTIONS,
        bareRows,
      };
    }),
  );

/** The least ratio to the bare writes, by kind and number of callers. */
const TARGETS: Readonly<Record<Kind, Readonly<Partial<Record<number, number>>>>> = {
  tag: { 1: 0.3, 256: 5 },
  hsm: { 1: 0.3, 64: 0.5 },
};

const rowFor = async (kind: Kind, callers: number, isQuick: boolean): Promise<readonly Row[]> => {
  const warm = isQuick ? 100 : 3000;
  const commands = isQuick ? 300 : 4000;
  const { own, bare, p50, p99, transactionMs } = await commandContest(kind, {
    callers,
    warm,
    commands,
  });
  const least = isQuick ? undefined : TARGETS[kind][callers];
  const ratio = own / bare;
  const who = callers === 1 ? '1 caller' : `${callers} callers`;
  return [
    {
      work: `${KINDS[kind].name}, ${who}: rate against bare libsql`,
      figure: `${digits(ratio)}x`,
      target: least === undefined ? undefined : `at least ${least}x`,
      isMet: least === undefined ? undefined : ratio >= least,
    },
    {
      work: `the same: commands a second, and bare; p50 and p99; one bare transaction`,
      figure:
        `${digits(own)}, ${digits(bare)}; ${digits(p50)} and ${digits(p99)} ms; ` +
        `${digits(transactionMs)} ms`,
    },
  ];
};

/** Measures commands that need no work, and commands that seal. */
export const commandRows = async (kind: Kind, { isQuick }: Options): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const callers of CALLERS) {
    // One after another: two at a time would disturb each other.
    // oxlint-disable-next-line no-await-in-loop
    rows.push(...(await rowFor(kind, callers, isQuick)));
  }
  return rows;
};
