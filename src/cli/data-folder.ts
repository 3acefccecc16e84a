/** The data folder: refused where it cannot be one, in words about the folder and not about a database. */
import { accessSync, constants, existsSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { refuse } from '../domain/values/errors';
import { RefusedInput } from './answer';

/** A folder that is not there yet is fine where it could be made. */
export function requireDataFolder(folder: string): void {
  const nearest = nearestExisting(path.resolve(folder));
  const isItself = nearest === path.resolve(folder);
  if (!statSync(nearest).isDirectory()) unusable(folder, `${nearest} is a file`);
  try {
    if (isItself) accessSync(nearest, constants.R_OK);
    // Whether something may be made is only known by making it: /proc says yes and means no.
    else rmdirSync(mkdtempSync(path.join(nearest, '.desk-')));
  } catch {
    unusable(folder, isItself ? 'it may not be read' : `nothing may be made in ${nearest}`);
  }
}

function unusable(folder: string, why: string): never {
  throw new RefusedInput(
    refuse('data_dir_unusable', `${folder} cannot keep the desk's data: ${why}.`, 'data-dir').problems,
  );
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || path.dirname(folder) === folder ? folder : nearestExisting(path.dirname(folder));
}
