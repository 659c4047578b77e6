/**
 * The types of the JSON that the benchmark prints.
 *
 * @module
 */
export type { Row, Section } from './report/row.ts';
