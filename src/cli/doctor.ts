/** `doctor`: everything the desk is configured with is tried as the desk uses it; exit 1 where something does not work. */
import type { Config } from '../composition/config/config';
import { examine } from '../composition/doctor/examine';
import { failsBy, type Looked } from '../composition/doctor/probe';
import { keepLoopbackOffProxies } from '../composition/config/config';
import type { Log } from '../ports/process';
import { exitCodes, printJson, printText } from './answer';

/** `readConfig` throws where a start would stop at once: that is the first thing to mend, and nothing else can be tried. */
export async function doctor(readConfig: () => Config, log: Log, { json }: { readonly json?: boolean }): Promise<void> {
  keepLoopbackOffProxies();
  const found = await tryAll(readConfig, log);
  const isWell = found.every(({ state }) => state !== 'fails');
  if (json === true) printJson({ is_well: isWell, tried: found.map(asJson) });
  else printText(inWords(found));
  if (!isWell) process.exitCode = exitCodes.wrong;
}

async function tryAll(readConfig: () => Config, log: Log): Promise<readonly Looked[]> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    const finding = failsBy(error, 'A start stops here too, so nothing else was tried.');
    return [{ name: 'configuration', settings: [], tookMs: 0, ...finding }];
  }
  return examine({ config, log });
}

function asJson({ name, settings, state, said, remedy, code, tookMs }: Looked): object {
  return { name, settings, state, said, remedy: remedy ?? null, code: code ?? null, took_ms: tookMs };
}

/** What needs somebody stands out, and names its settings. */
function inWords(found: readonly Looked[]): readonly string[] {
  const width = Math.max(...found.map(({ name }) => name.length));
  const lines = found.flatMap(({ name, settings, state, said, remedy, code }) => {
    const needsSomebody = state === 'fails' || state === 'warns';
    const shown = state === 'fails' ? 'FAILS' : state;
    const indent = ' '.repeat(9 + width + 2);
    const about = [...(code === undefined ? [] : [code]), ...(needsSomebody ? settings : [])].join(', ');
    const [first = '', ...others] = said.split('\n');
    return [
      `${shown.padEnd(9)}${name.padEnd(width)}  ${first}${about === '' ? '' : ` [${about}]`}`,
      ...others.map((line) => `${indent}${line}`),
      ...(remedy === undefined ? [] : [`${indent}${remedy}`]),
    ];
  });
  return [...lines, '', summary(found)];
}

function summary(found: readonly Looked[]): string {
  const failing = found.filter(({ state }) => state === 'fails').length;
  const warned = found.filter(({ state }) => state === 'warns').length;
  const looked = warned === 0 ? '' : `; ${warned} to look at`;
  if (failing === 0) return `All well${looked}.`;
  return `${failing} ${failing === 1 ? 'thing does' : 'things do'} not work${looked}.`;
}
