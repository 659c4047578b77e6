import { describe, expect, it } from '@jest/globals';
import { reportHtml, storyOfDrill } from '@hsm-lifecycle/report';
import { exampleRun, pageOf, runOf, withoutScripts } from './pages.ts';

const EVIL = `</script><img src=x onerror=alert(1)><style>*{}</style>"'&amp;`;

const evilRun = runOf({
  format: 'hsm-lifecycle/drill',
  version: 1,
  name: EVIL,
  description: EVIL,
  startsAt: '2026-11-02T09:00:00Z',
  steps: [
    { note: EVIL, do: 'CreateCluster', region: 'eu-west-1', zones: ['eu-west-1a'], as: EVIL },
    { at: '+10m', do: 'AddHsm', cluster: EVIL, zone: 'eu-west-1a', as: `HSM ${EVIL}` },
    { at: '+15m', do: 'Initialize', cluster: EVIL },
    { at: '+5m', do: 'Activate', cluster: EVIL },
    { at: '+5m', do: 'CreateUser', cluster: EVIL, name: 'alice', role: 'CU' },
    { do: 'CreateKey', cluster: EVIL, key: EVIL, owner: 'alice' },
  ],
  expect: [{ that: 'ClusterIs', cluster: EVIL, state: 'ACTIVE', hsms: 1, because: EVIL }],
});

const tagsIn = (html: string): readonly string[] =>
  [...new Set(Array.from(html.matchAll(/<([a-z][a-z0-9]*)/giu), ([, tag = '']) => tag))].toSorted();

describe('text from a drill', () => {
  const page = pageOf(evilRun);

  it('is in the page, and never becomes markup', () => {
    expect(page).toContain('&lt;/script');
    expect(page).not.toContain('<img');
    expect(page.match(/<\/script>/gu)).toHaveLength(2);
    expect(page.match(/<style>/gu)).toHaveLength(1);
    expect(tagsIn(withoutScripts(page))).not.toContain('img');
    expect(page).not.toMatch(/<[a-z][^>]*\sonerror=/iu);
  });

  it('never ends the data of the script', () => {
    const [, data = ''] =
      /<script type="application\/json" id="story">([^<]*)<\/script>/u.exec(page) ?? [];
    expect(data).toContain('\\u003c/script>');
    expect(JSON.stringify(JSON.parse(data))).toContain('onerror');
  });

  it('makes no link but to the sources of rules', () => {
    const links = Array.from(page.matchAll(/href="([^"]*)"/gu), ([, href]) => href);
    expect(links.filter((href) => !/^(#event-\d+|https:\/\/)/u.test(href ?? ''))).toEqual([]);
  });
});

describe('the policy of a page', () => {
  const page = pageOf(exampleRun('disaster-recovery'));

  it('lets it load nothing, and run its own script and style only', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/u.exec(page) ?? [];
    expect(policy.replaceAll(/sha256-[\w+/=]{44}/gu, 'HASH').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'HASH'",
      "style-src 'HASH'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(withoutScripts(page)).not.toMatch(/<[a-z][^>]*\s(?:style|on\w+|src|srcset)=/iu);
  });

  it('has no script where there is no story', () => {
    const { verdicts } = storyOfDrill(exampleRun('disaster-recovery'));
    const bare = reportHtml({ title: 'No story', verdicts });
    expect(bare).not.toContain('<script');
    expect(bare).toContain('clone holds the same as Frankfurt copy');
  });
});
