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

/** Where policies and workflows are kept. */
export interface KeptFiles {
  readonly folder: string;
  /** False where other processes may keep theirs elsewhere: that something is missing here says nothing then. */
  readonly holdsAll: boolean;
}

export interface StoreVerdict extends AuditVerdict {
  /** False where some were not there to be looked at, and nobody can tell whether they are elsewhere. */
  readonly hasFiles: boolean;
}

/** `files` null: nobody can tell where they are. Throws `store_corrupt` naming the first thing that is not as it was written. */
export async function verifyStore(store: Pick<Store, 'verifyAudit'>, files: KeptFiles | null): Promise<StoreVerdict> {
  const verdict = await store.verifyAudit();
  if (files === null) return { ...verdict, hasFiles: false };
  const broken = brokenFiles(files.folder, verdict.named);
  const worst = broken.find(({ state }) => files.holdsAll || state === 'altered');
  if (worst) throw new Fault('store_corrupt', worst.told);
  return { ...verdict, hasFiles: broken.length === 0 };
}

/** A desk's own file has them beside it; of a server's database each desk keeps what it has read itself. */
export function filesOf({ dataDir, database }: Pick<Config, 'dataDir' | 'database'>): KeptFiles | null {
  if (database === null) return { folder: dataDir, holdsAll: true };
  return isVersionsFolder(dataDir) ? { folder: dataDir, holdsAll: false } : null;
}

/** A copy lies where somebody put it: with them beside it, or alone. */
export function filesBeside(file: string): KeptFiles | null {
  const folder = path.dirname(path.resolve(file));
  return isVersionsFolder(folder) ? { folder, holdsAll: true } : null;
}

/** No case is decided without a policy. A folder of workflows alone may be anybody's: the project itself has one. */
function isVersionsFolder(folder: string): boolean {
  return existsSync(policyVersionsFolder(folder));
}

/** What is said where `hasFiles` is false. */
export const withoutFiles = 'policies and workflows not all looked at: they are not kept beside the database here';

interface BrokenFile {
  readonly state: Exclude<FileState, 'whole'>;
  readonly told: string;
}

function brokenFiles(folder: string, { policies, workflows }: NamedFiles): readonly BrokenFile[] {
  const broken = (state: FileState, told: string): readonly BrokenFile[] =>
    state === 'whole' ? [] : [{ state, told: `${told}, which is ${state} in ${folder}` }];
  return [
    ...[...policies].flatMap(([fingerprint, by]) =>
      broken(stateOfPolicy(policyVersionsFolder(folder), fingerprint), `${by} was decided by policy ${fingerprint}`),
    ),
    ...[...workflows].flatMap(([fingerprint, by]) =>
      broken(stateOfWorkflow(workflowVersionsFolder(folder), fingerprint), `${by} was run by workflow ${fingerprint}`),
    ),
  ];
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
