/**
 * The parameters of a scenario, each with its source, in one line.
 *
 * @module
 */
import { spanText } from '@hsm-lifecycle/drills/sentences';
import type { Distribution, Scenario } from '@hsm-lifecycle/simulator';

const distributionText = (it: Distribution): string => {
  if ('constant' in it) return spanText(it.constant);
  if ('exponential' in it) return `exponential, mean ${spanText(it.exponential)}`;
  if ('uniform' in it) return `uniform, ${spanText(it.uniform[0])} to ${spanText(it.uniform[1])}`;
  if ('lognormal' in it)
    return `lognormal, median ${spanText(it.lognormal.median)}, p95 ${spanText(it.lognormal.p95)}`;
  return `Weibull, median ${spanText(it.weibull.median)}, shape ${it.weibull.shape}`;
};

const SPAN_NAMES: ReadonlySet<string> = new Set(['every', 'pausesAt', 'resumesAt']);

const isDistribution = (value: unknown): value is Distribution =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const memberText = (name: string, value: unknown): string => {
  if (isDistribution(value)) return `${name} ${distributionText(value)}`;
  return SPAN_NAMES.has(name) && typeof value === 'number'
    ? `${name} ${spanText(value)}`
    : `${name} ${String(value)}`;
};

const lineOf = (what: string, members: object, source: string): string => {
  const texts = Object.entries(members).map(([name, value]) => memberText(name, value));
  return `${what}: ${texts.join(', ')} [${source}]`;
};

/** Lists the parameters: work, faults, workload and prices, each with its source. */
export const parameterLines = ({
  work = {},
  faults = [],
  workload = [],
  prices,
}: Scenario): readonly string[] => [
  ...Object.entries(work).flatMap(([name, time]) => {
    if (time === undefined) return [];
    const { source, ...members } = time;
    return [lineOf(name, members, source)];
  }),
  ...faults
    .concat(workload)
    .map(({ process, source, ...members }) => lineOf(process, members, source)),
  ...(prices === undefined
    ? []
    : [
        `HSM hour in ${prices.currency}: ${Object.entries(prices.hsmHour)
          .map(([type, price]) => `${type} ${price}`)
          .join(', ')} [${prices.source}]`,
      ]),
];
