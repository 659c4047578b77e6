/**
 * Where a file is wrong: `file:line:column`, for text that is not JSON and for drills that make no
 * sense.
 */
import { describe, expect, it } from '@jest/globals';
import { drill, primary, run, runDrillJson } from './cli.ts';

const faultIn = async (text: string): Promise<string> => (await runDrillJson(text)).err.trimEnd();

describe('text that is not JSON', () => {
  it.each([
    ['{ "name": }', '1:11', 'a value should follow here; a last comma is not allowed'],
    ['{\n  "a": 1,\n}', '3:1', 'a name in double quotes should follow here'],
    ['{\n  "a": 1\n  "b": 2\n}', '3:3', 'a comma is missing here'],
    ['{\r\n  "a" 1\r\n}', '2:7', 'a colon is missing here'],
    ['{ "a": 1', '1:9', 'a closing brace } is missing here'],
    ['[1, 2', '1:6', 'a closing bracket ] is missing here'],
    ['{} // done', '1:4', 'comments are not allowed'],
    ['{} {}', '1:4', 'the text should end here'],
    ['{ "a": "x\ny" }', '1:8', 'the closing quote of this text is missing'],
    ['{ "a": "\\x" }', '1:8', 'this text has an unknown escape'],
    ['{ a: 1 }', '1:3', 'this is not a JSON value; text and names stand in double quotes'],
    ['', '1:1', 'a value should follow here'],
  ])('is refused with its line and column: %j', async (text, place, why) => {
    expect(await faultIn(text)).toContain(
      `hsm-lifecycle: test.json:${place}: this is not JSON: ${why}`,
    );
  });
});

describe('a drill that makes no sense', () => {
  const wrong = async (json: object): Promise<readonly string[]> => {
    const { code, err } = await runDrillJson(JSON.stringify(json, undefined, 2));
    expect(code).toBe(2);
    return err.split('\n').filter((line) => line.startsWith('  test.json:'));
  };

  it('is refused with the line and column of each wrong place', async () => {
    expect(
      await wrong(
        drill([
          { do: 'Advance', at: 'noon' },
          { do: 'Advance', bogus: 1 },
        ]),
      ),
    ).toEqual([
      expect.stringMatching(/^ {2}test\.json:9:7: steps\[0\]\.at: expected a span/u),
      expect.stringMatching(/^ {2}test\.json:13:7: steps\[1\]\.bogus: expected no such field/u),
    ]);
  });

  it('points at what lacks a member', async () => {
    expect(await wrong(drill([{ do: 'AddHsm', cluster: 'p' }]))).toEqual([
      expect.stringMatching(/^ {2}test\.json:7:5: steps\[0\]\.zone: .*it is missing$/u),
    ]);
  });

  it('points at a reference that leads nowhere', async () => {
    expect(await wrong(drill([...primary, { do: 'DeleteCluster', cluster: 'primry' }]))).toEqual([
      expect.stringMatching(/^ {2}test\.json:\d\d:7: steps\[6\]\.cluster: /u),
    ]);
  });

  it('is refused so by explain and check too', async () => {
    const files = { 'it.json': JSON.stringify(drill([{ do: 'Advance', at: 'noon' }])) };
    const place = expect.stringMatching(/^ {2}it\.json:1:\d+: steps\[0\]\.at: /mu);
    expect((await run(['explain', 'it.json'], { files })).err).toEqual(place);
    expect((await run(['check', 'it.json'], { files })).err).toEqual(place);
  });
});

describe('a byte-order mark', () => {
  const text = `\uFEFF${JSON.stringify(drill(primary))}`;

  it('is taken in a drill, by every command that reads one', async () => {
    const files = { 'it.json': text };
    expect((await run(['drill', 'it.json'], { files })).code).toBe(0);
    expect((await run(['explain', 'it.json'], { files })).code).toBe(0);
    expect((await run(['check', 'it.json'], { files })).code).toBe(0);
  });

  it('is not counted as a column', async () => {
    expect(await faultIn('\uFEFF{ "name": }')).toContain('test.json:1:11: ');
  });
});
