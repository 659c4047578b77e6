/**
 * Events, instants and spans of time in English, and names for ids. Speaks only of core, so that
 * reports need not load the drill file's decoder.
 *
 * @module
 */
export { nameBook, type NameBook } from './sentences/name-book.ts';
export type { AnyFleetEvent, EventNames } from './sentences/sentence.ts';
export { tellEvent } from './sentences/tell-event.ts';
export {
  countText,
  dayText,
  instantText,
  listText,
  shortDayText,
  spanText,
  timeText,
} from './sentences/when.ts';
