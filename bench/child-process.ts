/** A bot under measurement in a process of its own: started, watched, asked for its memory, and stopped for certain. */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const projectRoot = path.resolve(__dirname, '..');
const startWithinMs = 120_000;
const stopWithinMs = 10_000;

export interface BotProcess {
  readonly url: string;
  /** Resident memory, MB (1,000,000 bytes). */
  residentMb(): number;
  /** Processor time so far, to hundredths of a second on Linux and whole seconds elsewhere: what a busy machine changes least. */
  cpuSeconds(): number;
  /** Lines of its log at level warn or above. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

/** `args` for this Node; the process writes one JSON line with its `url` to standard error once it listens. */
export async function startBot(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<BotProcess> {
  const child = spawn(process.execPath, [...args], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], PROFILE: 'local', PORT: '0', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A bench that is called off leaves no bot behind.
  const killNow = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killNow);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      process.off('exit', killNow);
      resolve();
    });
  });
  const complaints: string[] = [];
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(killer);
  };
  const url = await new Promise<string>((resolve, reject) => {
    const giveUp = setTimeout(() => {
      reject(new Error(`no bot after ${startWithinMs} ms: ${complaints.join('\n')}`));
    }, startWithinMs);
    createInterface({ input: child.stderr }).on('line', (line) => {
      const entry = parseLine(line);
      if (entry.url === undefined) {
        if (entry.level >= 40) complaints.push(line);
        return;
      }
      clearTimeout(giveUp);
      resolve(entry.url);
    });
    void ended.then(() => {
      clearTimeout(giveUp);
      reject(new Error(`the bot ended: ${complaints.join('\n')}`));
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    complaints,
    stop,
    residentMb: () => askPs('rss', child.pid) * 0.001_024,
    cpuSeconds: () => ticksOf(child.pid) ?? askPs('cputimes', child.pid),
  };
}

/** Linux counts in hundredths, user and system time being the 14th and 15th field. Null where there is no such file. */
function ticksOf(pid: number | undefined): number | null {
  try {
    const [, fields = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [user, system] = fields.split(' ').slice(11, 13).map(Number);
    return user === undefined || system === undefined ? null : (user + system) / 100;
  } catch {
    return null;
  }
}

function askPs(column: string, pid: number | undefined): number {
  return Number(execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }));
}

/** Anything that is no JSON line of the log, a crash for one, is a complaint. */
function parseLine(line: string): { readonly level: number; readonly url?: string } {
  try {
    return JSON.parse(line) as { level: number; url?: string };
  } catch {
    return { level: 60 };
  }
}

/** The built product as an operator starts it. */
export function startDesk(environment: Readonly<Record<string, string>>): Promise<BotProcess> {
  return startBot([...profilerFlags(), path.join(projectRoot, 'dist', 'main.js'), 'serve'], environment);
}

/** `BENCH_PROFILE_DIR=/tmp/p npm run bench -- messages` leaves a CPU profile of the bot there. */
function profilerFlags(): string[] {
  const folder = process.env['BENCH_PROFILE_DIR'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}
