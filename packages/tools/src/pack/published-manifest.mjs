/**
 * A package's manifest as it is published.
 *
 * @module
 */

/** What only this workspace reads. */
const OWN = ['devDependencies', 'files', 'scripts'];

const withoutSource = (target) =>
  typeof target === 'string'
    ? target
    : Object.fromEntries(Object.entries(target).filter(([condition]) => condition !== 'source'));

/**
 * Makes the manifest that is published: without the condition that leads to the sources, and without
 * what only this workspace reads. pnpm then replaces `workspace:` ranges.
 */
export const publishedManifest = (manifest) => {
  const {
    directory: _directory,
    linkDirectory: _linkDirectory,
    ...publishConfig
  } = manifest.publishConfig;
  const exports = Object.entries(manifest.exports).map(([entry, target]) => [
    entry,
    withoutSource(target),
  ]);
  const kept = Object.entries(manifest).filter(([member]) => !OWN.includes(member));
  return { ...Object.fromEntries(kept), exports: Object.fromEntries(exports), publishConfig };
};
