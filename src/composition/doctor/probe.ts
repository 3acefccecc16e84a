/** One thing the desk is configured with, tried as the desk uses it; and a list of them, each for itself and within its time. */
import { asFault, Fault, type FaultCode } from '../../domain/values/errors';
import { endsWithin } from '../../jobs/ends-within';
import type { Timers } from '../../jobs/timers';

/** warns: it works, and somebody should look. untried: what it needs first does not work, and says so itself. off: it is not configured. */
export type ProbeState = 'works' | 'warns' | 'fails' | 'untried' | 'off';

export interface Finding {
  readonly state: ProbeState;
  /** What was found, in words. */
  readonly said: string;
  /** What to set or which role to give, where something is missing. */
  readonly remedy?: string;
  readonly code?: FaultCode;
}

export interface Probe {
  readonly name: string;
  /** The variables that configure it. */
  readonly settings: readonly string[];
  /** What it throws is a finding too. `signal`: its time is over. */
  readonly look: (signal: AbortSignal) => Finding | Promise<Finding>;
  /** Reads files of this machine, at once: those go one after the other, before whatever waits for an answer. */
  readonly isLocal?: true;
}

export interface Looked extends Finding {
  readonly name: string;
  readonly settings: readonly string[];
  readonly tookMs: number;
}

export const works = (said: string): Finding => ({ state: 'works', said });
export const off = (said: string): Finding => ({ state: 'off', said });
export const warns = (said: string, remedy?: string): Finding => ({ state: 'warns', said, ...asRemedy(remedy) });
export const fails = (said: string, remedy?: string): Finding => ({ state: 'fails', said, ...asRemedy(remedy) });
export const untried = (needs: string): Finding => ({ state: 'untried', said: `not tried: ${needs} does not work` });

/** With the fault's code, where it is one of the desk's own. */
export function failsBy(error: unknown, remedy?: string): Finding {
  const named = error instanceof Fault ? { code: error.code } : {};
  return { ...fails(asFault(error).message, remedy), ...named };
}

function asRemedy(remedy: string | undefined): Pick<Finding, 'remedy'> {
  return remedy === undefined ? {} : { remedy };
}

/** In the order of the list, whatever answers first. Never rejects. */
export async function lookAtAll(
  probes: readonly Probe[],
  { limitMs, timers }: { readonly limitMs: number; readonly timers: Timers },
): Promise<readonly Looked[]> {
  const found = new Map<Probe, Looked>();
  const lookAt = async (probe: Probe): Promise<void> => {
    found.set(probe, await lookWithin(probe, limitMs, timers));
  };
  for (const probe of probes.filter(({ isLocal }) => isLocal)) await lookAt(probe);
  await Promise.all(probes.filter(({ isLocal }) => !isLocal).map(lookAt));
  return probes.flatMap((probe) => found.get(probe) ?? []);
}

async function lookWithin({ name, settings, look }: Probe, limitMs: number, timers: Timers): Promise<Looked> {
  const startedMs = timers.nowMs();
  const over = new AbortController();
  const ending = Promise.resolve()
    .then(() => look(over.signal))
    .catch((error: unknown) => failsBy(error));
  const isInTime = await endsWithin(limitMs, ending, timers);
  if (!isInTime) over.abort();
  const finding = isInTime ? await ending : fails(`no answer within ${limitMs / 1_000} s`);
  return { name, settings, ...finding, tookMs: Math.round(timers.nowMs() - startedMs) };
}
