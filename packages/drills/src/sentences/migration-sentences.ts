/**
 * Sentences about changes of HSM type.
 *
 * @module
 */
import type { EventOf } from '@hsm-lifecycle/core';
import { failureText, goneText, type EventNames, type EventSentences } from './sentence.ts';
import { instantText } from './when.ts';

const loadedText = (
  from: EventOf<'HsmMigrating'>['data']['from'],
  { called }: EventNames,
): string => {
  if (from === undefined) return '';
  return from.kind === 'BACKUP'
    ? `, with the contents of ${called(from.backupId)}`
    : ', with the contents that the cluster was restored from';
};

/** Sentences about changes of HSM type. */
export const migrationEventSentences: EventSentences<
  | 'HsmTypeChanging'
  | 'HsmTypeChanged'
  | 'HsmTypeRollingBack'
  | 'HsmTypeRolledBack'
  | 'HsmMigrating'
  | 'HsmMigrated'
  | 'HsmMigrationFailed'
> = {
  HsmTypeChanging: ({ hsmType, rollbackUntil }, { subject }) => [
    `${subject} begins to change to ${hsmType}; it can go back until ${instantText(rollbackUntil)}`,
    'F-186',
  ],
  HsmTypeChanged: ({ hsmType }, { subject }) => [`${subject} is ${hsmType} now`, 'F-188'],
  HsmTypeRollingBack: ({ cause, hsmType, contentsFrom }, names) => [
    cause === 'FAILURE'
      ? `${names.subject} turns back to ${hsmType} by itself; nothing is lost`
      : `${names.subject} begins to go back to ${hsmType}` +
        (contentsFrom === undefined ? '; nothing is lost' : loadedText(contentsFrom, names)),
    cause === 'FAILURE' ? 'F-187' : 'F-191',
  ],
  HsmTypeRolledBack: ({ hsmType }, { subject }) => [`${subject} is ${hsmType} again`, 'F-190'],
  HsmMigrating: (data, names) => [
    `${names.called(data.hsmId)} begins to change to ${data.hsmType}` +
      `${loadedText(data.from, names)}${goneText(data, names)}`,
    'F-188',
  ],
  HsmMigrated: ({ newHsmId }, { called }) => [
    `${called(newHsmId)} has changed its type; it has a new id and the same address`,
    'F-104',
  ],
  HsmMigrationFailed: (data, names) => [
    `${names.called(data.hsmId)} could not change its type: ${failureText(data, names)}`,
    'F-187',
  ],
};
