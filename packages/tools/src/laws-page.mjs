/**
 * The laws as a page.
 *
 * @module
 */
import { deepLaws, laws, nothingReturns, stateLaws } from '@hsm-lifecycle/testing';

const table = (them) =>
  `| law | what is promised |\n| --- | --- |\n${them.map(({ name, sentence }) => `| ${name} | ${sentence} |`).join('\n')}`;

/** The page. */
export const lawsPage = () => `# The laws

Made by \`npm run generate\` from \`laws\`, \`stateLaws\`, \`deepLaws\` and \`nothingReturns\` of \`@hsm-lifecycle/testing\`. [The rule book](rules.md) spells out the rules in brackets, and [testing](../guide/testing.md) shows how to add your own.

## Laws of steps

\`explore\` and \`forAllHistories\` check all of these after every accepted command.

${table(laws)}

One more law is always checked, and is not in the list because a call that throws yields no step: the machine is total. A command is accepted or refused; it never throws.

## Laws of states

\`explore\` and \`forAllHistories\` check these in every state.

${table(stateLaws)}

## Deep laws

These call core again, and take longer.

${table(deepLaws)}

## A law by search

This one searches through what could follow.

${table([nothingReturns()])}
`;
