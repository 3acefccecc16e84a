/** A copy of a database while a desk writes it: one state of it, in one file. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { Fault } from '../../domain/values/errors';
import { refuseRemains } from './create-database';
import { sqliteFault } from './sqlite-fault';
import { openHandle, refuseForeign } from './sqlite-store';

/** Throws `store_failed` where something is at the target already, and what reading and writing throw; nothing half-written is left under its name. */
export function backUpSqlite(file: string, target: string): void {
  if (!existsSync(file)) throw new Fault('store_corrupt', `${file}: there is no database`);
  refuseRemains(file);
  if (existsSync(target)) throw new Fault('store_failed', `${target} is there already, and is not written over`);
  const draft = `${target}.part`;
  try {
    rmSync(draft, { force: true });
    const handle = openHandle(file, file);
    try {
      refuseForeign(file, handle);
      // Reads one state, whatever is written meanwhile.
      handle.prepare('VACUUM INTO ?').run(draft);
    } finally {
      handle.close();
    }
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error instanceof Fault ? error : sqliteFault(target, error);
  }
}
