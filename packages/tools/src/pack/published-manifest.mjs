/**
 * The published manifest of a package.
 *
 * @module
 */

/** Members that only this workspace reads. */
const OWN = new Set(['devDependencies', 'scripts']);

const withoutSource = (target) =>
  typeof target === 'string'
    ? target
    : Object.fromEntries(Object.entries(target).filter(([condition]) => condition !== 'source'));

/**
 * Makes the published manifest: without the export condition for the sources, and without members
 * that only this workspace reads. pnpm replaces its `workspace:` ranges afterwards.
 *
 * @param manifest - the manifest in this workspace
 * @param files - what is published; listed, because pnpm would leave out what git ignores
 */
export const publishedManifest = (manifest, files) => {
  const { directory: _directory, linkDirectory: _link, ...publishConfig } = manifest.publishConfig;
  const exports = Object.entries(manifest.exports).map(([entry, target]) => [
    entry,
    withoutSource(target),
  ]);
  const kept = Object.entries(manifest).filter(([member]) => !OWN.has(member));
  return {
    ...Object.fromEntries(kept),
    exports: Object.fromEntries(exports),
    files,
    publishConfig,
  };
};
