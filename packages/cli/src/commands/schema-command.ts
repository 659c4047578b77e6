/**
 * `hsm-lifecycle schema`: prints the JSON Schemas of drill files and scenario files.
 *
 * @module
 */
import { Argument } from 'commander';
import { drillSchema } from '@hsm-lifecycle/drills';
import { scenarioSchema } from '@hsm-lifecycle/simulator';
import { examples, EXIT_CODES } from '../options/help.ts';
import type { AddCommand } from '../options/shell.ts';
import { EXIT } from '../terminal/io.ts';

const SCHEMAS = { drill: drillSchema, scenario: scenarioSchema } as const;

/** Adds the command `schema`. */
export const addSchemaCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('schema')
    .description('print the JSON Schema of drill files or scenario files, for editors')
    .addArgument(
      new Argument('[kind]', 'which kind of file').choices(Object.keys(SCHEMAS)).default('drill'),
    )
    .addHelpText(
      'after',
      examples('schema > drill.schema.json', 'schema scenario > scenario.schema.json') + EXIT_CODES,
    )
    .action((kind: keyof typeof SCHEMAS) => {
      io.out(`${JSON.stringify(SCHEMAS[kind], undefined, 2)}\n`);
      finish(EXIT.fine);
    });
};
