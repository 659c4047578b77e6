/**
 * Measures the machine against its peers and prints the ratios.
 *
 * @module
 */
import { Argument, Command, Option } from 'commander';
import { runInChild } from './measure/child.ts';
import { table } from './report/table.ts';
import type { Options, Section } from './report/row.ts';
import { sections, type SectionName } from './rows/sections.ts';

const program = new Command('npm run bench --')
  .description('Measures the machine against its peers in one run, and prints the ratios.')
  .addArgument(
    new Argument('[sections...]', 'the sections; all if left out').choices(Object.keys(sections)),
  )
  .option('--quick', 'smaller sizes and fewer rounds, without a verdict')
  .option('--json', 'the report as JSON')
  .addOption(
    new Option(
      '--here',
      'measure in this process, and print JSON for the parent process',
    ).hideHelp(),
  )
  .parse();
const { quick, json, here } = program.opts<{ quick?: true; json?: true; here?: true }>();
const options: Options = { isQuick: quick === true };
const isSection = (name: string): name is SectionName => name in sections;
const named = program.args.filter(isSection);

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

if (here === true) {
  const results: Section[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const name of named) results.push(await sections[name](options));
  process.stdout.write(JSON.stringify(results));
} else {
  const results = await report();
  const kind = options.isQuick ? ', quick' : '';
  const machine = `Node ${process.version}, ${process.platform} ${process.arch}${kind}`;
  process.stdout.write(
    json === true
      ? `${JSON.stringify(results, undefined, 2)}\n`
      : `${machine}\n\n${table(results)}\n`,
  );
}
