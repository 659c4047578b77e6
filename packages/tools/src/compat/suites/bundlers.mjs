/**
 * Bundlers: each makes one file for browsers, which then runs without Node's globals.
 *
 * @module
 */
import { VERSIONS } from '../versions.mjs';
import { PROGRAM_PRINTS } from './expected.mjs';

const runsBare = {
  what: 'program',
  command: ['node', 'bare.mjs', 'out/bundle.js'],
  prints: PROGRAM_PRINTS,
};

const VITE_CONFIG = `export default {
  build: {
    outDir: 'out',
    modulePreload: false,
    rollupOptions: { input: 'main.mjs', output: { format: 'iife', entryFileNames: 'bundle.js' } },
  },
};
`;

const vite = (version) => () => ({
  tool: 'Vite',
  version,
  name: `vite-${version.split('.')[0]}`,
  dependencies: { vite: version },
  files: { 'vite.config.mjs': VITE_CONFIG },
  checks: [
    { what: 'build', command: ['node', 'node_modules/vite/bin/vite.js', 'build'] },
    runsBare,
  ],
});

/** immer reads `process.env.NODE_ENV`; of these bundlers, only Rollup needs a plugin for that. */
const ROLLUP_CONFIG = `import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';

const environment = { 'process.env.NODE_ENV': JSON.stringify('production') };

export default {
  input: 'main.mjs',
  output: { file: 'out/bundle.js', format: 'iife' },
  plugins: [
    resolve({ browser: true }),
    commonjs(),
    replace({ preventAssignment: true, values: environment }),
  ],
};
`;

const rollup = () => ({
  tool: 'Rollup',
  version: VERSIONS.rollup,
  name: 'rollup',
  dependencies: { rollup: VERSIONS.rollup, ...VERSIONS.rollupPlugins },
  files: { 'rollup.config.mjs': ROLLUP_CONFIG },
  checks: [
    { what: 'build', command: ['node', 'node_modules/rollup/dist/bin/rollup', '--config'] },
    runsBare,
  ],
});

const WEBPACK_CONFIG = `import { fileURLToPath } from 'node:url';

export default {
  mode: 'production',
  entry: './main.mjs',
  output: { path: fileURLToPath(new URL('out', import.meta.url)), filename: 'bundle.js' },
};
`;

const webpack = () => ({
  tool: 'webpack',
  version: VERSIONS.webpack,
  name: 'webpack',
  dependencies: { webpack: VERSIONS.webpack, 'webpack-cli': VERSIONS.webpackCli },
  files: { 'webpack.config.mjs': WEBPACK_CONFIG },
  checks: [{ what: 'build', command: ['node', 'node_modules/webpack-cli/bin/cli.js'] }, runsBare],
});

const ESBUILD = [
  'node_modules/esbuild/bin/esbuild',
  'main.mjs',
  '--bundle',
  '--minify',
  '--outfile=out/bundle.js',
];

const esbuild = () => ({
  tool: 'esbuild',
  version: VERSIONS.esbuild,
  name: 'esbuild',
  project: 'plain',
  form: 'BOTH',
  dependencies: { esbuild: VERSIONS.esbuild },
  files: {},
  checks: [{ what: 'build', command: ESBUILD }, runsBare],
});

/** The suites, each made for the packed packages. */
export const bundlers = [
  ...VERSIONS.vite.map((version) => vite(version)),
  rollup,
  webpack,
  esbuild,
];
