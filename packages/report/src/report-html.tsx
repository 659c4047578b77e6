/**
 * One self-contained page from a story.
 *
 * @module
 */
import { renderToString } from 'preact-render-to-string';
import { headlineOf } from './model/headline.ts';
import { sceneOf, type Scene } from './model/scene.ts';
import { App } from './page/app.tsx';
import { Events } from './page/events.tsx';
import { Top } from './page/top.tsx';
import { Verdicts } from './page/verdicts.tsx';
import { pageScript, pageScriptHash, pageStyle, pageStyleHash } from './page-assets.ts';
import { packed } from './story/packed.ts';
import { storyData } from './story/story-data.ts';
import type { Story, Verdict } from './story/story.ts';

/** What a page is made from. */
export type ReportParts = {
  readonly title: string;
  readonly description?: string;
  readonly story?: Story;
  readonly verdicts?: readonly Verdict[];
};

/** The page may load nothing, run its own script only, and send nothing anywhere. */
const POLICY =
  `default-src 'none'; script-src '${pageScriptHash}'; style-src '${pageStyleHash}'; ` +
  "base-uri 'none'; form-action 'none'";

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (it) => ESCAPES[it] ?? it);

/** JSON that cannot end the element it is in. */
const harmlessJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

const body = (
  { title, description, verdicts = [] }: ReportParts,
  scene: Scene | undefined,
): string => {
  if (scene === undefined)
    return renderToString(
      <main>
        <header class="top">
          <h1>{title}</h1>
        </header>
        {verdicts.length > 0 && <Verdicts verdicts={verdicts} />}
      </main>,
    );
  const headline = headlineOf(scene, verdicts);
  const top = renderToString(<Top title={title} description={description} headline={headline} />);
  const app = renderToString(<App scene={scene} />);
  const rest = renderToString(
    <div class="below">
      {verdicts.length > 0 && <Verdicts verdicts={verdicts} />}
      <Events scene={scene} />
    </div>,
  );
  return `${top}<main><div id="app">${app}</div>${rest}</main>`;
};

/**
 * Writes a story as one HTML page that needs no server and no network. It reads and prints without
 * JavaScript; with it, one can move through time.
 *
 * @param report - the title, and what to show
 * @returns the text of the page. Text from outside never becomes markup.
 * @throws an error for a story that core cannot replay
 * @example
 * const { story, verdicts } = storyOfDrill(run);
 * writeFileSync('drill.html', reportHtml({ title: run.drill.name, story, verdicts }));
 */
export const reportHtml = (report: ReportParts): string => {
  const data = report.story === undefined ? undefined : storyData(report.story);
  const scene = data === undefined ? undefined : sceneOf(data);
  const scripts =
    data === undefined
      ? ''
      : `<script type="application/json" id="story">${harmlessJson(packed(data))}</script>` +
        `<script>${pageScript}</script>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(report.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
${body(report, scene)}
${scripts}
</body>
</html>
`;
};
