/**
 * The laws as a page.
 *
 * @module
 */
import { deepLaws, laws, nothingReturns } from '@hsm-lifecycle/testing';

const table = (them) =>
  `| law | what is promised |\n| --- | --- |\n${them.map(({ name, sentence }) => `| ${name} | ${sentence} |`).join('\n')}`;

/** The page. */
export const lawsPage = () => `# The laws

Made by \`npm run generate\` from \`laws\`, \`deepLaws\` and \`nothingReturns\` of \`@hsm-lifecycle/testing\`. [The rule book](rules.md) spells out the rules in brackets, and [testing](../guide/testing.md) shows how to add your own.

## Of every step

The explorer and \`forAllHistories\` ask all of these about every accepted command.

${table(laws)}

Behind them stands one more, which speaks of steps that never came about: the machine is total. A command is accepted or refused; it never throws.

## Beyond the step

These ask further questions, and cost some steps more.

${table(deepLaws)}

## By search

This one tries what could follow.

${table([nothingReturns()])}
`;
