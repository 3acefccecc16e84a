/** Starts the desk under chaos, with room on its disk or without, and ends it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const projectRoot = path.join(__dirname, '../..');
const startWithinMs = 120_000;

export interface ChaosDesk {
  readonly url: string;
  /** Its clock is set. */
  jump(minutes: number): void;
  /** Time passes, as no clock that is set makes it. */
  pass(minutes: number): void;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface ChaosDeskOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** No file may grow beyond this, which is what a full disk does to a database; null for as much as there is. */
  readonly fileLimitKb: number | null;
  /** What it writes to its log. */
  readonly onLog: (line: string) => void;
}

/** Null where it did not come up: a full disk is a reason, and then it said so. */
export async function startChaosDesk({ environment, fileLimitKb, onLog }: ChaosDeskOptions): Promise<ChaosDesk | null> {
  const script = ['--require', path.join(__dirname, '../fakes/typescript-hook.cjs'), 'test/chaos/desk.ts'];
  const limited = [
    '--norc',
    '-c',
    `ulimit -f ${fileLimitKb ?? 'unlimited'}; exec "$@"`,
    'bash',
    process.execPath,
    ...script,
  ];
  const child = spawn('bash', limited, {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const killNow = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killNow);
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stderr }).on('line', onLog);
  const exited = once(child, 'exit').then(() => {
    process.off('exit', killNow);
    return null;
  });
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
    });
  });
  const tooLate = setTimeout(killNow, startWithinMs);
  const url = await Promise.race([ready, exited]);
  clearTimeout(tooLate);
  if (url === null) return null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  return {
    url,
    jump: (minutes) => child.stdin.write(`jump ${minutes}\n`),
    pass: (minutes) => child.stdin.write(`pass ${minutes}\n`),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
