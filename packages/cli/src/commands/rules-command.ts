/**
 * `hsm-lifecycle rules`: prints the rule book, or one rule.
 *
 * @module
 */
import { ruleBook } from '@hsm-lifecycle/core';
import type { Colors } from '../tell/colors.ts';
import { wrapped } from '../tell/report.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';

type Rule = (typeof ruleBook)[number];

const STATEMENT_WIDTH = 92;
const ID_WIDTH = 7;

const ruleText = ({ id, statement, source, confidence }: Rule, colors: Colors): string => {
  const hang = ' '.repeat(ID_WIDTH);
  const lines = wrapped(statement, STATEMENT_WIDTH);
  return [
    ...lines.map(
      (line, index) => `${index === 0 ? colors.bold(id.padEnd(ID_WIDTH)) : hang}${line}`,
    ),
    `${hang}${colors.dim(`${confidence}; ${source}`)}`,
    '',
  ].join('\n');
};

const normalized = (id: string): string => id.toUpperCase().replace(/^([FUM])-?(?=\d)/u, '$1-');

/** Prints the rules with these ids, or all. */
export const rulesCommand = (
  ids: readonly string[],
  options: { readonly json?: boolean },
  io: Io,
): ExitCode => {
  const wanted = ids.map(normalized);
  const unknown = wanted.find((id) => !ruleBook.some((rule) => rule.id === id));
  if (unknown !== undefined)
    return refuseInput(
      io,
      `there is no rule ${unknown}; F- are facts, U- choices where AWS is silent, M- the model's own: hsm-lifecycle rules`,
    );
  const rules = wanted.length === 0 ? ruleBook : ruleBook.filter(({ id }) => wanted.includes(id));
  const colors = colorsFor(io);
  io.out(
    options.json === true
      ? `${JSON.stringify(rules, undefined, 2)}\n`
      : rules.map((rule) => ruleText(rule, colors)).join('\n'),
  );
  return EXIT.fine;
};
