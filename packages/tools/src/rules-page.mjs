/**
 * The rule book as a page.
 *
 * @module
 */
import { editions, ruleBook } from '@hsm-lifecycle/core';

const KINDS = [
  [
    'F-',
    'Facts',
    'What AWS documents, what its service model says, or what was observed of the live service.',
  ],
  [
    'U-',
    'Choices',
    'What this model chose where AWS says nothing. Each can be argued with; none is hidden.',
  ],
  ['M-', 'The model’s own', 'Order among commands, ids and instants.'],
];

const section = ([prefix, title, text]) => {
  const rows = ruleBook
    .filter(({ id }) => id.startsWith(prefix))
    .map(
      ({ id, statement, source, confidence }) =>
        `| ${id} | ${statement} | ${source} | ${confidence} |`,
    );
  return `## ${title}\n\n${text}\n\n| rule | statement | source | confidence |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
};

const MINUTE_MS = 60_000;

const platform = ({ hsmType, mode }) => `${hsmType} ${mode}`;

/** How each member that is no number or word is written. */
const WRITTEN = {
  forcedBackups: (it) => it.join(', '),
  capacities: (it) =>
    Object.entries(it)
      .map(
        ([type, { keysMax, asymmetricKeysMax, usersMax }]) =>
          `${type}: ${keysMax} keys (${asymmetricKeysMax} asymmetric), ${usersMax} users`,
      )
      .join('; '),
  creatable: (it) => it.map(platform).join(', '),
  restorable: (it) =>
    it.map(({ from, to }) => `${platform(from)} to ${to.map(platform).join(' or ')}`).join('; '),
  durations: (it) =>
    Object.entries(it)
      .map(([name, ms]) => `${name} ${ms / MINUTE_MS} min`)
      .join(', '),
};

const shown = (name, value) => (WRITTEN[name] ?? String)(value);

const editionsTable = () => {
  const all = [editions.aws2026, editions.aws2024, editions.instant];
  const rows = Object.keys(editions.aws2026).map((name) => {
    const [first, ...others] = all.map((edition) => shown(name, edition[name]));
    return `| ${name} | ${[first, ...others.map((other) => (other === first ? '=' : other))].join(' | ')} |`;
  });
  return `## Editions\n\nAn edition never changes once released; \`customEdition(base, changes)\` makes your own.\n\n| | aws2026 | aws2024 | instant |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
};

/** The page. */
export const rulesPage = () => `# The rule book

Made by \`npm run generate\` from \`ruleBook\` and \`editions\`. A refusal names one of these rules, and \`explain(refusal)\` spells it out.

${KINDS.map(section).join('\n\n')}

${editionsTable()}
`;
