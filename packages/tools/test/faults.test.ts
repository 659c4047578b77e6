/**
 * The testing kit finds each fault planted in core's own code. `npm run faults` prints the table.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const script = path.join(root, 'packages', 'tools', 'src', 'faults', 'find-fault.mjs');
const run = promisify(execFile);

type Attempt = { readonly law?: string; readonly length?: number };
type Finding = {
  readonly name: string;
  readonly byHistories: readonly Attempt[];
  readonly byExplorer: readonly Attempt[];
};
type Fault = { readonly text: string; readonly way?: string; readonly shows?: string };

const { faults }: { readonly faults: Readonly<Record<string, Fault>> } = await import(
  path.join(root, 'packages', 'tools', 'src', 'faults', 'all-faults.mjs')
);

/** A seed with which the first way that is tried finds each fault. */
const SEED = '4';

const findings = new Map<string, Attempt>();

const look = async ([name, { way = 'histories' }]: readonly [string, Fault]): Promise<void> => {
  const { stdout } = await run(process.execPath, [script, name, '--seed', SEED, '--way', way], {
    cwd: root,
  });
  const { byHistories, byExplorer }: Finding = JSON.parse(stdout);
  findings.set(name, [...byHistories, ...byExplorer].at(-1) ?? {});
};

/** Two faults at a time, because small machines have two cores. */
const lookForAll = async (): Promise<void> => {
  const lanes = [0, 1].map((lane) =>
    Object.entries(faults).filter((_, index) => index % 2 === lane),
  );
  await Promise.all(
    lanes.map((lane) =>
      lane.reduce<Promise<void>>(
        (before, fault) => before.then(() => look(fault)),
        Promise.resolve(),
      ),
    ),
  );
};

describe('the kit', () => {
  beforeAll(lookForAll, 1_200_000);

  it('has at least twenty faults to find', () => {
    expect(Object.keys(faults).length).toBeGreaterThanOrEqual(20);
  });

  it.each(Object.entries(faults).map(([name, { text }]) => [text, name]))(
    'finds that %s',
    (_, name) => {
      const { law = 'none', length } = findings.get(name ?? '') ?? {};
      expect(law).not.toMatch(/^(?:none|threw)/u);
      expect(law).toBe(faults[name ?? '']?.shows ?? law);
      expect(length).toBeLessThanOrEqual(12);
    },
  );

  it('refuses to plant a fault if the code has changed', async () => {
    const loader = path.join(path.dirname(script), 'fault-loader.mjs');
    const core = path.join(root, 'packages', 'core', 'dist');
    const planting = `
      import { initialize } from ${JSON.stringify(loader)};
      const core = new URL('file://${core}/').href;
      initialize({ core, patches: [['index.js', 'no such code', '']] });
    `;
    const missing = run(process.execPath, ['--input-type=module', '-e', planting]);
    await expect(missing).rejects.toThrow('index.js has "no such code" 0 times, not once');
  });
});
