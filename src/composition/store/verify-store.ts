/** A database held against itself, and the policies and workflows that its cases name against the folders where those are kept. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { workflowFingerprint } from '../../domain/case/run/workflow-fingerprint';
import { asFault, Fault } from '../../domain/values/errors';
import type { AuditVerdict, Store } from '../../ports/store';
import type { NamedFiles } from '../../ports/evidence';
import { policyVersionsFolder, readPolicyOf, readPolicyVersionTexts } from '../../sources/policy/policy-in-force';
import type { Config } from '../config/config';
import { readWorkflowVersionTexts, workflowVersionsFolder } from '../data/workflow-in-force';

export interface StoreVerdict extends AuditVerdict {
  /** False for a copy of the database that has no such folders beside it. */
  readonly hasFiles: boolean;
}

/** `folder`: where policies and workflows are kept; null where nobody can tell. Throws `store_corrupt` naming the first thing that is not as it was written. */
export async function verifyStore(store: Pick<Store, 'verifyAudit'>, folder: string | null): Promise<StoreVerdict> {
  const verdict = await store.verifyAudit();
  const broken = folder === null ? null : findBrokenFile(folder, verdict.named);
  if (broken !== null) throw new Fault('store_corrupt', broken);
  return { ...verdict, hasFiles: folder !== null };
}

/** A desk's own file has the folders beside it, and a server's database where a desk ran that works on it: elsewhere nobody can tell. */
export function folderOf({ dataDir, database }: Pick<Config, 'dataDir' | 'database'>): string | null {
  return database === null ? dataDir : withFolders(dataDir);
}

/** A copy lies where somebody put it: with the folders beside it, or alone. */
export function folderBeside(file: string): string | null {
  return withFolders(path.dirname(path.resolve(file)));
}

function withFolders(folder: string): string | null {
  const hasOne = [policyVersionsFolder(folder), workflowVersionsFolder(folder)].some((kept) => existsSync(kept));
  return hasOne ? folder : null;
}

/** What is said where `hasFiles` is false. */
export const withoutFiles = 'policies and workflows not looked at: no such folders lie beside the database';

function findBrokenFile(folder: string, { policies, workflows }: NamedFiles): string | null {
  for (const [fingerprint, by] of policies) {
    const state = stateOfPolicy(policyVersionsFolder(folder), fingerprint);
    if (state !== 'whole') return `${by} was decided by policy ${fingerprint}, which is ${state} in ${folder}`;
  }
  for (const [fingerprint, by] of workflows) {
    const state = stateOfWorkflow(workflowVersionsFolder(folder), fingerprint);
    if (state !== 'whole') return `${by} was run by workflow ${fingerprint}, which is ${state} in ${folder}`;
  }
  return null;
}

type FileState = 'whole' | 'missing' | 'altered';

function stateOfPolicy(versionsFolder: string, fingerprint: string): FileState {
  try {
    const texts = readPolicyVersionTexts(versionsFolder, fingerprint);
    if (texts === null) return 'missing';
    return readPolicyOf(fingerprint, texts) ? 'whole' : 'altered';
  } catch (error) {
    // One of its files is gone.
    if (asFault(error).code === 'policy_invalid') return 'altered';
    throw error;
  }
}

function stateOfWorkflow(versionsFolder: string, fingerprint: string): FileState {
  const texts = readWorkflowVersionTexts(versionsFolder, fingerprint);
  if (texts === null) return 'missing';
  return workflowFingerprint(texts) === fingerprint ? 'whole' : 'altered';
}
