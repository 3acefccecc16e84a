/** `npm run demo`: the bot on demo data and the Microsoft 365 Agents Playground against it, until Ctrl-C. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { startChild, type Child } from './child';
import { playgroundConfig, playgroundConfigFile, readDemoPeople, type DemoPeople } from './playground-config';
import { freePortFrom, isAnswering, isPortFree } from './wait-for';

const root = path.resolve(__dirname, '../..');
const startTimeoutMs = 30_000;
/** Where the system takes ports of its own from, too, so that any program may have it for a moment. */
const usualPlaygroundPort = 56_150;
/** Running steps and card updates are finished within this. */
const stopGraceMs = 5_000;

interface Options {
  readonly port: number;
  /** Left out: the usual one, or the next that is free. */
  readonly playgroundPort?: number;
  readonly dataDir: string;
  readonly keep: boolean;
}

const options = new Command('demo')
  .description('Treasury Desk with demo data in the Microsoft 365 Agents Playground. Ctrl-C stops both.')
  .option('--port <port>', 'port of the bot', readPort, 3978)
  .option('--playground-port <port>', `port of the Playground (${usualPlaygroundPort}, or the next free one)`, readPort)
  .option('--data-dir <folder>', 'where the demo keeps its database and logs', path.join(root, 'data', 'demo'))
  .option('--keep', 'go on after the last event of the demo before', false)
  .parse()
  .opts<Options>();

/** The children started so far; the last one started is stopped first. */
const children: Child[] = [];

run(options).catch(async (error: unknown) => {
  await stopAll();
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});

async function run({ port, playgroundPort: asked, dataDir, keep }: Options): Promise<void> {
  await requireFreePort(port, '--port');
  const playgroundPort = asked ?? (await freePortFrom(usualPlaygroundPort));
  await requireFreePort(playgroundPort, '--playground-port');
  const folder = path.resolve(dataDir);
  const people = demoPeople();
  const workFolder = prepareFolder(path.join(folder, 'playground'), playgroundConfig(people));
  const stopAsked = signalled();

  const settings = { PROFILE: 'local', PORT: String(port), DATA_DIR: folder, KEEP: keep ? '1' : '0' };
  const bot = start('the bot', [path.join(__dirname, '../main.js'), 'serve'], workFolder, settings);
  const cli = createRequire(__filename).resolve('@microsoft/m365agentsplayground/cli.js');
  const endpoint = `http://127.0.0.1:${port}/api/messages`;
  const args = [cli, 'start', '-e', endpoint, '-p', String(playgroundPort), '--disable-telemetry'];
  const playground = start('the Playground', args, workFolder, { TEAMSAPPTESTER_BROWSER: 'none' });
  // Both at once: on a slow machine each of them takes seconds.
  console.log('Starting the bot and the Playground...');
  await requireAnswer(bot, `http://127.0.0.1:${port}/healthz`, stopAsked);
  await requireAnswer(playground, `http://127.0.0.1:${playgroundPort}/`, stopAsked);

  console.log(welcome(playgroundPort, people, keep));
  const reason = await Promise.race([stopAsked, bot.ended, playground.ended]);
  await stopAll();
  if (reason === null) return;
  throw new Error(`${reason}. Its log is in ${workFolder}`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return port;
}

async function requireFreePort(port: number, flag: string): Promise<void> {
  if (!(await isPortFree(port)))
    throw new Error(`Port ${port} is in use. Stop what listens there, or choose another with ${flag}.`);
}

function demoPeople(): DemoPeople {
  const file = path.join(root, 'demo', 'people.yaml');
  const read = readDemoPeople('demo/people.yaml', readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.people;
}

/** Logs of an earlier run go; the Playground's configuration is written anew. */
function prepareFolder(folder: string, configuration: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, playgroundConfigFile), configuration);
  return folder;
}

function start(name: string, args: readonly string[], cwd: string, settings: Readonly<Record<string, string>>): Child {
  // eslint-disable-next-line no-restricted-syntax -- handed on to the child as it is; nothing is read from it here
  const env = { ...process.env, ...settings };
  const child = startChild({
    name,
    args,
    cwd,
    env,
    logFile: path.join(cwd, `${name.replace('the ', '').toLowerCase()}.log`),
  });
  children.push(child);
  return child;
}

async function requireAnswer(child: Child, url: string, stopAsked: Promise<null>): Promise<void> {
  const isReady = await Promise.race([isAnswering(url, child, startTimeoutMs), stopAsked]);
  if (isReady === null) throw new Error('Stopped.');
  if (!isReady) throw new Error(`${child.name} did not start:\n${child.lastWords()}`);
  console.log(`  ${child.name} answers after ${(performance.now() / 1_000).toFixed(1)} s.`);
}

/** Resolves with null when somebody asks the demo to stop. */
function signalled(): Promise<null> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve(null);
      });
    }
  });
}

async function stopAll(): Promise<void> {
  for (const child of children.splice(0).reverse()) await child.stop(stopGraceMs);
}

function welcome(port: number, { people }: DemoPeople, keep: boolean): string {
  const named = people.map(
    ({ name, roles }) =>
      `  ${name.padEnd(18)} ${roles.length === 0 ? 'asks for payments, approves none' : roles.join(', ')}`,
  );
  const [you] = people;
  return [
    '',
    `Open http://localhost:${port} in a browser. You are ${you?.name ?? 'the first of them'}; /as NAME acts as another:`,
    ...named,
    '',
    'Four things to try:',
    '  /payment TXN-EMRG-001   a payment that breaches a buffer: HOLD, two approvals',
    '  /payment TXN-002        one that may go: PROCEED; then /as Omar and press Approve',
    '  /payment TXN-004        a name that needs compliance; then /as Carmen, and /as Lars',
    '  pay ACME Trading LLC 250,000 USD from ACC-BAN-001, emergency',
    '',
    `Business time starts on the demo day, 22 Jan 2026${keep ? ', after the last event kept' : '; every start is fresh, --keep goes on'}. Ctrl-C stops everything.`,
  ].join('\n');
}
