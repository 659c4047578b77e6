/**
 * The command line, used wrongly: every refusal is a sentence, and nothing is left behind.
 */
import { describe, expect, it } from '@jest/globals';
import { drillPath, run } from './cli.ts';

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
