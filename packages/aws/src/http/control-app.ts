/**
 * The control plane over HTTP: for this machine only, and out of reach of web pages.
 *
 * @module
 */
import { Hono, type Context } from 'hono';
import type { RootName } from '../certificates/hardware-certificates.ts';
import type { Control, ControlAnswer } from '../control/control.ts';
import type { CloudHsm } from '../endpoint/cloud-hsm.ts';
import { utf8Text } from '../kernel/bytes.ts';
import { readBody } from './read-body.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/u;

/** A name that leads to another machine's address may come from a page that rebinds it. */
const isLoopback = (request: Request): boolean => LOOPBACK.test(request.headers.get('host') ?? '');

const ROOTS: readonly RootName[] = ['aws', 'manufacturer'];

const answered = (context: Context, answer: ControlAnswer): Response => {
  if (answer._tag === 'Right') return context.json(answer.right);
  return context.json(answer.left, answer.left._tag === 'ControlFlaw' ? 400 : 409);
};

const parsed = (text: string): unknown => {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Makes the routes below `/_control`. */
export const controlApp = (cloudHsm: CloudHsm, control: Control, bodyBytes: number): Hono => {
  const app = new Hono();
  app.use(async (context, next) =>
    isLoopback(context.req.raw) ? next() : context.json({ message: 'Use localhost.' }, 403),
  );
  app.get('/certificates/:file', async (context) => {
    const root = ROOTS.find((it) => `${it}.pem` === context.req.param('file'));
    return root === undefined
      ? context.notFound()
      : context.body(await cloudHsm.rootCertificate(root), 200, {
          'content-type': 'application/x-pem-file',
        });
  });
  app.get('/:name', async (context) =>
    answered(
      context,
      await control.read(context.req.param('name'), { after: context.req.query('after') }),
    ),
  );
  app.post('/:name', async (context) => {
    const type = context.req.header('content-type')?.split(';')[0];
    if (type !== 'application/json')
      return context.json({ message: 'The content-type must be application/json.' }, 415);
    const body = await readBody(context.req.raw, bodyBytes);
    if (body === undefined)
      return context.json({ message: `The body has more than ${bodyBytes} bytes.` }, 413);
    const value = parsed(utf8Text(body));
    return value === undefined
      ? context.json({ message: 'The body is not JSON.' }, 400)
      : answered(context, await control.act(context.req.param('name'), value));
  });
  return app;
};
