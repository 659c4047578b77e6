/**
 * The core as a decider for Emmett, the event-sourcing library. Does not import Emmett at run time.
 *
 * @module
 */
export {
  asDecider,
  isRefusedCommand,
  type EmmettDecider,
  type RefusedCommand,
} from './transitions/as-decider.ts';
