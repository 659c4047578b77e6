/**
 * A runtime's commands on SQLite, against bare inserts of the same rows in the same batches.
 *
 * @module
 */
import { join } from 'node:path';
import type { EventLog, Runtime } from '@hsm-lifecycle/runtime';
import { elapsed, medianOf } from '../measure/medians.ts';
import { elapsedTurn } from '../measure/turns.ts';
import { bareSqlite, type BareSqlite, type LogRow } from '../peers/bare-sqlite.ts';
import { digits, type Options, type Row } from '../report/row.ts';
import { REGION, ZONE } from '../work/estate.ts';
import { must } from '../work/must.ts';
import { inFolder, inStore, started } from '../work/store.ts';

const LEAST = 0.5;
const HOUR_MS = 3_600_000;

/** What is asked of a runtime in one turn. */
export type Kind = 'tag' | 'hsm';
const NAMES = {
  tag: 'Tag, which asks for no work',
  hsm: 'AddHsm and RemoveHsm, each with a backup sealed, stored and reported',
} as const;

type Log = { readonly eventLog: EventLog; readonly batches: () => readonly (readonly LogRow[])[] };

/** Looks on while a runtime appends, so that the same can be inserted again. */
const lookingOn = (eventLog: EventLog): Log => {
  let batches: LogRow[][] = [];
  let position = 0;
  const versions = new Map<string, number>();
  const append: EventLog['append'] = async (batch) => {
    const outcome = await eventLog.append(batch);
    const rows = batch.entries.map(({ stream, event, metadata = {} }): LogRow => {
      position += 1;
      const version = (versions.get(stream) ?? 0) + 1;
      versions.set(stream, version);
      return [position, stream, version, JSON.stringify(event), JSON.stringify(metadata)];
    });
    batches.push(rows);
    return outcome;
  };
  const taken = () => {
    const those = batches;
    batches = [];
    return those;
  };
  return { eventLog: { ...eventLog, append }, batches: taken };
};

const prepared = async (runtime: Runtime): Promise<string> => {
  const subnets = [{ subnetId: 'subnet-00000000000000001', availabilityZone: ZONE }];
  const data = { region: REGION, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets } as const;
  must(await runtime.dispatch({ type: 'CreateCluster', data }));
  const clusterId = [...runtime.state().holders.values()].flatMap((it) => (it.kind === 'CLUSTER' ? [it.clusterId] : []))[0] ?? '';
  must(await runtime.advance(HOUR_MS));
  must(await runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: ZONE } }));
  must(await runtime.advance(2 * HOUR_MS));
  must(await runtime.dispatch({ type: 'InitializeCluster', data: { clusterId } }));
  must(await runtime.advance(3 * HOUR_MS));
  must(await runtime.dispatch({ type: 'ActivateCluster', data: { clusterId } }));
  must(await runtime.idle());
  return clusterId;
};

let tags = 0;

const asked: Readonly<Record<Kind, (runtime: Runtime, clusterId: string) => Promise<void>>> = {
  tag: async (runtime, clusterId) => {
    tags += 1;
    must(await runtime.dispatch({ type: 'Tag', data: { resourceId: clusterId, tags: { number: String(tags) } } }));
  },
  hsm: async (runtime, clusterId) => {
    const added = must(await runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: ZONE } }));
    must(await runtime.idle());
    const hsmId = added.events.flatMap(({ event }) => (event.type === 'HsmAdding' ? [event.data.hsmId] : []))[0] ?? '';
    must(await runtime.dispatch({ type: 'RemoveHsm', data: { clusterId, hsmId } }));
    must(await runtime.idle());
  },
};

/** Medians in milliseconds of a round, and how many transactions the log saw in it. `isEqual`: both files hold the same log. */
export type CommandContest = { readonly own: number; readonly bare: number; readonly batches: number; readonly isEqual: boolean };

type Counts = { readonly rounds: number; readonly times: number };

const insertAll = (peer: BareSqlite, batches: readonly (readonly LogRow[])[]): number =>
  elapsed(() => {
    for (const rows of batches) peer.insert(rows);
  });

/** Lets a runtime take commands, then inserts what it wrote, round by round. */
export const commandContest = (kind: Kind, { rounds, times }: Counts): Promise<CommandContest> =>
  inFolder((folder) =>
    inStore(join(folder, 'runtime.db'), async (store) => {
      const log = lookingOn(store.eventLog);
      const runtime = await started(store, log.eventLog);
      const clusterId = await prepared(runtime);
      const peer = bareSqlite(join(folder, 'bare.db'));
      insertAll(peer, log.batches());
      const samples: { readonly own: number; readonly bare: number; readonly batches: number }[] = [];
      const turn = async (): Promise<void> => {
        // Commands follow one another, as one client sends them.
        // oxlint-disable-next-line no-await-in-loop
        for (let time = 0; time < times; time += 1) await asked[kind](runtime, clusterId);
      };
      for (let round = 0; round <= rounds; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        const own = await elapsedTurn(turn);
        const batches = log.batches();
        const bare = insertAll(peer, batches);
        if (round > 0) samples.push({ own, bare, batches: batches.length });
      }
      const entries = must(await store.eventLog.readAll({ after: 0 }));
      const written = entries.map(({ position, stream, version, event, metadata }) => ({
        position,
        stream,
        version,
        event: JSON.stringify(event),
        metadata: JSON.stringify(metadata),
      }));
      const isEqual = JSON.stringify(written) === JSON.stringify(peer.rows());
      await runtime.close();
      peer.close();
      const middle = (of: 'own' | 'bare' | 'batches'): number => medianOf(samples.map((sample) => sample[of]));
      return { own: middle('own'), bare: middle('bare'), batches: middle('batches'), isEqual };
    }),
  );

/** Measures commands that ask for no work, and commands that make the runtime seal. */
export const commandRows = async (kind: Kind, { isQuick }: Options): Promise<readonly Row[]> => {
  const times = kind === 'tag' ? 50 : 10;
  const { own, bare, batches, isEqual } = await commandContest(kind, { rounds: isQuick ? 4 : 12, times });
  if (!isEqual) throw new Error('not the same log');
  const commands = kind === 'tag' ? times : 2 * times;
  const ratio = bare / own;
  const isJudged = !isQuick;
  return [
    {
      work: `${NAMES[kind]}: rate against bare libsql inserts`,
      figure: `${digits(ratio)}x`,
      target: isJudged ? `at least ${LEAST}x` : undefined,
      isMet: isJudged ? ratio >= LEAST : undefined,
    },
    { work: `${NAMES[kind]}: commands`, figure: `${digits((1000 * commands) / own)} a second` },
    { work: 'the same, bare: transactions of the log alone', figure: `${digits((1000 * batches) / bare)} a second` },
  ];
};
