/** Starts the children of the crash tests and waits for what they say or how they end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const runTypescript = join(__dirname, '../fakes/run-typescript.cjs');
const projectRoot = join(__dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a TypeScript file of the project to its end, with nothing of this machine's own settings but what is given. */
export async function runScript(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = start(script, args, environment);
  const out: string[] = [];
  const errors: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, stdout: out.join(''), stderr: errors.join('') };
}

export interface DeskProcess {
  readonly url: string;
  /** Resolves with the signal that ended it, null for an ending of its own accord. */
  readonly ended: Promise<NodeJS.Signals | null>;
  /** Lets it finish what is under way. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** `killPoint` as in children/killing-store.ts. Resolves once it listens. */
export async function startDesk(
  dataDir: string,
  killPoint = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<DeskProcess> {
  const child = start('test/crash/children/desk.ts', [dataDir, killPoint], environment);
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  const end = async (by: NodeJS.Signals): Promise<void> => {
    child.kill(by);
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout! })) {
    const [, url] = /^ready (.+)$/.exec(line) ?? [];
    if (url !== undefined) return { url, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
  }
  throw new Error(`the desk did not start: ${errors.join('')}`);
}

function start(script: string, args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  const { PATH: path = '' } = process.env;
  return spawn(process.execPath, [runTypescript, script, ...args], {
    cwd: projectRoot,
    env: { PATH: path, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
