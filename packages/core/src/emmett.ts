/**
 * The machine as a decider of Emmett, the event-sourcing library. Needs nothing of Emmett's at run
 * time.
 *
 * @module
 */
export {
  asDecider,
  isRefusedCommand,
  type EmmettDecider,
  type RefusedCommand,
} from './transitions/as-decider.ts';
