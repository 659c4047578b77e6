/**
 * The page about tools: what was tried, and what a project needs besides an installation.
 *
 * @module
 */
import process from 'node:process';
import { markdownTable } from './table.mjs';

const NEEDS = `## What a project needs

Nothing but the installation, in all of these. Two tools want a setting:

- **Rollup** alone: immer asks \`process.env.NODE_ENV\`, so put \`@rollup/plugin-replace\` beside \`@rollup/plugin-node-resolve\` and \`@rollup/plugin-commonjs\`. Vite, webpack and esbuild know it.
- **Jest with Babel**: the packages are ES modules. Let Babel into them, and name the file of cborg, which has no entry for \`require\`:

  \`\`\`js
  transformIgnorePatterns: ['/node_modules/(?!(@hsm-lifecycle|@noble|cborg|pure-rand)/)'],
  moduleNameMapper: { '^cborg$': '<rootDir>/node_modules/cborg/cborg.js' },
  \`\`\`

  Jest with \`node --experimental-vm-modules\` needs neither.

| entry | needs |
| --- | --- |
| \`@hsm-lifecycle/cli\`, \`crypto/node\`, \`runtime/sqlite\` | Node, or Bun |
| \`@hsm-lifecycle/testing\` | fast-check 4, a peer that npm and pnpm install by themselves |
| \`@hsm-lifecycle/testing/jest\` | Jest 29 or later, and for its types the package \`expect\` |
| \`@hsm-lifecycle/testing/vitest\` | Vitest 5; for an older one \`@hsm-lifecycle/testing/matchers\` |

TypeScript needs \`strict\` and \`moduleResolution\` \`node16\`, \`nodenext\` or \`bundler\`; no \`@types/node\`, no \`dom\`, no \`skipLibCheck\`. CommonJS can \`require()\` the packages.
`;

const HOW = `Each row is a fresh project into which the packed packages are installed. \`program\` creates a cluster, steps a fleet, writes it to JSON and reads it back, seals a snapshot and opens it; bundles are run where there is nothing of Node. \`host on SQLite\` runs a runtime over a file, \`drill\` a drill file from the package, \`types\` and TypeScript's rows check every declaration.`;

/** Writes the page. */
export const compatPage = (verdicts) =>
  [
    '# Tools that were tried',
    '',
    `${HOW} \`npm run compat\` does all of this again, on your machine; \`npm run compat -- --write\` wrote this page, on ${process.platform}-${process.arch}.`,
    '',
    markdownTable(verdicts),
    '',
    NEEDS,
  ].join('\n');
