/** Holds what a bundle carries against the seals in it: events against their hashes, versions against events, everything kept against the case that names it. */
import type { AuditEvent } from '../../case/audit-event';
import type { PaymentCase } from '../../case/payment-case';
import { basisOf } from '../../case/run/rests-on';
import { workflowFingerprint } from '../../case/run/workflow-fingerprint';
import { sanctionsScreeningSchema } from '../../evidence/sanctions-screening';
import { entryHash } from '../../sanctions/lists/entry-hash';
import type { Problem } from '../../values/errors';
import { canonicalJson, fingerprint, sha256 } from '../../values/json';
import { bundlePaths, keptFolders, type ReadBundle } from '../bundle-parts';
import { callsOf } from '../gate-calls';
import { namesOf, readKept, type KeptKind } from '../kept-kinds';
import { parseJson } from '../../values/parse-json';
import { problem, type Metadata } from './read-metadata';

export function findBrokenSeals(bundle: ReadBundle, metadata: Metadata): readonly Problem[] {
  return [
    ...eventFaults(bundle.events, metadata),
    ...versionFaults(bundle),
    ...contentFaults(bundle, metadata),
    ...policyFaults(bundle),
    ...workflowFaults(bundle),
  ];
}

/** Events of other payments stand between them, so only neighbours are linked; each is sealed by itself. */
function eventFaults(events: readonly AuditEvent[], { chain }: Metadata): readonly Problem[] {
  const found: Problem[] = [];
  for (const [at, event] of events.entries()) {
    const { hash, ...content } = event;
    const before = events[at - 1];
    const named = `${bundlePaths.events}: event ${event.seq}`;
    if (fingerprint(content) !== hash) found.push(...problem(named, 'is not as it was sealed'));
    if (event.case_version !== at + 1)
      found.push(...problem(named, `is of version ${event.case_version}, not ${at + 1}`));
    if (before && event.seq <= before.seq) found.push(...problem(named, `does not come after event ${before.seq}`));
    if (before?.seq === event.seq - 1 && before.hash !== event.previous_hash)
      found.push(...problem(named, `does not follow event ${before.seq}, which stands before it`));
  }
  const positions = events.map(({ seq, hash }) => ({ seq, hash }));
  if (canonicalJson(positions) !== canonicalJson(chain.positions.map(({ seq, hash }) => ({ seq, hash }))))
    found.push(...problem(bundlePaths.metadata, 'lists other events than the bundle has'));
  return found;
}

function versionFaults({ sources: { versions }, events }: ReadBundle): readonly Problem[] {
  if (versions.length !== events.length)
    return problem(bundlePaths.versions, `has ${versions.length} versions for ${events.length} events`);
  return versions.flatMap(({ version, text }, at) =>
    sha256(text) === events[at]?.case_hash
      ? []
      : problem(
          `${bundlePaths.versions}: version ${version}`,
          `is not the one that event ${events[at]?.seq ?? '?'} sealed`,
        ),
  );
}

/** What the case names must be there and be what its hash says; what it does not name has no place in the bundle. */
function contentFaults(
  { versions, sources, contents }: ReadBundle,
  { left_out: leftOut }: Metadata,
): readonly Problem[] {
  const kept = new Set([...sources.contents.map(({ hash }) => hash), ...leftOut.map(({ hash }) => hash)]);
  const wanted = namedBy(versions, contents);
  const missing = [...wanted].filter((hash) => !kept.has(hash));
  const isIncomplete = leftOut.length > 0;
  return [
    ...missing.flatMap((hash) =>
      problem(`${keptFolders.contents}${hash}.json`, 'is missing, and the case rests on it'),
    ),
    ...sources.contents.flatMap(({ hash, text }) => {
      const path = `${keptFolders.contents}${hash}.json`;
      if (!contents.has(hash)) return problem(path, `is not what the case rests on${whatOf(text, versions)}`);
      // What a left-out basis names cannot be told.
      return wanted.has(hash) || isIncomplete ? [] : problem(path, 'is nothing that the case rests on');
    }),
  ];
}

/** What the case names, and what that names in turn, as far as it is there. */
export function namedBy(
  versions: readonly PaymentCase[],
  contents: ReadonlyMap<string, KeptKind>,
): ReadonlySet<string> {
  const calls = [...callsOf(versions, 'sanctions'), ...callsOf(versions, 'liquidity')];
  const named = new Set(calls.flatMap(({ call }) => basisOf(call) ?? []));
  // A set gives what is added to it while it is gone through.
  for (const hash of named) {
    const content = contents.get(hash);
    if (content) for (const inner of namesOf(content)) named.add(inner);
  }
  return named;
}

/** In words, as far as it can be told: which list row, which account. */
function whatOf(text: string, versions: readonly PaymentCase[]): string {
  const json = parseJson(text);
  const kept = json.ok ? readKept(json.value) : null;
  switch (kept?.kind) {
    case undefined:
      return '';
    case 'account_day':
      return `: a ledger row, or the balance, of account ${kept.account_id} in ${kept.currency}`;
    case 'liquidity_basis':
      return ': what else stood in the ledger';
    case 'held_payments':
    case 'held_index':
      return ': what other payments held';
    case 'screening_basis': {
      const sealed = rowHashes(versions);
      const changed = kept.entries.filter((entry) => (sealed.get(entry.uid) ?? entryHash(entry)) !== entryHash(entry));
      const rows = changed.map(({ uid, name }) => `list row ${uid} (${name})`);
      return `: ${rows.length > 0 ? rows.join(', ') : 'a list row, or how common its words are'}`;
    }
  }
}

/** Of every row that matched, as the sealed evidence says, by its number on the list. */
function rowHashes(versions: readonly PaymentCase[]): ReadonlyMap<string, string> {
  return new Map(
    callsOf(versions, 'sanctions').flatMap(({ call }) => {
      const { success, data } = sanctionsScreeningSchema.safeParse(call.output);
      if (!success) return [];
      const parties = (data.parties ?? []).flatMap((party) => [party, ...party.also_found]);
      return [data, ...parties].flatMap(({ match_details: { uid, row_hash } }) =>
        uid == null || row_hash == null ? [] : [[uid, row_hash] as const],
      );
    }),
  );
}

function policyFaults({ versions, sources, policies, contents }: ReadBundle): readonly Problem[] {
  const named = [...contents.values()].flatMap((kept) => (kept.kind === 'screening_basis' ? kept.policy : []));
  const wanted = new Set([...versions.map(({ policyFingerprint }) => policyFingerprint), ...named]);
  return [
    ...[...wanted].flatMap((one) =>
      Object.hasOwn(sources.policies, one) ? [] : problem(`policy ${one}`, 'is missing'),
    ),
    ...Object.keys(sources.policies).flatMap((one) => {
      if (!wanted.has(one)) return problem(`policy ${one}`, 'is nothing that the case was decided by');
      return policies.has(one) ? [] : problem(`policy ${one}`, 'was changed: its files come to another policy');
    }),
  ];
}

function workflowFaults({ versions, sources: { workflows } }: ReadBundle): readonly Problem[] {
  const wanted = new Set(versions.map(({ run }) => run.definition.fingerprint));
  return [
    ...[...wanted].flatMap((one) => (Object.hasOwn(workflows, one) ? [] : problem(`workflow ${one}`, 'is missing'))),
    ...Object.entries(workflows).flatMap(([one, files]) => {
      if (!wanted.has(one)) return problem(`workflow ${one}`, 'is none that the case was run by');
      return workflowFingerprint(files) === one ? [] : problem(`workflow ${one}`, 'was changed');
    }),
  ];
}
