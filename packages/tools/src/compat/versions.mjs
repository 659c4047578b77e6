/**
 * The versions of the tools that are tried.
 *
 * @module
 */

/** Exact, so that a run today and a run tomorrow try the same. */
export const VERSIONS = {
  node: ['20.20.2', '22.23.3', '24.21.0', '26.10.0'],
  bun: '1.4.5',
  vite: ['6.4.6', '7.3.8', '8.3.8'],
  rollup: {
    rollup: '4.68.8',
    '@rollup/plugin-node-resolve': '16.0.3',
    '@rollup/plugin-commonjs': '29.0.3',
  },
  webpack: { webpack: '5.113.0', 'webpack-cli': '7.3.1' },
  esbuild: '0.28.2',
  vitest: ['4.1.12', '5.1.2'],
  jest: '30.5.2',
  babel: { '@babel/core': '7.29.13', '@babel/preset-env': '7.29.14' },
  typescript: ['5.4.5', '5.9.3', '7.0.2'],
  nodeTypes: '20.19.0',
};
