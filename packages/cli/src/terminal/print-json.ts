/**
 * Printing documents for machines.
 *
 * @module
 */
import type { Io } from './io.ts';

const HEX = 16;

/** Writes bytes as hexadecimal digits. */
export const asHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(HEX).padStart(2, '0')).join('');

const withHex = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? asHex(value) : value;

/** Prints a JSON document of a format; bytes are written as hexadecimal digits. */
export const printJson = ({ out }: Io, format: string, document: object): void => {
  const whole = { format: `hsm-lifecycle/${format}`, version: 1, ...document };
  out(`${JSON.stringify(whole, withHex, 2)}\n`);
};
