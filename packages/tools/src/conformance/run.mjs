/**
 * Runs the whole conformance table against servers that are really started.
 *
 * @module
 */
import { backupStates } from './backup-states.mjs';
import { backupColumns, backupTable } from './backup-table.mjs';
import { clusterStates } from './cluster-states.mjs';
import { clusterColumns, clusterTable, TAGS } from './cluster-table.mjs';
import { ALICE, started } from './endpoint.mjs';
import { everyColumns, everyTable } from './every-action.mjs';
import { happyPaths } from './happy-paths.mjs';
import { judgeEvery, judgeHappy, judgeRefusals, judgeStates } from './judge.mjs';
import { refusalsOfBackups } from './refusals-of-backups.mjs';
import { refusalsOfClusters } from './refusals-of-clusters.mjs';

const everyAction = async () => {
  const usual = await backupStates.READY();
  const credentials = { [ALICE.account]: { secretAccessKey: 'secret' } };
  const strict = await started({ credentials });
  const endpoints = { usual, strict };
  const judgement = await judgeEvery({ table: everyTable, columns: everyColumns, endpoints });
  await usual.close();
  await strict.close();
  return judgement;
};

/** All answers beside those that are expected. */
export const conformance = async () => {
  const every = await everyAction();
  const happy = await judgeHappy(happyPaths);
  const refusals = await judgeRefusals({ ...refusalsOfClusters, ...refusalsOfBackups });
  const clusters = await judgeStates({
    states: clusterStates,
    table: clusterTable,
    columns: clusterColumns,
    rest: TAGS,
  });
  const backups = await judgeStates({
    states: backupStates,
    table: backupTable,
    columns: backupColumns,
    rest: TAGS,
  });
  return { every, happy, refusals, clusters, backups };
};

/** All answers, in one list. */
export const answersIn = ({ every, happy, refusals, clusters, backups }) => [
  ...happy,
  ...refusals,
  ...[every, clusters, backups].flatMap(({ rows }) => rows.flatMap(({ cells }) => cells)),
];
