/**
 * Tables in plain text.
 *
 * @module
 */

/** Writes rows with their columns below each other, indented. */
export const tableText = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, index) =>
    rows.reduce((width, cells) => Math.max(width, (cells[index] ?? '').length), 0),
  );
  return rows.map((cells) => {
    const padded = cells.map((cell, index) => cell.padEnd(widths[index] ?? 0));
    return `  ${padded.join('  ')}`.trimEnd();
  });
};
