/**
 * `hsm-lifecycle schema`: prints the JSON Schema of drill files.
 *
 * @module
 */
import { drillSchema } from '@hsm-lifecycle/drills';
import { examples, EXIT_CODES } from '../options/help.ts';
import type { AddCommand } from '../options/shell.ts';
import { EXIT } from '../terminal/io.ts';

/** Adds the command `schema`. */
export const addSchemaCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('schema')
    .description('print the JSON Schema of drill files, for editors')
    .addHelpText('after', examples('schema > drill.schema.json') + EXIT_CODES)
    .action(() => {
      io.out(`${JSON.stringify(drillSchema, undefined, 2)}\n`);
      finish(EXIT.fine);
    });
};
