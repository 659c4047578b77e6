/**
 * The command line, used wrongly: every refusal is a sentence, and nothing is left behind.
 */
import { describe, expect, it } from '@jest/globals';
import { at, drill, drillPath, run } from './cli.ts';

describe('a name that is empty', () => {
  it.each([
    [['drill', drillPath('hsms-used-rarely'), '--store', '']],
    [['explore', '--world', '']],
    [['explore', '--laws', '']],
    [['explore', '--checkpoint', '']],
    [['explore', '--out', '']],
    [['check', '--laws', '', drillPath('hsms-used-rarely')]],
  ])('is refused: %j', async (argv) => {
    expect(await run(argv)).toEqual({ code: 2, out: '', err: expect.stringContaining('It must not be empty.') });
  });
});

describe('hsm-lifecycle check', () => {
  it('says in words why a file cannot be read', async () => {
    const named = async (file: string): Promise<unknown> => {
      const { code, out, err } = await run(['check', file]);
      return [code, out, err.trimEnd()];
    };
    expect(await named('no-such-file')).toEqual([2, '', 'hsm-lifecycle: cannot read no-such-file: there is no such file']);
    expect(await named(at(''))).toEqual([2, '', `hsm-lifecycle: cannot read ${at('')}: it is a folder`]);
    const long = 'x'.repeat(300); // what cannot even be looked at, whoever looks
    expect(await named(long)).toEqual([2, '', expect.stringMatching(/^hsm-lifecycle: cannot read x+: .*ENAMETOOLONG/u)]);
  });

  it('refuses a drill that nests too deep, before anything is made of it', async () => {
    const deep = JSON.stringify(drill([])).replace('[]', '['.repeat(100_000) + ']'.repeat(100_000));
    const { code, err } = await run(['check', 'deep.json'], { files: { 'deep.json': deep } });
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^hsm-lifecycle: deep\.json: lists and objects nest deeper than 64, at position \d+\n$/u),
    ]);
  });
});
