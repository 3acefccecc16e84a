/** Gathers everything that was kept about one payment: from the store, and from the folders where policies and workflows are kept by content. */
import { readRunEvents } from '../../app/house/read-trail';
import type { BundleSources, PostedCard, ReadBundle, SourceReaders } from '../../domain/bundle/bundle-parts';
import { namedBy } from '../../domain/bundle/check/check-seals';
import type { KeptKind } from '../../domain/bundle/kept-kinds';
import { readContents, readPolicies, readSources } from '../../domain/bundle/read-sources';
import type { PaymentCase } from '../../domain/case/payment-case';
import { refuse, type Problem, type Refusal } from '../../domain/values/errors';
import { canonicalJson } from '../../domain/values/json';
import type { KeptContent } from '../../domain/values/kept-content';
import type { Store } from '../../ports/store';
import type { CardCopy } from '../../ports/delivery';
import { policyVersionsFolder, readPolicyVersionTexts } from '../../sources/policy/policy-in-force';
import { readWorkflowVersionTexts, workflowVersionsFolder } from '../data/workflow-in-force';

export interface GatherParts {
  readonly store: Pick<Store, 'findCaseByPayment' | 'readVersionTexts' | 'readEvents' | 'findContents' | 'listCopies'>;
  /** Where policies and workflows are kept by content. */
  readonly dataDir: string;
  readonly readers: SourceReaders;
}

/** Refuses a payment nobody knows, and one of which something that its bundle must have is not kept any more. */
export async function gatherSources(
  paymentId: string,
  parts: GatherParts,
): Promise<{ readonly ok: true; readonly bundle: ReadBundle } | Refusal> {
  const { store, readers } = parts;
  const found = await store.findCaseByPayment(paymentId);
  if (!found) return refuse('unknown_case', `Nothing is recorded as ${paymentId}.`, 'id');
  const { runId } = found;
  const [events, versions, copies] = await Promise.all([
    readRunEvents(store, runId),
    store.readVersionTexts(runId),
    store.listCopies(runId),
  ]);
  // What came in between is of the next bundle: events and versions are read apart.
  const whole = Math.min(events.length, versions.length);
  const recorded = {
    events: events.slice(0, whole).map(canonicalJson),
    versions: versions.slice(0, whole),
    cards: copies.map(postedCard),
  };
  const read = readSources(runId, { ...recorded, contents: [], policies: {}, workflows: {} }, readers);
  const contents = await gatherContents(store, read.versions);
  const kept = keptFiles(read.versions, contents.read, parts.dataDir);
  const missing = [...contents.missing.map((hash) => `what evidence of it rests on (${hash})`), ...kept.missing];
  if (missing.length > 0) return { ok: false, problems: missing.map(notKept) };
  const { policies, workflows } = kept;
  const sources: BundleSources = { ...recorded, contents: contents.kept, policies, workflows };
  // Events and versions are read once: they are what takes the time.
  return {
    ok: true,
    bundle: { ...read, sources, contents: contents.read, policies: readPolicies(sources, readers) },
  };
}

function notKept(what: string): Problem {
  return { code: 'bundle_incomplete', field: 'id', message: `No bundle: ${what} is not kept here any more.` };
}

/** What the evidence names, and what that names in turn. */
async function gatherContents(store: Pick<Store, 'findContents'>, versions: readonly PaymentCase[]) {
  const kept: KeptContent[] = [];
  const read = new Map<string, KeptKind>();
  const asked = new Set<string>();
  for (;;) {
    const more = [...namedBy(versions, read)].filter((hash) => !asked.has(hash));
    if (more.length === 0) break;
    for (const hash of more) asked.add(hash);
    const found = await store.findContents(more);
    kept.push(...found);
    for (const [hash, content] of readContents(found)) read.set(hash, content);
  }
  const there = new Set(kept.map(({ hash }) => hash));
  return { kept, read, missing: [...asked].filter((hash) => !there.has(hash)) };
}

function keptFiles(versions: readonly PaymentCase[], contents: ReadonlyMap<string, KeptKind>, dataDir: string) {
  const missing: string[] = [];
  const take = <Texts>(names: ReadonlySet<string>, what: string, read: (name: string) => Texts | null) =>
    Object.fromEntries(
      [...names].sort().flatMap((name) => {
        const texts = read(name);
        if (texts === null) missing.push(`the ${what} ${name}`);
        return texts === null ? [] : [[name, texts] as const];
      }),
    );
  const screenedBy = [...contents.values()].flatMap((kept) => (kept.kind === 'screening_basis' ? kept.policy : []));
  const policyNames = new Set([...versions.map(({ policyFingerprint }) => policyFingerprint), ...screenedBy]);
  const workflowNames = new Set(versions.map(({ run }) => run.definition.fingerprint));
  return {
    policies: take(policyNames, 'policy', (name) => readPolicyVersionTexts(policyVersionsFolder(dataDir), name)),
    workflows: take(workflowNames, 'workflow', (name) =>
      readWorkflowVersionTexts(workflowVersionsFolder(dataDir), name),
    ),
    missing,
  };
}

function postedCard({ number, kind, state, shownVersion, viewer, about }: CardCopy): PostedCard {
  return { number, kind, state, shown_version: shownVersion, viewer: viewer?.objectId ?? null, about: about ?? null };
}
