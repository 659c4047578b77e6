/**
 * The results for the mutants, as text.
 *
 * @module
 */

const mutantsOf = ({ files }) => Object.values(files).flatMap(({ mutants }) => mutants);

const counted = (mutants) => {
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const missed = count('Survived', 'NoCoverage');
  return {
    noticed,
    missed,
    broken: count('RuntimeError', 'CompileError'),
    score: (100 * noticed) / (noticed + missed),
  };
};

const row = (name, { noticed, missed, broken, score }) =>
  [
    name.padEnd(12),
    ...[noticed, missed, broken].map((it) => String(it).padStart(9)),
    `${score.toFixed(1)} %`.padStart(9),
  ].join('');

/**
 * A table, by folder and in total: how many mutants were noticed and missed, how many kept the
 * tests from loading, and the score, which leaves those out.
 */
export const tally = (reports) =>
  [
    [
      'folder'.padEnd(12),
      ...['noticed', 'missed', 'no start', 'score'].map((it) => it.padStart(9)),
    ].join(''),
    ...reports.map(([folder, report]) => row(folder, counted(mutantsOf(report)))),
    row('all', counted(reports.flatMap(([, report]) => mutantsOf(report)))),
  ].join('\n');

const survivor = (file, source, { location: { start, end }, mutatorName, replacement }) => {
  const line = source.split('\n')[start.line - 1] ?? '';
  const was =
    start.line === end.line
      ? line.slice(start.column - 1, end.column - 1)
      : `${line.slice(start.column - 1)} ...`;
  const now = replacement.replaceAll(/\s+/gu, ' ');
  return `${file}:${start.line} ${mutatorName}\n    ${line.trim()}\n    ${was}  =>  ${now}`;
};

/** Each mutant that no test noticed: its place, the line, the original and the replacement. */
export const survivorsOf = (reports) =>
  reports
    .flatMap(([, { files }]) =>
      Object.entries(files).flatMap(([file, { source, mutants }]) =>
        mutants
          .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
          .map((mutant) => survivor(file, source, mutant)),
      ),
    )
    .join('\n');
