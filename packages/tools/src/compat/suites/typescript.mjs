/**
 * TypeScript: the consumer's programs and every entry, with all declarations checked, and no types
 * except those that the packages bring: neither the DOM's nor Node's.
 *
 * @module
 */
import { commonFiles, consumerFile } from '../project.mjs';
import { VERSIONS } from '../versions.mjs';

const STRICT = {
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  target: 'es2022',
  lib: ['es2022'],
  types: [],
};

const MODES = {
  node16: { module: 'node16', moduleResolution: 'node16' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};

const SOURCES = ['program', 'host', 'entries', 'host-entries'];

const config = (mode) =>
  JSON.stringify({
    compilerOptions: { ...STRICT, ...MODES[mode] },
    files: [...SOURCES, 'types'].map((name) => `${name}.mts`),
  });

const files = (packages) => {
  const common = commonFiles(packages);
  const sources = SOURCES.map((name) => [`${name}.mts`, common[`${name}.mjs`]]);
  const configs = Object.keys(MODES).map((mode) => [`tsconfig.${mode}.json`, config(mode)]);
  return {
    ...Object.fromEntries([...sources, ...configs]),
    'types.mts': consumerFile('types.mts'),
  };
};

const suite = (version, at) => (packages) => ({
  tool: 'TypeScript',
  version,
  name: `typescript-${version.split('.').slice(0, 2).join('.')}`,
  ...(at === 0 ? { project: 'plain', form: 'BOTH' } : {}),
  dependencies: { typescript: version },
  files: files(packages),
  checks: Object.keys(MODES).map((mode) => ({
    what: mode,
    command: ['node', 'node_modules/typescript/bin/tsc', '--project', `tsconfig.${mode}.json`],
  })),
});

/** The suites, each made for the packed packages. */
export const typescript = VERSIONS.typescript.map((version, at) => suite(version, at));
