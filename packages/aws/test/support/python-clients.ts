/**
 * Genuine AWS clients in Python: boto3 and the AWS CLI, each in a process that takes a call a line.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { record, SECRET_ACCESS_KEY, type At, type GenuineClient, type Json } from './clients.ts';

const has = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const environment = ({ account, region }: At): NodeJS.ProcessEnv => ({
  ...process.env,
  AWS_ACCESS_KEY_ID: account,
  AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
  AWS_DEFAULT_REGION: region,
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
});

/** A program in Python that answers a line of JSON with a line of JSON. */
type Answering = {
  readonly next: () => Promise<Json>;
  readonly ask: (line: unknown) => Promise<Json>;
  readonly close: () => void;
};

const answering = (program: string, at: At): Answering => {
  const child = spawn('python3', ['-c', program, at.url], {
    env: environment(at),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Json> => record(JSON.parse(String((await lines.next()).value)));
  return {
    next,
    ask: (line) => {
      child.stdin.write(`${JSON.stringify(line)}\n`);
      return next();
    },
    close: () => {
      child.stdin.end();
    },
  };
};

const BOTO3 = `
import boto3, json, sys
client = boto3.client('cloudhsmv2', endpoint_url=sys.argv[1])
names = {v: k for k, v in client.meta.method_to_api_mapping.items()}
print(json.dumps({'version': boto3.__version__, 'names': sorted(names)}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = getattr(client, names[asked['action']])(**asked['input'])
        answer.pop('ResponseMetadata', None)
        print(json.dumps({'right': answer}, default=str), flush=True)
    except Exception as e:
        error = getattr(e, 'response', {}).get('Error', {})
        name = error.get('Code', type(e).__name__)
        left = {'name': name, 'message': error.get('Message', str(e))}
        print(json.dumps({'left': left}), flush=True)
`;

export const hasBoto3: boolean = has('python3', '-c', 'import boto3');

/** boto3. */
export const boto3 = async (at: At): Promise<GenuineClient> => {
  const python = answering(BOTO3, at);
  const { version, names } = await python.next();
  const known = new Set(Object.values(record(names)).map(String));
  return {
    name: 'boto3',
    version: String(version),
    knows: (action) => known.has(action),
    call: async (action, input) => {
      const answer = await python.ask({ action, input });
      if (answer['right'] !== undefined) return record(answer['right']);
      const { name, message } = record(answer['left']);
      throw Object.assign(new Error(String(message)), { name: String(name) });
    },
    close: python.close,
  };
};

export const hasAwsCli: boolean = has('aws', '--version');

const kebab = (action: string): string => action.replaceAll(/(?<!^)(?=[A-Z])/gu, '-').toLowerCase();

/** What a command said when it ended. */
type Ended = { readonly isRight: boolean; readonly out: string; readonly err: string };

type Run = (words: readonly string[]) => Promise<Ended>;

/** A process for each call. */
const byProcess =
  (at: At): Run =>
  (words) =>
    new Promise((resolve) => {
      execFile('aws', words, { env: environment(at) }, (failure, out, err) => {
        resolve({ isRight: failure === null, out, err });
      });
    });

/** The CLI's own main, again and again: to start it takes a second or more. */
const CLI = `
import contextlib, io, json, sys
from awscli.clidriver import create_clidriver
driver = create_clidriver()
for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = driver.main(json.loads(line))
        except SystemExit as e:
            code = e.code
    print(json.dumps({'code': code, 'out': out.getvalue(), 'err': err.getvalue()}), flush=True)
`;

/** Whether the CLI can be run without a process for each call. */
export const hasCliModule: boolean = hasAwsCli && has('python3', '-c', 'import awscli.clidriver');

const runOf = (at: At): { readonly run: Run; readonly close: () => void } => {
  if (!hasCliModule) return { run: byProcess(at), close: () => undefined };
  const python = answering(CLI, at);
  return {
    run: async (words) => {
      const { code, out, err } = await python.ask(words);
      return { isRight: code === 0, out: String(out), err: String(err) };
    },
    close: python.close,
  };
};

const FAILED = /An error occurred \((\w+)\) when calling the \w+ operation[^:]*: ([\s\S]*)/u;

/** The AWS CLI lists the actions that it knows when it is asked for another. */
const cliActions = async (run: Run): Promise<ReadonlySet<string>> => {
  const { err } = await run(['cloudhsmv2', 'no-such-action']);
  return new Set(err.match(/\b[a-z]+(?:-[a-z]+)+\b/gu));
};

const cliVersion = (): string => {
  const { stdout, stderr } = spawnSync('aws', ['--version'], { encoding: 'utf8' });
  return /aws-cli\/(\S+)/u.exec(`${stdout}${stderr}`)?.[1] ?? 'unknown';
};

/** The AWS CLI; `isWhole`: each call is a process of its own. */
export const awsCli = async (at: At, isWhole = false): Promise<GenuineClient> => {
  const { run, close } = isWhole ? { run: byProcess(at), close: () => undefined } : runOf(at);
  const known = await cliActions(run);
  return {
    name: 'aws',
    version: cliVersion(),
    knows: (action) => known.has(kebab(action)),
    call: async (action, input) => {
      const asked = [kebab(action), '--cli-input-json', JSON.stringify(input), '--no-paginate'];
      const where = ['--endpoint-url', at.url, '--output', 'json', 'cloudhsmv2'];
      const { isRight, out, err } = await run([...where, ...asked]);
      if (isRight) return record(JSON.parse(out === '' ? '{}' : out));
      const [, name, message] = FAILED.exec(err) ?? [];
      throw Object.assign(new Error(message ?? err), { name: name ?? 'aws' });
    },
    close,
  };
};
