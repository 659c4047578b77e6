/**
 * The report of `--vary`: how the figures change with one number.
 *
 * @module
 */
import { runsIn, type Measure, type Summary } from '@hsm-lifecycle/simulator';
import type { Colors } from '../../terminal/colors.ts';
import { estimateText, figureName, shownFigures, type ShownFigure } from './figure-text.ts';
import { tableText } from './table-text.ts';

/** The results of one value. */
export type VariedSummary = {
  readonly value: string;
  readonly summary: Summary;
  readonly measures: readonly Measure[];
};

const isSame = (a: ShownFigure, b: ShownFigure): boolean =>
  a.measure === b.measure && a.label === b.label && figureName(a) === figureName(b);

/** Writes a table with a column for each value. */
export const variationText = (
  { name, path }: { readonly name: string; readonly path: string },
  varied: readonly VariedSummary[],
  colors: Colors,
): string => {
  const figures = varied.map(({ summary, measures }) => shownFigures(summary, measures));
  const first = varied[0];
  const runs = first === undefined ? 0 : runsIn(first.summary);
  const rows = (figures[0] ?? []).map((figure) => {
    const cells = figures.map((others) => {
      const it = others.find((other) => isSame(other, figure));
      return it === undefined ? '-' : estimateText(it.estimate, it.unit);
    });
    return [figure.measure, figureName(figure)].concat(cells);
  });
  return [
    colors.bold(`${name}: ${runs} runs for each value of ${path}, with the same luck`),
    '',
    ...tableText([['measure', 'figure', ...varied.map(({ value }) => value)], ...rows]),
    '',
  ].join('\n');
};
