/**
 * Reports: a story of a fleet as one self-contained HTML page.
 *
 * @module
 */
export { reportHtml, type ReportParts } from './report-html.tsx';
export { storyOfDrill, type DrillStory } from './story/drill-story.ts';
export { storyOfLog } from './story/log-story.ts';
export type { RecoveryLimit, Remark, Story, StoryEvent, Verdict } from './story/story.ts';
