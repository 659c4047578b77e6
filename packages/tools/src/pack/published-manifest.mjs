/**
 * A package's manifest as it is published.
 *
 * @module
 */

/** What only this workspace reads. */
const OWN = new Set(['devDependencies', 'scripts']);

const withoutSource = (target) =>
  typeof target === 'string'
    ? target
    : Object.fromEntries(Object.entries(target).filter(([condition]) => condition !== 'source'));

/**
 * Makes the manifest that is published: without the condition that leads to the sources, and
 * without what only this workspace reads. pnpm replaces its `workspace:` ranges afterwards.
 *
 * @param manifest - as it is in this workspace
 * @param files - what is published; named, for pnpm would leave out what git ignores
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
