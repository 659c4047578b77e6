/**
 * Printing the result of a simulation, as text or JSON, and its exit code.
 *
 * @module
 */
import { DAY_MS } from '@hsm-lifecycle/core';
import {
  runsIn,
  verdictOn,
  type Measure,
  type Summary,
  type FigureVerdict,
} from '@hsm-lifecycle/simulator';
import { colorsFor, EXIT, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { shownFigures } from './figure-text.ts';
import type { Performed } from './performing.ts';
import type { ReadScenario } from './read-scenario.ts';
import { simulationText } from './simulation-text.ts';

const verdictsOn = ({ resolved }: ReadScenario, summary: Summary): readonly FigureVerdict[] =>
  resolved.expected.flatMap((expected) => {
    const verdict = verdictOn(summary, expected);
    return verdict._tag === 'Right' ? [verdict.right] : [];
  });

const finite = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value;

/** The figures of a summary, for machines. `isBeyond`: worse than any value. */
export const figuresJson = (summary: Summary, measures: readonly Measure[]): readonly object[] =>
  shownFigures(summary, measures).map(({ measure, label, statistic, unit, about, estimate }) => ({
    measure,
    label,
    statistic,
    unit,
    about,
    value: finite(estimate.value),
    isBeyond: estimate.value === Number.POSITIVE_INFINITY,
    low: finite(estimate.low),
    high: finite(estimate.high),
    method: estimate.method,
    isSkewed: estimate.isSkewed,
  }));

/** Prints the report. 0 if all expectations are met, or there are none; else 1. */
export const printReport = (
  read: ReadScenario,
  { summary, isStopped }: Performed,
  { json = false, io }: { readonly json?: boolean; readonly io: Io },
): ExitCode => {
  const verdicts = verdictsOn(read, summary);
  const { scenario, campaign } = read.resolved;
  const { measures } = campaign.simulation;
  if (json)
    printJson(io, 'simulation', {
      scenario: scenario.name,
      of: campaign.of,
      seed: summary.seed,
      runs: runsIn(summary),
      horizonDays: summary.horizon / DAY_MS,
      events: summary.events,
      figures: figuresJson(summary, measures),
      verdicts,
    });
  else io.out(simulationText({ scenario, measures, summary, verdicts }, colorsFor(io)));
  if (isStopped) io.err('stopped\n');
  const isMet = verdicts.every(({ verdict }) => verdict === 'MET');
  return isMet && !isStopped ? EXIT.fine : EXIT.failed;
};
