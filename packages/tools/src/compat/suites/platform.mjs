/**
 * Programs with a separate npm package for each platform: Node and Bun.
 *
 * @module
 */
import process from 'node:process';

const SERVED = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64']);
const isWindows = process.platform === 'win32';

/** Says why there is no such package for this platform, if there is none. */
export const notServed = SERVED.has(`${process.platform}-${process.arch}`)
  ? undefined
  : `the registry has no build for ${process.platform} on ${process.arch}`;

/**
 * Names the package that contains a version of Node, and that the npm package `node` installs.
 *
 * @returns the dependency of a project, and the path of the program in it
 */
export const nodeEngine = (version) => {
  const system = isWindows ? 'win' : process.platform;
  const folder = `node-${version.split('.')[0]}`;
  return {
    dependency: { [folder]: `npm:node-${system}-${process.arch}@${version}` },
    program: `node_modules/${folder}/bin/node${isWindows ? '.exe' : ''}`,
  };
};

/** Names the package that contains a version of Bun, and that the npm package `bun` links. */
export const bunEngine = (version) => {
  const system = isWindows ? 'windows' : process.platform;
  const name = `@oven/bun-${system}-${process.arch === 'arm64' ? 'aarch64' : process.arch}`;
  return {
    dependency: { [name]: version },
    program: `node_modules/${name}/bin/bun${isWindows ? '.exe' : ''}`,
  };
};
