/**
 * `hsm-lifecycle rules`: prints the rule book, or some of its rules.
 *
 * @module
 */
import { ruleBook } from '@hsm-lifecycle/core';
import { JSON_OPTION, type JsonOption } from '../options/common-options.ts';
import { examples, EXIT_CODES } from '../options/help.ts';
import type { AddCommand } from '../options/shell.ts';
import type { Colors } from '../terminal/colors.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from '../terminal/io.ts';
import { wrapText } from '../terminal/wrap-text.ts';

type Rule = (typeof ruleBook)[number];

const STATEMENT_WIDTH = 92;
const ID_WIDTH = 7;

const ruleText = ({ id, statement, source, urls, confidence }: Rule, colors: Colors): string => {
  const indent = ' '.repeat(ID_WIDTH);
  const lines = wrapText(statement, STATEMENT_WIDTH);
  return [
    ...lines.map(
      (line, index) => `${index === 0 ? colors.bold(id.padEnd(ID_WIDTH)) : indent}${line}`,
    ),
    `${indent}${colors.dim(`${confidence}; ${source}`)}`,
    ...urls.map((url) => `${indent}${colors.dim(url)}`),
    '',
  ].join('\n');
};

/** `f71` and `F-71` are the same rule. */
const normalizeId = (id: string): string => id.toUpperCase().replace(/^([FUM])-?(?=\d)/u, '$1-');

const printRules = (ids: readonly string[], { json = false }: JsonOption, io: Io): ExitCode => {
  const wanted = ids.map(normalizeId);
  const unknown = wanted.find((id) => !ruleBook.some((rule) => rule.id === id));
  if (unknown !== undefined)
    return refuseInput(
      io,
      `there is no rule ${unknown}. F- rules are facts, U- rules are choices where AWS is ` +
        `silent, M- rules are the model's own; hsm-lifecycle rules prints them all`,
    );
  const rules = wanted.length === 0 ? ruleBook : ruleBook.filter(({ id }) => wanted.includes(id));
  const colors = colorsFor(io);
  io.out(
    json
      ? `${JSON.stringify(rules, undefined, 2)}\n`
      : rules.map((rule) => ruleText(rule, colors)).join('\n'),
  );
  return EXIT.fine;
};

/** Adds the command `rules`: 0, or 2 if there is no such rule. */
export const addRulesCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('rules')
    .description('print the rule book: each rule with its source and how certain it is')
    .argument('[ids...]', 'rules, such as F-71 or U-8; all if left out')
    .option(...JSON_OPTION)
    .addHelpText('after', examples('rules', 'rules F-82 U-8', 'rules --json') + EXIT_CODES)
    .action((ids: readonly string[], options: JsonOption) => finish(printRules(ids, options, io)));
};
