import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { compactRecipe, InputError, type Recipe } from '@selforg/core';
import sirv from 'sirv';
import { jsonFlag } from '../common-flags.js';
import { EXIT, isSystemError } from '../errors.js';
import { numberOf } from '../flags.js';
import { interruptible } from '../interrupt.js';
import { colours, printJson, printLines } from '../output.js';
import type { Call, Verb } from '../verb.js';

const DEFAULT_PORT = 4280;
const HOST = '127.0.0.1';
/** The longest address that the studio reads. */
const LONGEST_ADDRESS = 64_000;

export const studio: Verb = {
  name: 'studio',
  about: 'Open the studio: every system live in the browser.',
  operands: [],
  flags: {
    port: { value: 'P', about: `Port on ${HOST}, default ${DEFAULT_PORT}; 0 takes a free one.` },
    recipe: { value: 'FILE', about: 'Open this recipe (- for stdin) instead of the gallery.' },
    noOpen: { about: 'Print the address only; open no browser.' },
    ...jsonFlag,
  },
  examples: () => [
    'selforg studio',
    'selforg studio --recipe out/life/recipe.json',
    'selforg studio --port 8080 --no-open',
  ],
  act: (call) => interruptible((signal) => act(call, signal)),
};

/** Serves until Ctrl-C, which is how a server normally ends. */
async function act(call: Call, signal: AbortSignal): Promise<number> {
  const port = portOf(call.text('port'));
  const hash = call.recipe === undefined ? '' : addressOf(call.recipe as Recipe);
  const server = await listen(port, sirv(builtStudio(), { etag: true }));
  const url = `http://${HOST}:${(server.address() as AddressInfo).port}/${hash}`;
  if (call.has('json')) printJson({ url });
  else printLines([`The studio is at ${colours.bold(url)} (Ctrl-C ends it)`]);
  if (!call.has('noOpen')) openBrowser(url);
  await new Promise<void>((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
  server.close();
  server.closeAllConnections();
  return EXIT.done;
}

function portOf(text: string | undefined): number {
  const port = text === undefined ? DEFAULT_PORT : numberOf(text);
  if (typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InputError('port', port, 'an integer from 0 to 65535');
}

/** Folder of the built studio. */
function builtStudio(): string {
  const { resolve } = createRequire(import.meta.url);
  const folder = join(dirname(resolve('@selforg/studio/package.json')), 'dist');
  if (!existsSync(join(folder, 'index.html'))) {
    throw new InputError('studio', folder, 'a built studio: npm run build makes it');
  }
  return folder;
}

/** The studio's address for a recipe: its JSON after the #, packed where that is long. */
function addressOf(recipe: Recipe): string {
  const json = JSON.stringify(compactRecipe(recipe));
  const plain = `#${encodeURIComponent(json)}`;
  const hash = plain.length <= 2000 ? plain : `#z/${deflateRawSync(json).toString('base64url')}`;
  if (hash.length <= LONGEST_ADDRESS) return hash;
  throw new InputError(
    '--recipe',
    `${json.length} characters`,
    'a recipe that fits in an address: start the studio without it and drop the file on the page',
  );
}

function listen(port: number, handler: RequestListener): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(handler);
    server.once('error', (error) => reject(portError(error, port)));
    server.listen(port, HOST, () => resolve(server));
  });
}

function portError(error: Error, port: number): Error {
  if (!isSystemError(error)) return error;
  if (error.code === 'EADDRINUSE') return new InputError('port', port, 'a free port: this one is taken (0 finds one)');
  if (error.code === 'EACCES') return new InputError('port', port, 'a port that you may open, 1024 or above');
  return error;
}

/** Where there is no browser to open, the printed address has to do. */
function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url.replaceAll('&', '^&')]
        : ['xdg-open', url];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
