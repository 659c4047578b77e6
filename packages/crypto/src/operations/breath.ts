/**
 * When an asynchronous operation over a synchronous provider lets other work run.
 *
 * @module
 */
import type { Frame, Shape } from '../envelope/layout.ts';

/** Bytes between two pauses: eight frames of 64 KiB, some 10 ms of JavaScript AES (measured on Node 20). */
export const BREATH_BYTES = 524288;

/** Tells whether a pause is due before this frame. */
export const isBreathDue = ({ plainAt }: Frame, { frameBytes }: Shape): boolean =>
  plainAt > 0 && plainAt % Math.max(BREATH_BYTES, frameBytes) === 0;
