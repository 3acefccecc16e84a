/** Which documents policy requires of a payment, which of them its bundle has, and how long they are kept. */
import { unfilledRoles } from '../case/payment-case';
import { readEvidence } from '../case/run/case-evidence';
import { recordsRequired } from '../policy/procedures';
import type { RecordPart } from '../policy/tables/procedure-table';
import { parseUtc } from '../values/time';
import type { ReadBundle } from './bundle-parts';
import { callsOf } from './gate-calls';

export interface Completeness {
  readonly required: readonly RequiredDocument[];
  readonly there: number;
  readonly of: number;
  /** Of what is required, rounded down. */
  readonly percent: number;
}

interface RequiredDocument {
  readonly document: string;
  readonly is_there: boolean;
  /** Which part of the bundle shows it, or the reference that names it; null where nothing does. */
  readonly shown_by: string | null;
}

/** Null before there is a decision, and where the policy of the run is not kept. */
export function requiredOf(bundle: ReadBundle) {
  const { decision, policyFingerprint } = bundle.current;
  const policy = bundle.policies.get(policyFingerprint);
  if (!decision || !policy) return null;
  return { policy, ...recordsRequired(policy, decision.ruleIds[0], parseUtc(decision.decidedAt) ?? 0) };
}

export function completenessOf(bundle: ReadBundle): Completeness | null {
  const records = requiredOf(bundle);
  if (!records) return null;
  const parts = new Map((records.policy.procedures.shown_by ?? []).map(({ document, part }) => [document, part]));
  const required = records.documents.map((document): RequiredDocument => {
    const part = parts.get(document);
    const shownBy = part !== undefined && isThere[part](bundle) ? part : referenceTo(document, bundle);
    return { document, is_there: shownBy !== null, shown_by: shownBy };
  });
  const there = required.filter(({ is_there: is }) => is).length;
  const of = required.length;
  return { required, there, of, percent: of === 0 ? 100 : Math.floor((100 * there) / of) };
}

/** Somebody attached where it is kept, and called it by its name. */
function referenceTo(document: string, { current }: ReadBundle): string | null {
  const named = (current.notes ?? []).find(
    ({ kind, text }) => kind === 'reference' && text.toLowerCase().includes(document.toLowerCase()),
  );
  return named ? `reference: ${named.text}` : null;
}

const isThere: Readonly<Record<RecordPart, (bundle: ReadBundle) => boolean>> = {
  instruction: () => true,
  screening: ({ versions }) => callsOf(versions, 'sanctions').length > 0,
  liquidity: ({ versions }) => callsOf(versions, 'liquidity').length > 0,
  approvals: ({ current }) => current.decision !== null && unfilledRoles(current).length === 0,
  status: ({ current }) => current.decision !== null,
  cutoff: ({ current }) => current.decision !== null,
  override: ({ current }) =>
    current.overrideRequest !== undefined ||
    (current.decision?.outcome === 'liquidity_hold' && current.approvals.some(({ comment }) => comment !== null)),
  options: ({ current }) => (readEvidence(current.run).liquidity?.recommendation.alternative_details ?? []).length > 0,
  release: ({ current }) => current.release !== undefined || current.settlement !== undefined,
  disposition: ({ current }) => current.dispositions.length > 0,
  compliance_case: ({ current }) => current.acknowledgement !== undefined,
  // Somebody of compliance was shown it in their own chat.
  review_request: ({ sources }) => sources.cards.some(({ viewer, state }) => viewer !== null && state === 'shown'),
  reason: ({ current }) => current.decision !== null && current.decision.reason !== '',
  notes: ({ current }) => (current.notes ?? []).length > 0,
};
