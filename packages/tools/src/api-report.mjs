/**
 * Compares the public interface of each published package with its reviewed report; `--write`
 * updates the report.
 *
 * @module
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const reports = path.join(root, 'docs', 'reference', 'api');
const write = process.argv.includes('--write');

const published = [
  'core',
  'crypto',
  'runtime',
  'testing',
  'explorer',
  'drills',
  'runbooks',
  'simulator',
  'report',
  'aws',
  'cli',
].filter((name) => existsSync(path.join(root, 'packages', name, 'dist', 'index.d.ts')));

const entriesOf = (name) =>
  Object.entries(
    JSON.parse(readFileSync(path.join(root, 'packages', name, 'package.json'), 'utf8')).exports,
  )
    .filter(([, { types }]) => types !== undefined)
    .map(([entry, { types }]) => ({
      report: entry === '.' ? name : `${name}-${entry.slice(2)}`,
      types: path.join(root, 'packages', name, types),
    }));

const quiet = { logLevel: 'none' };

const config = (name, { report, types }) => {
  const packageFolder = path.join(root, 'packages', name);
  return ExtractorConfig.prepare({
    packageJsonFullPath: path.join(packageFolder, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: packageFolder,
      mainEntryPointFilePath: types,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            module: 'nodenext',
            target: 'es2022',
            lib: ['es2023'],
            strict: true,
            skipLibCheck: true,
            types: ['node'],
          },
        },
      },
      apiReport: {
        enabled: true,
        reportFolder: reports,
        reportTempFolder: path.join(root, 'temp'),
        reportFileName: `${report}.api.md`,
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: { default: quiet },
        tsdocMessageReporting: { default: quiet },
        compilerMessageReporting: { default: quiet },
      },
    },
  });
};

mkdirSync(reports, { recursive: true });
const changed = published.flatMap((name) =>
  entriesOf(name)
    .filter(
      (entry) =>
        Extractor.invoke(config(name, entry), {
          localBuild: write,
          messageCallback: (message) => (message.handled = true),
        }).apiReportChanged,
    )
    .map(({ report }) => report),
);
if (changed.length === 0) process.stdout.write('The API reports are up to date.\n');
else if (write) process.stdout.write(`Written: ${changed.join(', ')}.\n`);
else {
  process.stderr.write(
    `The public interface of ${changed.join(', ')} has changed. ` +
      'Review it, then run: npm run api -- --write\n',
  );
  process.exitCode = 1;
}
