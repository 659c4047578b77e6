/**
 * The answers of a fleet to questions that it does not refuse.
 *
 * @module
 */
import * as core from '@hsm-lifecycle/core/fleet';
import type {
  Fleet,
  Forecast,
  ForecastRetention,
  LegalCommands,
  Legality,
  RecoveryPoints,
  RecoveryPointsOf,
  ResidualData,
  ResidualPlace,
} from '@hsm-lifecycle/core/fleet';
import { accepted } from '@hsm-lifecycle/testing';

export const recoveryPoints = (fleet: Fleet, input: RecoveryPointsOf): RecoveryPoints =>
  accepted(core.recoveryPoints(fleet, input));

export const forecastRetention = (fleet: Fleet, input: ForecastRetention): readonly Forecast[] =>
  accepted(core.forecastRetention(fleet, input));

export const residualData = (fleet: Fleet, input?: ResidualData): readonly ResidualPlace[] =>
  accepted(core.residualData(fleet, input));

export const legalCommands = (fleet: Fleet, input: LegalCommands): readonly Legality[] =>
  accepted(core.legalCommands(fleet, input));
