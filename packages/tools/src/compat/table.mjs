/**
 * Verdicts as text: a plain table for a terminal, and a Markdown table for a page.
 *
 * @module
 */

import { markdownTable } from '../markdown.mjs';

const HEAD = ['tool', 'version', 'what ran', 'result'];

const resultOf = ({ result, failed, why }) => {
  if (result === 'RED') return `RED: ${failed}`;
  return result === 'SKIPPED' ? `skipped: ${why}` : 'green';
};

const rowOf = (verdict) => [
  verdict.tool,
  verdict.version,
  verdict.ran.join(', '),
  resultOf(verdict),
];

/** Lays verdicts out in columns, under a head. */
export const plainTable = (verdicts) => {
  const rows = [HEAD, ...verdicts.map(rowOf)].map((row) => row.map((it) => it.replaceAll('`', '')));
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
};

const PLACE = /(?<=<!-- table -->\n)[\s\S]*(?=<!-- \/table -->)/u;

/** Inserts the table of verdicts at the marked place of a page. */
export const withTable = (page, verdicts) =>
  page.replace(PLACE, () => `\n${markdownTable(HEAD, verdicts.map(rowOf))}\n\n`);
