/**
 * One life of a child: from its start to its end, and what it told.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Life } from './busy-child.ts';
import { between, dice } from './dice.ts';
import type { SmallDisk } from './full-disk.ts';

/** How a child ended, and what it told. */
export type Ended = {
  readonly signal: string | null;
  readonly isSettled: boolean;
  readonly refused: string | undefined;
  /** It did not end by itself in a long time. */
  readonly hangs: boolean;
  readonly complaints: readonly string[];
  readonly told: Readonly<Record<string, number>>;
};

/** When to kill a child, and whether its disk is full for a while. */
export type Fate = {
  /** The child, as one file. */
  readonly program: string;
  readonly life: Life;
  /** Where accepted commands are written, a line each. */
  readonly acknowledged: string;
  readonly killAfterMs: number | undefined;
  /** From its very start, not from when it is ready. */
  readonly killsStart: boolean;
  readonly disk: SmallDisk | undefined;
};

const LONGEST_MS = 60_000;
const FULL_MS_MAX = 300;
const BYTES_LEFT_MAX = 200_000;

/** Fills the disk at a random moment, and frees it a little later, or when it is told to stop. */
const fillForAWhile = ({ disk, life }: Fate): (() => void) => {
  if (disk === undefined) return () => undefined;
  const roll = dice(life.seed);
  const [begins, lasts] = [between(roll, 0, FULL_MS_MAX), between(roll, 1, FULL_MS_MAX)];
  const bytesLeft = between(roll, 0, BYTES_LEFT_MAX);
  const timers = [
    setTimeout(() => disk.fill(bytesLeft), begins),
    setTimeout(disk.free, begins + lasts),
  ];
  return () => {
    timers.forEach(clearTimeout);
    disk.free();
  };
};

type Line = Readonly<Record<string, unknown>>;

const lineIn = (text: string): Line | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    // A kill may cut the last line.
    return undefined;
  }
};

/** Lets a child live and die. */
export const live = (fate: Fate): Promise<Ended> =>
  new Promise((resolve) => {
    const { program, life, acknowledged, killAfterMs, killsStart } = fate;
    const child = spawn(process.execPath, [program, JSON.stringify(life)]);
    const complaints: string[] = [];
    const told: Record<string, number> = {};
    let [refused, hangs, errors]: [string | undefined, boolean, string] = [undefined, false, ''];
    const kill = (): void => {
      if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    };
    let stopFilling: (() => void) | undefined;
    if (killsStart) kill();
    const watchdog = setTimeout(() => {
      hangs = true;
      child.kill('SIGKILL');
    }, LONGEST_MS);
    const take = (line: Line): void => {
      const { kind, ...rest } = line;
      const name = String(kind);
      told[name] = (told[name] ?? 0) + 1;
      if (kind === 'ACKNOWLEDGED') appendFileSync(acknowledged, `${JSON.stringify(rest)}\n`);
      if (kind === 'COMPLAINT') complaints.push(String(rest['text']));
      if (kind === 'REFUSED') refused = JSON.stringify(rest);
      if (kind !== 'READY') return;
      if (!killsStart) kill();
      stopFilling = fillForAWhile(fate);
    };
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = lineIn(text);
      if (line !== undefined) take(line);
    });
    child.stderr.on('data', (data) => {
      errors += String(data);
    });
    child.on('close', (code, signal) => {
      clearTimeout(watchdog);
      stopFilling?.();
      if (signal === null && code !== 0 && refused === undefined)
        complaints.push(`the process died: ${errors.slice(-1000)}`);
      resolve({ signal, isSettled: (told['SETTLED'] ?? 0) > 0, refused, hangs, complaints, told });
    });
  });
