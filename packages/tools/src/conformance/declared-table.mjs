/**
 * Which rules lead to which declared error.
 *
 * @module
 */
import { CODES } from './judge.mjs';
import { declared, neverGiven } from './declared.mjs';

const letters = Object.keys(CODES);

const rulesOf = (answers, action, code) => {
  const found = answers
    .filter((it) => it.action === action && it.actual.startsWith(`${code} `))
    .map(({ actual }) => actual.split(' ')[1]);
  return [...new Set(found)];
};

const cellOf = (answers, action, code) => {
  const isDeclared = declared[action].split(' ').includes(code);
  const rules = rulesOf(answers, action, code);
  const reason = neverGiven[code]?.[action];
  if (rules.length > 0) {
    if (!isDeclared) return `${rules.join(', ')}, **not declared**`;
    return reason === undefined ? rules.join(', ') : `${rules.join(', ')}, **not never**`;
  }
  if (!isDeclared) return '–';
  return reason === undefined ? '**nothing leads to it**' : 'never';
};

/** The table: a row for each action, a column for each error. */
export const declaredTable = (answers) => ({
  head: letters,
  rows: Object.keys(declared).map((action) => ({
    action,
    cells: letters.map((code) => cellOf(answers, action, code)),
  })),
});

/** Why some declared errors are never given: each reason once, with the errors. */
export const reasons = () => {
  const found = new Map();
  for (const [code, actions] of Object.entries(neverGiven))
    for (const reason of Object.values(actions))
      found.set(reason, (found.get(reason) ?? new Set()).add(code));
  return [...found].map(([reason, codes]) => [[...codes].join(', '), reason]);
};
