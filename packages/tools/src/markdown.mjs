/**
 * Parts of a generated Markdown page.
 *
 * @module
 */

/** A table: its head, then a line for each row. */
export const markdownTable = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** A paragraph, which a page keeps on one line, from its sentences. */
export const paragraph = (...sentences) => sentences.join(' ');
