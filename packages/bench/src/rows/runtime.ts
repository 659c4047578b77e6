/**
 * The embedded host: its commands, and how long it takes to open a long log.
 *
 * @module
 */
import { join } from 'node:path';
import { fleetToJson, READER_LEVEL } from '@hsm-lifecycle/core/codec';
import { storeWriter, type Store } from '@hsm-lifecycle/runtime';
import { elapsedTurn } from '../measure/turns.ts';
import { digits, type Options, type Row, type Section } from '../report/row.ts';
import { life } from '../work/life.ts';
import { must } from '../work/must.ts';
import { FLEET, inFolder, inStore, started } from '../work/store.ts';
import { commandRows } from './commands.ts';

/** How long a log took to open, how many events were replayed, and the resulting fleet. */
export type Opening = {
  readonly milliseconds: number;
  readonly replayed: number;
  readonly fleet: string;
};

/** Openings of one log without and with a checkpoint. */
export type Openings = {
  readonly events: number;
  readonly fleet: string;
  readonly without: Opening;
  readonly checkpointed: Opening;
};

type Written = { readonly events: number; readonly fleet: string; readonly checkpoint: string };

/**
 * Writes a life through the port, one stretch in each commit. The checkpoint's text has the
 * runtime's form: versions on one line, the fleet on the next.
 */
const write = async (
  store: Store,
  { clusters, events }: { readonly clusters: number; readonly events: number },
): Promise<Written> => {
  const versions = new Map<string, number>();
  const writer = storeWriter({ store, fleet: FLEET });
  let count = 0;
  let fleet = '';
  for (const stretch of life(clusters, events)) {
    for (const { stream } of stretch.events) versions.set(stream, (versions.get(stream) ?? 0) + 1);
    count += stretch.events.length;
    // Commits follow one another.
    // oxlint-disable-next-line no-await-in-loop
    must(await writer({ events: stretch.events.map((event) => ({ event })) }));
    if (count >= events) fleet = fleetToJson(stretch.fleet);
  }
  const head = { needs: READER_LEVEL, versions: Object.fromEntries(versions) };
  return {
    events: count,
    fleet,
    checkpoint: `${JSON.stringify(head)}\n${fleet}`,
  };
};

/** Opens the file, starts a runtime on it, and closes both. */
const opening = async (path: string): Promise<Opening> => {
  let replayed = 0;
  let fleet = '';
  let milliseconds = 0;
  const from = performance.now();
  await inStore(path, async (store) => {
    const read: Store['read'] = async (place) => {
      const page = await store.read(place);
      // One event alone is a look whether the last one is there.
      const isLook = place.limit === 1;
      replayed += page._tag === 'Right' && !isLook ? page.right.length : 0;
      return page;
    };
    const runtime = await started({ ...store, read });
    milliseconds = performance.now() - from;
    fleet = fleetToJson(runtime.state());
    await runtime.close();
  });
  return { milliseconds, replayed, fleet };
};

/** Writes a log and opens it twice. */
export const openings = (clusters: number, events: number): Promise<Openings> =>
  inFolder(async (folder) => {
    const path = join(folder, 'log.db');
    const written = await inStore(path, (store) => write(store, { clusters, events }));
    const without = await opening(path);
    await inStore(path, async (store) => {
      const head = must(await store.head(FLEET));
      must(await store.keep({ fleet: FLEET, head, text: written.checkpoint }));
    });
    const checkpointed = await opening(path);
    return { events: written.events, fleet: written.fleet, without, checkpointed };
  });

const openingRows = async ({ isQuick }: Options): Promise<readonly Row[]> => {
  const clusters = isQuick ? 100 : 1000;
  let made: Openings | undefined;
  const took = await elapsedTurn(
    async () => (made = await openings(clusters, isQuick ? 100_000 : 1_000_000)),
  );
  if (made === undefined) return [];
  const { events, fleet, without, checkpointed } = made;
  const isSame = without.fleet === fleet && checkpointed.fleet === fleet;
  if (!isSame || without.replayed !== events || checkpointed.replayed !== 0)
    throw new Error('not the same fleet, or not the same log');
  process.stderr.write(`  written and opened twice in ${digits(took / 1000)} s\n`);
  const log = `a log of ${events} events, ${clusters} clusters`;
  return [
    {
      work: `open ${log}, every event replayed`,
      figure: `${digits(without.milliseconds / 1000)} s`,
    },
    {
      work: `open ${log}, from a checkpoint at its end`,
      figure: `${digits(checkpointed.milliseconds / 1000)} s`,
      target: isQuick ? undefined : 'under 1/20 of replay',
      isMet: isQuick ? undefined : checkpointed.milliseconds * 20 < without.milliseconds,
    },
  ];
};

/** Measures a runtime on SQLite with the `node` cipher. */
export const runtimeSection = async (options: Options): Promise<Section> => {
  process.stderr.write('  commands\n');
  const commands = [...(await commandRows('tag', options)), ...(await commandRows('hsm', options))];
  process.stderr.write('  openings\n');
  const title =
    'A runtime on SQLite. "Bare" is libsql writing the rows of the runtime of 0.1.0 in its ' +
    'transactions, one for a tag and three for a command that seals, without any decision, check ' +
    'or sealing';
  return { title, rows: [...commands, ...(await openingRows(options))] };
};
