/**
 * The colours that reports are written in, if any.
 *
 * @module
 */
import picocolors from 'picocolors';

/** Functions that colour text, or leave it as it is. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** Makes colours, or none. */
export const colorsIf = (wanted: boolean): Colors => picocolors.createColors(wanted);
