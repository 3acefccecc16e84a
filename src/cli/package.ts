/** `package`: the zip to install in Teams, from a folder like appPackage/ and files like env/.env.dev. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { makePackage } from '../app-package/make-package';
import { refuse } from '../domain/values/errors';
import { printText, RefusedInput } from './answer';

export interface PackageOptions {
  readonly from: string;
  /** The later one is the stronger. */
  readonly values: readonly string[];
  readonly out: string;
}

/** Nothing is written where anything is wrong. */
export function packageApp({ from, values: files, out }: PackageOptions): void {
  const values = Object.assign({}, ...files.map(readEnvFile)) as NodeJS.Dict<string>;
  const made = makePackage(from, values);
  if (!made.ok) throw new RefusedInput(made.problems);
  mkdirSync(path.dirname(path.resolve(out)), { recursive: true });
  writeFileSync(out, made.zip);
  printText([out, `  ${made.name}, app ${made.appId}`, `  ${made.files.join(', ')}; ${made.zip.length} bytes`]);
}

/** An empty value says nothing, so that it hides none of another file. */
function readEnvFile(file: string): NodeJS.Dict<string> {
  const said = Object.entries(parseEnv(textOf(file))).filter(([, value]) => value !== '');
  return Object.fromEntries(said);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new RefusedInput(
      refuse('configuration_invalid', `${file} cannot be read: ${(error as Error).message}.`, 'values').problems,
    );
  }
}
