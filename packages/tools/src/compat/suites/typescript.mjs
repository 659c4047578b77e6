/**
 * TypeScript: the consumer's programs and every entry, with all declarations checked, and no typings but those that the packages bring.
 *
 * @module
 */
import { consumerFile, commonFiles } from '../project.mjs';
import { VERSIONS } from '../versions.mjs';

const SHARED = {
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

const FILES = ['program', 'host', 'entries', 'host-entries', 'types'];

const config = (mode) => ({
  compilerOptions: { ...SHARED, ...MODES[mode] },
  files: FILES.map((name) => `${name}.mts`),
});

const sources = (packages) => {
  const all = { ...commonFiles(packages), 'types.mjs': consumerFile('types.mts') };
  return Object.fromEntries(FILES.map((name) => [`${name}.mts`, all[`${name}.mjs`]]));
};

const typescript = (version, modes, isShort) => (packages) => ({
  tool: 'TypeScript',
  version,
  name: `typescript-${version.split('.').slice(0, 2).join('.')}`,
  isShort,
  dependencies: { typescript: version },
  files: {
    ...sources(packages),
    ...Object.fromEntries(
      modes.map((mode) => [`tsconfig.${mode}.json`, JSON.stringify(config(mode))]),
    ),
  },
  checks: modes.map((mode) => ({
    what: mode,
    command: ['node', 'node_modules/typescript/bin/tsc', '--project', `tsconfig.${mode}.json`],
  })),
});

/** The suites, each made for the packages at hand. */
export const compilers = VERSIONS.typescript.map((version, at) =>
  typescript(version, Object.keys(MODES), at === 0),
);
