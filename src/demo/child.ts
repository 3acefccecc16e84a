/** A child process of the demo: started with its own log file, watched, and stopped for certain. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface ChildOptions {
  /** How messages call it, e.g. `the bot`. */
  readonly name: string;
  /** Script and arguments for this Node. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Both outputs go here; the terminal stays readable. */
  readonly logFile: string;
}

export interface Child {
  readonly name: string;
  /** Resolves when it ended, with why in words. */
  readonly ended: Promise<string>;
  readonly isRunning: () => boolean;
  /** The last lines it wrote. */
  lastWords(): string;
  /** Asks it to end, and after `graceMs` makes it. */
  stop(graceMs: number): Promise<void>;
}

const lastLines = 8;

export function startChild({ name, args, cwd, env, logFile }: ChildOptions): Child {
  const log = openSync(logFile, 'a');
  // The Playground ends when its standard input does, so both children get one that lives as long as this process.
  const child = spawn(process.execPath, [...args], { cwd, env, stdio: ['pipe', log, log] });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(`${name} could not be started: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      resolve(`${name} ended (${signal ?? `exit code ${code ?? 'unknown'}`})`);
    });
  });
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    name,
    ended,
    isRunning,
    lastWords: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lastLines).join('\n'),
    stop: (graceMs) => (isRunning() ? stopChild(child, ended, graceMs) : Promise.resolve()),
  };
}

async function stopChild(child: ChildProcess, ended: Promise<string>, graceMs: number): Promise<void> {
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(killer);
}
