/**
 * The work that all contestants do, as plain data.
 *
 * Peers are told which change is due and to what; the machine is told the instant only and finds
 * the change by itself. Peers make states; the machine makes states and events. Frozen are the
 * states of the machine and of Redux Toolkit; the other peers are spared that.
 *
 * @module
 */

/** One transition's input. Ids are of the peers' form; `machineId` is the machine's own. */
export type Move =
  | { readonly type: 'ADD_HSM'; readonly at: number; readonly availabilityZone: string }
  | {
      readonly type: 'REMOVE_HSM';
      readonly at: number;
      readonly hsmId: string;
      readonly machineId: string;
    }
  | { readonly type: 'BACKUP_READY'; readonly at: number; readonly backupId: string }
  | { readonly type: 'HSM_ACTIVE'; readonly at: number; readonly hsmId: string }
  | { readonly type: 'HSM_REMOVED'; readonly at: number; readonly hsmId: string }
  | { readonly type: 'DAILY_BACKUP'; readonly at: number }
  | { readonly type: 'MARK'; readonly at: number; readonly backupId: string }
  | { readonly type: 'PURGE'; readonly at: number; readonly backupId: string };

/** The move of a type. */
export type MoveOf<Type extends Move['type']> = Extract<Move, { readonly type: Type }>;
