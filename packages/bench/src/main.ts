/**
 * Measures the machine against its peers and prints the ratios.
 *
 * @module
 */
import { runInChild } from './measure/child.ts';
import { table } from './report/table.ts';
import type { Options, Section } from './report/row.ts';
import { sections, type SectionName } from './rows/sections.ts';

const HELP = `Usage: npm run bench -- [--quick] [--json] [section ...]

Sections: ${Object.keys(sections).join(', ')} (all, if none is named)
  --quick   smaller sizes and fewer rounds: a look, not a verdict
  --json    the report as JSON
`;

const flags = process.argv.slice(2);
const options: Options = { isQuick: flags.includes('--quick') };
const isSection = (name: string): name is SectionName => name in sections;
const named = flags.filter(isSection);
const unknown = flags.find((flag) => !isSection(flag) && !['--quick', '--json', '--here', '--help'].includes(flag));

const report = async (): Promise<readonly Section[]> => {
  const results: Section[] = [];
  for (const name of named.length === 0 ? Object.keys(sections).filter(isSection) : named) {
    process.stderr.write(`measuring: ${name} ...\n`);
    // One after another: two at a time would disturb each other.
    // oxlint-disable-next-line no-await-in-loop
    results.push(...(await runInChild(name, options)));
  }
  return results;
};

if (flags.includes('--help') || unknown !== undefined) {
  process.stdout.write(HELP);
  process.exitCode = unknown === undefined ? 0 : 2;
} else if (flags.includes('--here')) {
  const results: Section[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const name of named) results.push(await sections[name](options));
  process.stdout.write(JSON.stringify(results));
} else {
  const results = await report();
  const machine = `Node ${process.version}, ${process.platform} ${process.arch}${options.isQuick ? ', quick' : ''}`;
  process.stdout.write(flags.includes('--json') ? `${JSON.stringify(results, undefined, 2)}\n` : `${machine}\n\n${table(results)}\n`);
}
