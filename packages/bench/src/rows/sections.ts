/**
 * All measurements, by name.
 *
 * @module
 */
import type { Options, Section } from '../report/row.ts';
import { endpointSection } from './endpoint.ts';
import { exploreSection } from './explore.ts';
import { runtimeSection } from './runtime.ts';
import { sealingSection } from './sealing.ts';
import { fleetSection } from './steps.ts';
import { transitionSection } from './transition.ts';
import { yearAtOnceSection, yearOneByOneSection } from './year.ts';

/** The names of the sections. */
export type SectionName =
  | 'transition'
  | 'fleet'
  | 'year'
  | 'year-one-by-one'
  | 'sealing'
  | 'runtime'
  | 'explore'
  | 'endpoint';

/** The measurements by name. Each runs in a separate process. */
export const sections: Readonly<
  Record<SectionName, (options: Options) => Section | Promise<Section>>
> = {
  transition: transitionSection,
  fleet: fleetSection,
  year: yearAtOnceSection,
  'year-one-by-one': yearOneByOneSection,
  sealing: sealingSection,
  runtime: runtimeSection,
  explore: exploreSection,
  endpoint: endpointSection,
};
