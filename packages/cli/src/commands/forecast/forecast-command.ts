/**
 * `hsm-lifecycle forecast`: what becomes of the backups that AWS lists.
 *
 * @module
 */
import { fleetFromAws, type TakenIn } from '@hsm-lifecycle/aws';
import { DAY_MS, editions, grammars, type Grammar } from '@hsm-lifecycle/core';
import { InvalidArgumentError } from 'commander';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { readJson } from '../../files/reading.ts';
import { JSON_OPTION, type JsonOption } from '../../options/common-options.ts';
import { examples, EXIT_CODES } from '../../options/help.ts';
import { wholeNumber } from '../../options/option-values.ts';
import type { AddCommand } from '../../options/shell.ts';
import { explainError } from '../../sentences/explain-error.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { forecastReport } from './forecast-report.ts';
import { forecastLines } from './forecast-text.ts';

type ForecastOptions = JsonOption & {
  readonly retentionDays?: number;
  readonly at?: number;
  readonly until?: number;
  readonly region?: string;
  readonly account?: string;
};

const STANDARD_DAYS = 400;

const instantOf = (value: string): number => {
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw new InvalidArgumentError('It must be an instant or a date.');
  return at;
};

const { retentionDaysMin, retentionDaysMax } = editions.aws2026;

const daysOf = (value: string): number => {
  const days = wholeNumber(value);
  if (days < retentionDaysMin || days > retentionDaysMax)
    throw new InvalidArgumentError(`It must be ${retentionDaysMin} to ${retentionDaysMax}.`);
  return days;
};

const textOf =
  ({ matches, expected }: Grammar) =>
  (value: string): string => {
    if (!matches(value)) throw new InvalidArgumentError(`It must be ${expected}.`);
    return value;
  };

type Documents = { readonly clusters: readonly unknown[]; readonly backups: readonly unknown[] };

const hasList = (document: unknown, name: string): boolean =>
  typeof document === 'object' && document !== null && Array.isArray(Reflect.get(document, name));

/** The pages of a document: itself, or those that it lists. */
const pagesOf = (document: unknown): readonly unknown[] =>
  Array.isArray(document) ? document : [document];

/** Sorts documents by what they list. */
const documentsIn = (files: readonly string[], io: Io): Either<string, Documents> => {
  const [clusters, backups]: [unknown[], unknown[]] = [[], []];
  for (const file of files) {
    const document = readJson(file, io);
    if (document._tag === 'Left') return document;
    for (const page of pagesOf(document.right.json))
      if (hasList(page, 'Clusters')) clusters.push(page);
      else if (hasList(page, 'Backups')) backups.push(page);
      else return left(`${file} has neither "Clusters" nor "Backups"`);
  }
  return right({ clusters, backups });
};

const takenFrom = (
  files: readonly string[],
  { region, account }: ForecastOptions,
  { at, io }: { readonly at: number; readonly io: Io },
): Either<string, TakenIn> => {
  const documents = documentsIn(files, io);
  if (documents._tag === 'Left') return documents;
  const taken = fleetFromAws({
    ...documents.right,
    at,
    ...(region !== undefined && { region }),
    ...(account !== undefined && { account }),
  });
  return taken._tag === 'Left' ? left(explainError(taken.left)) : taken;
};

const forecast = (files: readonly string[], options: ForecastOptions, io: Io): ExitCode => {
  const { at = Date.now(), retentionDays } = options;
  const { until = at + STANDARD_DAYS * DAY_MS } = options;
  const taken = takenFrom(files, options, { at, io });
  if (taken._tag === 'Left') return refuseInput(io, taken.left);
  const report = forecastReport(taken.right, {
    at,
    until,
    ...(retentionDays !== undefined && { retentionDays }),
  });
  if (report._tag === 'Left') return refuseInput(io, report.left);
  if (options.json === true) printJson(io, 'forecast', { at, until, ...report.right });
  else io.out(forecastLines(report.right, colorsFor(io)).join('\n'));
  return EXIT.fine;
};

/** Adds the command `forecast`. It calls nothing: the files are what you have asked AWS for. */
export const addForecastCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('forecast')
    .description('tell what becomes of the backups that AWS lists; calls nothing')
    .argument('<files...>', 'what describe-clusters and describe-backups printed (JSON), all pages')
    .option('--retention-days <days>', 'compare with another policy', daysOf)
    .option('--at <instant>', 'when the lists were made; now if left out', instantOf)
    .option('--until <instant>', 'how far to look; 400 days if left out', instantOf)
    .option('--region <region>', 'of what has neither a zone nor an ARN', textOf(grammars.region))
    .option('--account <digits>', 'the account; the ARNs’ if left out', textOf(grammars.account))
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        'forecast clusters.json backups.json',
        'forecast clusters.json backups.json --retention-days 30',
      ) + EXIT_CODES,
    )
    .action((files: readonly string[], options: ForecastOptions) =>
      finish(forecast(files, options, io)),
    );
};
