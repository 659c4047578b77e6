/**
 * `hsm-lifecycle verify`: does everything in a store open that must, and nothing that must not?
 *
 * @module
 */
import { verifyStore, type Verification } from '@hsm-lifecycle/runtime';
import { readHistory, type History } from '../store/history.ts';
import { openStore, using, type OpenStore } from '../store/open-store.ts';
import { storeProblem } from '../store/problem.ts';
import { naming, verifyLines } from '../tell/verify-text.ts';
import { counted } from '../tell/when.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { printJson, type StoreOptions } from './store-io.ts';

type Verified = { readonly path: string; readonly found: Verification; readonly history: History };

const faultsIn = ({ faults, purging }: Verification): number => faults.length + purging.length;

const told = ({ path, found, history }: Verified, io: Io): string => {
  const colors = colorsFor(io);
  const { events, drill, book } = history;
  const whose = drill === undefined ? '' : `, left by the drill "${drill}"`;
  const count = faultsIn(found);
  return [
    colors.bold(`${path}: ${counted(events.length, 'event')}${whose}`),
    ...verifyLines(found, naming(book.called), colors),
    '',
    count === 0
      ? colors.green('SOUND: 0 faults.')
      : colors.red(`NOT SOUND: ${counted(count, 'fault')}.`),
    '',
  ].join('\n');
};

const verified = async (store: OpenStore, { json }: StoreOptions, io: Io): Promise<ExitCode> => {
  const { path } = store;
  const history = await readHistory(store.eventLog);
  if (history._tag === 'Left') return refuseInput(io, storeProblem(path, history.left));
  const found = await verifyStore(store);
  if (found._tag === 'Left') return refuseInput(io, storeProblem(path, found.left));
  const isSound = faultsIn(found.right) === 0;
  const { events, drill, book } = history.right;
  if (json === true) {
    const names = Object.fromEntries(book.names().map((name) => [name, book.idOf(name)]));
    printJson(io, 'verification', {
      store: path,
      sound: isSound,
      drill: drill ?? null,
      events: events.length,
      names,
      ...found.right,
    });
  } else io.out(told({ path, found: found.right, history: history.right }, io));
  return isSound ? EXIT.fine : EXIT.failed;
};

/** Verifies a store: 0 if it is sound, 1 if not, 2 if it cannot be looked at. */
export const verifyCommand = async (
  path: string,
  options: StoreOptions,
  io: Io,
): Promise<ExitCode> => {
  const store = openStore(path, options.keys);
  return store._tag === 'Left'
    ? refuseInput(io, store.left)
    : using(store.right, (it) => verified(it, options, io));
};
