/** Makes a project's agents what agents/*.yaml say, and pins the versions runs use: what would change first, then the change. */
import { canonicalJson, type Json, type JsonObject } from '../../../domain/values/json';
import type { AgentDefinition } from '../../definition/agent-definition';
import type { AgentLock, AgentPin } from './lock-file';
import type { FoundryProject, HostedVersion } from '../project';

export interface AgentPlan {
  readonly definition: AgentDefinition;
  /** create: a new version is made. adopt: one that is there already is pinned. keep: it is pinned as it is. */
  readonly act: 'create' | 'adopt' | 'keep';
  /** The version that is pinned or adopted; null where one is made. */
  readonly served: HostedVersion | null;
  /** What differs from the pinned version, or from the newest where none is pinned: `instructions`, `tools.0.server_url`. */
  readonly changes: readonly string[];
}

/** `lock` null: nothing is pinned yet. */
export async function planDeployment(
  project: FoundryProject,
  definitions: readonly AgentDefinition[],
  lock: AgentLock | null,
): Promise<readonly AgentPlan[]> {
  const plans: AgentPlan[] = [];
  for (const definition of definitions) plans.push(await planAgent(project, definition, lock?.agents[definition.name]));
  return plans;
}

async function planAgent(
  project: FoundryProject,
  definition: AgentDefinition,
  pin: AgentPin | undefined,
): Promise<AgentPlan> {
  const { name, contentHash } = definition;
  const pinned = pin ? await project.readVersion(name, pin.version) : null;
  if (pinned && isAsWritten(pinned, definition)) return { definition, act: 'keep', served: pinned, changes: [] };
  const versions = await project.listVersions(name);
  const [newest] = versions;
  const before = pinned ?? (newest ? await project.readVersion(name, newest.version) : null);
  const changes = before ? changesOf(before, definition) : [];
  for (const known of versions.filter((version) => version.contentHash === contentHash)) {
    const served = await project.readVersion(name, known.version);
    if (served && isAsWritten(served, definition)) return { definition, act: 'adopt', served, changes };
  }
  return { definition, act: 'create', served: null, changes };
}

export async function applyPlan(
  project: Pick<FoundryProject, 'createVersion'>,
  { definition, served }: AgentPlan,
): Promise<AgentPin> {
  return pinOf(served ?? (await project.createVersion(definition)), definition.contentHash);
}

export function pinOf({ version, servedHash, contentHash }: HostedVersion, ownHash: string | null): AgentPin {
  return { version, content_hash: contentHash ?? ownHash ?? '', served_hash: servedHash };
}

/** By its definition, not by the hash somebody wrote beside it. */
export function isAsWritten(served: HostedVersion, { description, definition, contentHash }: AgentDefinition): boolean {
  return (
    served.contentHash === contentHash && served.description === description && covers(served.definition, definition)
  );
}

/** Everything of ours is there and the same; a service may add defaults, but neither tools nor anything else to a list. */
function covers(served: Json | undefined, own: Json | undefined): boolean {
  const inner = entriesOf(own);
  if (inner === null) return canonicalJson(served) === canonicalJson(own);
  const theirs = entriesOf(served);
  if (theirs === null || Array.isArray(own) !== Array.isArray(served)) return false;
  if (Array.isArray(own) && theirs.length !== inner.length) return false;
  const byName = new Map(theirs);
  return inner.every(([name, value]) => covers(byName.get(name), value));
}

/** Where ours differs from what is served, by path; what a service added is no change of ours. */
export function changesOf(
  served: Pick<HostedVersion, 'description' | 'definition'>,
  { description, definition }: Pick<AgentDefinition, 'description' | 'definition'>,
): readonly string[] {
  return [
    ...(served.description === description ? [] : ['description']),
    ...differences(served.definition, definition, ''),
  ];
}

/** A schema is one thing to whoever reads this. */
const asOne = ['text.format.schema'];

function differences(served: Json | undefined, own: Json | undefined, path: string): readonly string[] {
  if (covers(served, own)) return [];
  const inner = entriesOf(own);
  if (inner === null || asOne.includes(path)) return [path];
  const theirs = new Map(entriesOf(served) ?? []);
  return inner.flatMap(([name, value]) => differences(theirs.get(name), value, path === '' ? name : `${path}.${name}`));
}

/** Of an object or a list; null for what is neither. */
function entriesOf(value: Json | undefined): readonly (readonly [string, Json | undefined])[] | null {
  return typeof value === 'object' && value !== null ? Object.entries(value as JsonObject) : null;
}
