/** The desk's commands as an operator runs them: compiled, in a process of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const projectRoot = path.join(__dirname, '../..');
const compiled = path.join(projectRoot, 'dist/main.js');

export interface RunOptions {
  readonly input?: string;
  /** All the environment there is, but for PATH. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Logs are at `warn` unless told otherwise: what then stands on standard error is a refusal or a fault. */
export async function runDesk(
  args: readonly string[],
  { input = '', environment = {} }: RunOptions = {},
): Promise<Ended> {
  const child = start(args, environment);
  const out: string[] = [];
  const errors: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  // A command that ends before it has read everything closes the pipe: how it ended is what counts.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: out.join(''), stderr: errors.join('') };
}

export interface ServingDesk {
  readonly url: string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** `serve` in the local profile on a port the system picks. */
export async function startServing(environment: Readonly<Record<string, string>>): Promise<ServingDesk> {
  const child = start(['serve'], { PROFILE: 'local', PORT: '0', ...environment, LOG_LEVEL: 'info' });
  const errors: string[] = [];
  for await (const line of createInterface({ input: child.stderr! })) {
    errors.push(line);
    const [, url] = /"url":"([^"]+)"/.exec(line) ?? [];
    if (url === undefined) continue;
    // Unread, the pipe would fill up and block the desk.
    child.stderr?.resume();
    return {
      url,
      async stop() {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        return ((await exited) as [number | null])[0];
      },
    };
  }
  throw new Error(`the desk did not start: ${errors.join('\n')}`);
}

function start(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  if (!existsSync(compiled)) throw new Error(`${compiled} is missing: run "npm run build" first (npm test does).`);
  const { PATH: searched = '' } = process.env;
  return spawn(process.execPath, [compiled, ...args], {
    cwd: projectRoot,
    env: { PATH: searched, LOG_LEVEL: 'warn', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** A test with a folder of its own, so that tests can run side by side. */
export function inFolder(test: (folder: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
    try {
      await test(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
