/**
 * How often each command was accepted in each state, as plain tables.
 *
 * @module
 */
import type { CommandCount, Coverage } from '@hsm-lifecycle/explorer';

const TITLES: Readonly<Record<string, string>> = {
  cluster: 'On clusters',
  HSM: 'On HSMs',
  backup: 'On backups',
  copy: 'On copies',
  fleet: 'On the fleet, or on an unknown id',
};

const NEVER_TRIED = '·';

const cellText = (cell: CommandCount | undefined): string =>
  cell === undefined ? NEVER_TRIED : `${cell.accepted}/${cell.accepted + cell.refused}`;

/** The words of a long name one below the other, ending in the last line. */
const stacked = (name: string, height: number): readonly string[] => {
  const words = name.split('_');
  return [...Array<string>(height - words.length).fill(''), ...words];
};

const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
};

type Group = readonly (readonly [state: string, cells: Coverage[string]])[];

const tableOf = (title: string, group: Group): readonly string[] => {
  const types = [...new Set(group.flatMap(([, cells]) => Object.keys(cells)))].toSorted();
  const height = Math.max(...group.map(([state]) => state.split('_').length));
  const heads = group.map(([state]) => stacked(state, height));
  const header = Array.from({ length: height }, (_, line) =>
    [line === height - 1 ? title : ''].concat(heads.map((head) => head[line] ?? '')),
  );
  return columns([
    ...header,
    ...types.map((type) => [`  ${type}`].concat(group.map(([, cells]) => cellText(cells[type])))),
  ]);
};

/**
 * Writes coverage as tables, one for each kind of resource: `accepted/tried`, or a dot if a command
 * was never tried.
 */
export const coverageTables = (coverage: Coverage): readonly string[] => {
  const groups = new Map<string, (readonly [string, Coverage[string]])[]>();
  for (const [key, cells] of Object.entries(coverage)) {
    const [kind = '', state = ''] = key.split(' ');
    groups.set(kind, [...(groups.get(kind) ?? []), [state, cells]]);
  }
  return Object.entries(TITLES).flatMap(([kind, title]) => {
    const group = groups.get(kind);
    return group === undefined ? [] : [''].concat(tableOf(title, group));
  });
};
