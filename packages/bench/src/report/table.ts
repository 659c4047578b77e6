/**
 * The report as plain text.
 *
 * @module
 */
import type { Row, Section } from './row.ts';

const verdictOf = ({ isMet }: Row): string => {
  if (isMet === undefined) return '';
  return isMet ? 'met' : 'MISSED';
};

const cells = (row: Row): readonly string[] => [
  row.work,
  row.figure,
  row.target ?? '',
  verdictOf(row),
];

const HEADINGS = ['work', 'figure', 'target', ''] as const;

/** Lays sections out in columns of one width. */
export const table = (sections: readonly Section[]): string => {
  const all = [HEADINGS, ...sections.flatMap(({ rows }) => rows.map(cells))];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...all.map((line) => line[column]?.length ?? 0)),
  );
  const laidOut = (line: readonly string[]): string =>
    `  ${line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()}`;
  return sections
    .map(({ title, rows }) =>
      [title, laidOut(HEADINGS), ...rows.map((row) => laidOut(cells(row)))].join('\n'),
    )
    .join('\n\n');
};
