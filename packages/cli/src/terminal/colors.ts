/**
 * Terminal colours.
 *
 * @module
 */
import picocolors from 'picocolors';

/** Functions that colour text, or leave it as it is. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** Makes functions that colour text if wanted. */
export const colorsIf = (wanted: boolean): Colors => picocolors.createColors(wanted);
