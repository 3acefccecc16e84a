/** The files of one published list, found by name in any letter case. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { asFault, Fault } from '../../domain/values/errors';

export interface ListFiles {
  has(file: string): boolean;
  read(file: string): Buffer;
  /** Lower-case names. */
  names(): readonly string[];
  /** Where the file lies. */
  pathOf(file: string): string | undefined;
}

/** Names in any letter case. Throws `list_unreadable` for a folder that cannot be read; `read` for a file that is missing. */
export function openListFiles(folder: string): ListFiles {
  const found = new Map<string, string>();
  try {
    for (const name of readdirSync(folder)) found.set(name.toLowerCase(), path.join(folder, name));
  } catch (error) {
    throw new Fault('list_unreadable', `${folder}: ${asFault(error).message}`, { cause: error });
  }
  return {
    has: (file) => found.has(file),
    names: () => [...found.keys()].sort(),
    pathOf: (file) => found.get(file),
    read(file) {
      const at = found.get(file);
      if (at === undefined) throw new Fault('list_unreadable', `${file}: there is no such file in ${folder}`);
      try {
        return readFileSync(at);
      } catch (error) {
        throw new Fault('list_unreadable', `${file}: ${asFault(error).message}`, { cause: error });
      }
    },
  };
}
