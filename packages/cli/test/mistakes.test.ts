import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drillPath, run } from './cli.ts';

const explained = (error: unknown) =>
  run(['explain'], { files: { '-': JSON.stringify({ error }) } });

describe('explain', () => {
  it.each([
    [{ _tag: 'Nonsense', rule: 'U-8' }, '"Nonsense" is not a known refusal'],
    [{ _tag: 'Nonsense' }, '"Nonsense" is not a known refusal'],
    [{ _tag: 'HsmsRemain', rule: 'F-89' }, '"HsmsRemain" is not a known refusal, or lacks a field'],
    [{ _tag: 'SameRegion', rule: 'F-9999', region: 'eu-west-1' }, 'there is no rule "F-9999"'],
    [{ _tag: 'SameRegion', rule: 5, region: 'eu-west-1' }, 'there is no rule 5'],
  ])('names what it does not know: %j', async (error, text) => {
    const { code, out, err } = await explained(error);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(text);
    expect(err).not.toContain('books');
  });

  it('explains what decoders refuse, and what is inside a result', async () => {
    const malformed = { _tag: 'MalformedInput', path: 'data.at', expected: 'a', actual: '5' };
    expect((await explained(malformed)).out).toContain("'data.at' is 5. It must be a.");
    const refused = { _tag: 'Left', left: malformed };
    expect((await explained(refused)).out).toContain("'data.at' is 5. It must be a.");
  });
});

describe('a mistake', () => {
  it.each([
    [['explore', drillPath('hsms-used-rarely'), '--depth', '-1'], 'a whole number, 0 or more'],
    [['diagram', 'zap'], "error: 'zap' is invalid for argument 'machine'"],
  ])('is explained without jargon: %j', async (argv, text) => {
    const { code, err } = await run(argv);
    expect(code).toBe(2);
    expect(err).toContain(text);
    expect(err).not.toContain('command-argument');
  });

  it('of the kind of a file is explained in whole sentences', async () => {
    const { code, err } = await run(['drill', 'arr.json'], { files: { 'arr.json': '[]' } });
    expect(code).toBe(2);
    expect(err).toContain(
      'expected a drill file: an object with "format": "hsm-lifecycle/drill" and "version": 1;',
    );
  });

  it('of the kind of laws is explained without the words of Node', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'laws-'));
    const file = path.join(folder, 'bad.json');
    writeFileSync(file, '{}');
    const { code, err } = await run(['check', drillPath('hsms-used-rarely'), '--laws', file]);
    rmSync(folder, { recursive: true });
    expect(code).toBe(2);
    expect(err).toContain(`${file}: it is not a JavaScript module, such as my-laws.mjs`);
  });
});

describe('help', () => {
  it.each([
    ['drill'],
    ['explore'],
    ['check'],
    ['verify'],
    ['open'],
    ['export'],
    ['inspect'],
    ['keys'],
    ['keys', 'list'],
    ['keys', 'rotate'],
    ['keys', 'retire'],
    ['explain'],
    ['rules'],
    ['diagram'],
    ['schema'],
  ])('has the exit codes of %s %s', async (...command) => {
    const { out } = await run([...command.filter((word) => word !== undefined), '--help']);
    expect(out).toContain('Exit codes: 0');
  });
});
