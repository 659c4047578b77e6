/**
 * Writes `docs/reference/conformance.md` by running. With `--check` it writes nothing; it exits 1,
 * and says why, if the page is stale or an answer is not the expected one.
 *
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ruleBook } from '@hsm-lifecycle/core';
import * as prettier from 'prettier';
import { citedFacts } from './facts.mjs';
import { conformancePage } from './page.mjs';
import { answersIn, conformance } from './run.mjs';

const PAGE = fileURLToPath(new URL('../../../../docs/reference/conformance.md', import.meta.url));

const isCheck = process.argv.includes('--check');

const known = new Set([...ruleBook, ...citedFacts].map(({ id }) => id));

const rulesIn = ({ expected, rules }) => rules?.split(' ') ?? [expected.split(' ')[1]];

/** What is wrong with the answers, a line each. */
const problemsIn = (answers, page) => [
  ...answers
    .filter(({ isRight }) => !isRight)
    .map(({ place, expected, actual }) => `${place}: expected ${expected}, got ${actual}`),
  ...answers
    .flatMap((it) => rulesIn(it).map((rule) => [it.place, rule]))
    .filter(([, rule]) => !known.has(rule))
    .map(([place, rule]) => `${place}: no rule or fact ${rule}`),
  ...(page.includes('| |') || page.includes('|  |') ? ['the page has an empty cell'] : []),
  ...page
    .split('\n')
    .filter((line) => /\*\*(?:not|nothing)/u.test(line))
    .map((line) => `declared errors: ${line}`),
];

const read = () => {
  try {
    return readFileSync(PAGE, 'utf8');
  } catch {
    return '';
  }
};

const found = await conformance();
const answers = answersIn(found);
const page = await prettier.format(conformancePage(found), {
  ...(await prettier.resolveConfig(PAGE)),
  parser: 'markdown',
});
const problems = problemsIn(answers, page);
const isStale = read() !== page;
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (isCheck && isStale)
  process.stderr.write('Stale: docs/reference/conformance.md. Run: npm run generate\n');
if (!isCheck && isStale) writeFileSync(PAGE, page);
process.stdout.write(`${answers.length} answers, ${problems.length} problems.\n`);
process.exitCode = problems.length > 0 || (isCheck && isStale) ? 1 : 0;
