/**
 * `hsm-lifecycle verify`: checks that what must open in a store does, and that nothing else does.
 *
 * @module
 */
import { countText } from '@hsm-lifecycle/drills/sentences';
import { verifyStore, type Verification } from '@hsm-lifecycle/runtime';
import {
  FLEET_OPTION,
  JSON_OPTION,
  KEYS_OPTION,
  STORE_ARGUMENT,
  type StoreOptions,
} from '../options/common-options.ts';
import { examples, EXIT_CODES, KEYS_HELP } from '../options/help.ts';
import type { AddCommand } from '../options/shell.ts';
import { nameAndId, verifyLines } from '../sentences/verify-text.ts';
import { openStore, using, type OpenStore } from '../store/open-store.ts';
import { readStoreHistory, type StoreHistory } from '../store/store-history.ts';
import { storeProblem } from '../store/store-problem.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from '../terminal/io.ts';
import { printJson } from '../terminal/print-json.ts';

type StoreReport = {
  readonly path: string;
  readonly verification: Verification;
  readonly history: StoreHistory;
};

const faultCount = ({ faults, purging, orphans }: Verification): number =>
  faults.length + purging.length + orphans.length;

const reportText = ({ path, verification, history }: StoreReport, io: Io): string => {
  const colors = colorsFor(io);
  const { events, drill, book } = history;
  const origin = drill === undefined ? '' : `, written by the drill "${drill}"`;
  const count = faultCount(verification);
  return [
    colors.bold(`${path}: ${countText(events.length, 'event')}${origin}`),
    ...verifyLines(verification, nameAndId(book.called), colors),
    '',
    count === 0
      ? colors.green('SOUND: 0 faults.')
      : colors.red(`NOT SOUND: ${countText(count, 'fault')}.`),
    '',
  ].join('\n');
};

const printReport = (report: StoreReport, { json = false }: StoreOptions, io: Io): ExitCode => {
  const { path, verification, history } = report;
  const isSound = faultCount(verification) === 0;
  const { events, drill, book } = history;
  if (json) {
    const names = Object.fromEntries(book.names().map((name) => [name, book.idOf(name)]));
    printJson(io, 'verification', {
      store: path,
      sound: isSound,
      drill: drill ?? null,
      events: events.length,
      names,
      ...verification,
    });
  } else io.out(reportText(report, io));
  return isSound ? EXIT.fine : EXIT.failed;
};

const verify = async (store: OpenStore, options: StoreOptions, io: Io): Promise<ExitCode> => {
  const { path } = store;
  const history = await readStoreHistory(store);
  if (history._tag === 'Left') return refuseInput(io, storeProblem(path, history.left));
  const verification = await verifyStore(store);
  if (verification._tag === 'Left') return refuseInput(io, storeProblem(path, verification.left));
  return printReport(
    { path, verification: verification.right, history: history.right },
    options,
    io,
  );
};

/** Adds the command `verify`: 0 if the store is sound, 1 if not, 2 if it cannot be read. */
export const addVerifyCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('verify')
    .description('open every sealed backup of a store, and compare it with the history')
    .argument(...STORE_ARGUMENT)
    .option(...KEYS_OPTION)
    .option(...FLEET_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples('verify disaster-recovery.sqlite', 'verify --json disaster-recovery.sqlite') +
        '\n\nIt also checks that purged backups no longer open.' +
        `\n${KEYS_HELP}` +
        EXIT_CODES,
    )
    .action(async (path: string, options: StoreOptions) => {
      const store = await openStore(path, { keys: options.keys, which: options });
      finish(
        store._tag === 'Left'
          ? refuseInput(io, store.left)
          : await using(store.right, (open) => verify(open, options, io)),
      );
    });
};
