/** What `desk doctor` finds in a configuration, by the probe's name. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../../src/composition/config/config';
import { examine, type ExamineDeps } from '../../../src/composition/doctor/examine';
import type { Looked } from '../../../src/composition/doctor/probe';

export type Found = Readonly<Record<string, Looked>>;
type Environment = Readonly<Record<string, string>>;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The local profile, with what the test sets. */
export async function lookAt(
  environment: Environment,
  { credentials = () => null, ...rest }: Partial<Omit<ExamineDeps, 'config' | 'log'>> = {},
): Promise<Found> {
  const config = readConfig({ profile: 'local' }, environment);
  const found = await examine({ config, log: silent, credentials, ...rest });
  return Object.fromEntries(found.map((one) => [one.name, one]));
}

/** Which of them are in one of these states. */
export function named(found: Found, ...states: readonly Looked['state'][]): readonly string[] {
  return Object.values(found).flatMap(({ name, state }) => (states.includes(state) ? [name] : []));
}

export interface Workplace {
  readonly folder: string;
  /** A copy of a file or folder of the project that the test may change; its path. */
  copy(from: string): string;
  /** A file of its own; its path. */
  write(name: string, text: string): string;
  remove(): void;
}

export function openWorkplace(): Workplace {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  return {
    folder,
    copy(from) {
      const to = path.join(folder, path.basename(from));
      cpSync(from, to, { recursive: true });
      return to;
    },
    write(name, text) {
      const to = path.join(folder, name);
      writeFileSync(to, text);
      return to;
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
