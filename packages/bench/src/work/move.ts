/**
 * The work that all contestants do, as plain data.
 *
 * Peers are given the change that is due; the machine gets only the instant and finds the change by
 * itself. Peers make states; the machine makes states and events. The machine and Redux Toolkit
 * freeze their states; the other peers do not.
 *
 * @module
 */

/** One transition's input. Ids have the peers' form; `machineId` is the machine's id. */
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
