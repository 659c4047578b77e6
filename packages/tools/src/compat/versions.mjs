/**
 * The exact versions of the tools, so that every run tries the same.
 *
 * @module
 */
import { PNPM } from '../pnpm.mjs';

/** By tool, oldest first. */
export const VERSIONS = {
  node: ['20.20.2', '22.23.3', '24.21.0', '26.10.0'],
  bun: '1.4.5',
  pnpm: PNPM.replace('pnpm@', ''),
  vite: ['6.4.6', '7.3.8', '8.3.8'],
  rollup: '4.68.8',
  rollupPlugins: {
    '@rollup/plugin-commonjs': '29.0.3',
    '@rollup/plugin-node-resolve': '16.0.3',
    '@rollup/plugin-replace': '6.0.3',
  },
  webpack: '5.113.0',
  webpackCli: '7.3.1',
  esbuild: '0.28.2',
  vitest: ['4.1.12', '5.1.2'],
  jest: '30.5.2',
  babel: { '@babel/core': '7.29.13', '@babel/preset-env': '7.29.14' },
  typescript: ['5.4.5', '5.9.3', '7.0.2'],
  nodeTypes: '20.19.0',
};

/** The compiler that checks the types of tests, for which one version is enough. */
export const TYPESCRIPT = '5.9.3';
