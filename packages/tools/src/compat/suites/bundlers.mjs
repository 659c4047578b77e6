/**
 * Bundlers: each makes one file for browsers, which is then run where there is nothing of Node.
 *
 * @module
 */
import { VERSIONS } from '../versions.mjs';
import { printsProgram } from './expected.mjs';

const runsBare = {
  what: 'the bundle runs',
  command: ['node', 'bare.mjs', 'out/bundle.js'],
  printed: printsProgram,
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

const ROLLUP_CONFIG = `import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';

export default {
  input: 'main.mjs',
  output: { file: 'out/bundle.js', format: 'iife' },
  plugins: [resolve({ browser: true }), commonjs()],
};
`;

const rollup = () => ({
  tool: 'Rollup',
  version: VERSIONS.rollup.rollup,
  name: 'rollup',
  dependencies: VERSIONS.rollup,
  files: { 'rollup.config.mjs': ROLLUP_CONFIG },
  checks: [
    { what: 'build', command: ['node', 'node_modules/rollup/dist/bin/rollup', '--config'] },
    runsBare,
  ],
});

const WEBPACK_CONFIG = `export default {
  mode: 'production',
  entry: './main.mjs',
  output: { path: process.cwd() + '/out', filename: 'bundle.js' },
};
`;

const webpack = () => ({
  tool: 'webpack',
  version: VERSIONS.webpack.webpack,
  name: 'webpack',
  dependencies: VERSIONS.webpack,
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
  isShort: true,
  dependencies: { esbuild: VERSIONS.esbuild },
  files: {},
  checks: [{ what: 'build', command: ESBUILD }, runsBare],
});

/** The suites, each made for the packages at hand. */
export const bundlers = [
  ...VERSIONS.vite.map((version) => vite(version)),
  rollup,
  webpack,
  esbuild,
];
