/**
 * `hsm-lifecycle serve`: the API of CloudHSM V2 on this machine, for unchanged AWS clients.
 *
 * @module
 */
import {
  createCloudHsm,
  createControl,
  listedSubnets,
  zonesNotOffered,
  type CloudHsm,
  type Credential,
  type SubnetCatalogue,
} from '@hsm-lifecycle/aws';
import { keepTime, serveNode, type Served } from '@hsm-lifecycle/aws/node';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { examples, EXIT_CODES } from '../../options/help.ts';
import type { AddCommand } from '../../options/shell.ts';
import { EXIT, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { readCredentials, readSubnets } from './serve-files.ts';
import { servedHost, type ServedHost } from './serve-host.ts';
import { optionsProblem, withServeOptions, type ServeOptions } from './serve-options.ts';

type Files = {
  readonly catalogue?: SubnetCatalogue;
  readonly credentials?: Readonly<Record<string, Credential>>;
};

const filesOf = (options: ServeOptions, io: Io): Either<string, Files> => {
  const { subnets, credentials } = options;
  const catalogue = subnets === undefined ? right(undefined) : readSubnets(io, subnets);
  if (catalogue._tag === 'Left') return catalogue;
  const known = credentials === undefined ? right(undefined) : readCredentials(io, credentials);
  if (known._tag === 'Left') return known;
  return right({
    ...(catalogue.right !== undefined && { catalogue: catalogue.right }),
    ...(known.right !== undefined && { credentials: known.right }),
  });
};

const cloudHsmOf = (
  { host, secret }: ServedHost,
  options: ServeOptions,
  { catalogue, credentials }: Files,
): CloudHsm =>
  createCloudHsm({
    host,
    secret,
    sharing: options.sharing,
    ...(options.defaultMode !== undefined && { defaultMode: options.defaultMode }),
    ...(catalogue !== undefined && { subnets: listedSubnets(catalogue) }),
    ...(credentials !== undefined && { credentials }),
  });

/** Tells a host in which zones of the catalogue no HSM can be had (F-93), and when it is reset. */
const knowingZones = async (served: ServedHost, { catalogue }: Files): Promise<ServedHost> => {
  if (catalogue === undefined) return served;
  const { host } = served;
  const availabilityZones = zonesNotOffered(catalogue);
  const tell = async (): Promise<void> => {
    await host.submit(() => right({ type: 'SetZonesWithoutHsms', data: { availabilityZones } }));
  };
  await tell();
  const { reset } = host;
  if (reset === undefined) return served;
  const resetAll = async (): Promise<void> => {
    await reset();
    await tell();
  };
  return { ...served, host: { ...host, reset: resetAll } };
};

const told = ({ url }: Served, options: ServeOptions, io: Io): void => {
  if (options.json === true) {
    printJson(io, 'serving', {
      url,
      store: options.store ?? null,
      control: options.control === true,
    });
    return;
  }
  io.out(
    [
      `CloudHSM V2 at ${url}`,
      options.store === undefined
        ? 'The fleet is in memory and ends with this process.'
        : `The fleet is kept in ${options.store}.`,
      `Try: aws --endpoint-url ${url} cloudhsmv2 describe-clusters`,
      '',
    ].join('\n'),
  );
};

const interrupted = (io: Io): Promise<void> =>
  new Promise((resolve) => {
    io.onInterrupt?.(resolve);
  });

const listening = async (
  cloudHsm: CloudHsm,
  { host, clock }: ServedHost,
  { options, io }: { readonly options: ServeOptions; readonly io: Io },
): Promise<Either<string, Served>> => {
  try {
    const served = await serveNode(cloudHsm, {
      port: options.port,
      hostname: options.host,
      ...(options.control === true && { control: createControl({ host, clock }) }),
      ...(options.log === true && { log: io.err }),
    });
    return right(served);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'it is not free';
    return left(`cannot listen at ${options.host}, port ${options.port}: ${detail}`);
  }
};

const serve = async (options: ServeOptions, io: Io): Promise<ExitCode> => {
  const problem = optionsProblem(options);
  if (problem !== undefined) return refuseInput(io, problem);
  const files = filesOf(options, io);
  if (files._tag === 'Left') return refuseInput(io, files.left);
  const opened = await servedHost(options, (it) => io.err(`hsm-lifecycle: ${it._tag}\n`));
  if (opened._tag === 'Left') return refuseInput(io, opened.left);
  const served = await knowingZones(opened.right, files.right);
  const { host, clock } = served;
  const cloudHsm = cloudHsmOf(served, options, files.right);
  const server = await listening(cloudHsm, served, { options, io });
  if (server._tag === 'Left') {
    await host.close();
    return refuseInput(io, server.left);
  }
  const endTime = keepTime(host, clock);
  told(server.right, options, io);
  await interrupted(io);
  endTime();
  await server.right.close();
  await host.close();
  return EXIT.fine;
};

const MORE = `

Any credentials do: an access key of 12 digits is the account, any other is 000000000000. With
--credentials, signatures are verified. Without --store nothing is kept. --control is for this
machine only: it moves time, activates clusters and plans faults at /_control.`;

/** Adds the command `serve`, which ends with Ctrl-C or SIGTERM. */
export const addServeCommand: AddCommand = ({ program, io, finish }) => {
  withServeOptions(program.command('serve'))
    .description('serve the API of AWS CloudHSM V2, for unchanged AWS clients')
    .addHelpText(
      'after',
      examples(
        'serve',
        'serve --virtual --tick 30s --control',
        'serve --store fleet.sqlite --edition aws2024',
      ) +
        MORE +
        EXIT_CODES,
    )
    .action(async (options: ServeOptions) => finish(await serve(options, io)));
};
