/** Makes every screening, assessment and decision of a payment again from its bundle alone, and says where the record differs. */
import { z } from 'zod';
import { decideCase } from '../case/decision/decide-case';
import type { PaymentCase } from '../case/payment-case';
import type { Decision } from '../policy/decision';
import { basisOf } from '../case/run/rests-on';
import { screeningPolicyOf } from '../case/run/screening-policy';
import { liquidityInputSchema } from '../evidence/liquidity-screening';
import { sanctionsInputSchema } from '../evidence/sanctions-screening';
import { heldIn } from '../liquidity/basis/held-pieces';
import { assessAgain, namingBasis } from '../liquidity/basis/liquidity-basis';
import { termsOf } from '../liquidity/terms';
import { screenAgain } from '../sanctions/parties/screening-basis';
import { isFaultCode } from '../values/errors';
import { fingerprint, type JsonObject } from '../values/json';
import { parseUtc } from '../values/time';
import type { ReadBundle } from './bundle-parts';
import { findDifferences, type Difference } from './differences';
import { callsOf, type GateCall } from './gate-calls';

/** not_kept: from before what it rests on was kept, or made where nobody keeps it. left_out: this reader's bundle is without it. */
export type ReplayResult = 'equal' | 'differs' | 'not_kept' | 'left_out';

export interface Replayed {
  readonly what: 'screening' | 'impact' | 'decision';
  /** The first version of the case that has it. */
  readonly caseVersion: number;
  /** What was found, in a word or two. */
  readonly recorded: string;
  readonly result: ReplayResult;
  readonly differences: readonly Difference[];
}

export function replayBundle(bundle: ReadBundle, leftOut: readonly string[]): readonly Replayed[] {
  const { versions } = bundle;
  return [
    ...callsOf(versions, 'sanctions').map((made) => replayCall('screening', made, bundle, leftOut, screenedAgain)),
    ...callsOf(versions, 'liquidity').map((made) => replayCall('impact', made, bundle, leftOut, assessedAgain)),
    ...replayDecisions(bundle),
  ].toSorted((a, b) => a.caseVersion - b.caseVersion);
}

type MakeAgain = (made: GateCall, hash: string, bundle: ReadBundle) => object | null;

function replayCall(
  what: 'screening' | 'impact',
  made: GateCall,
  bundle: ReadBundle,
  leftOut: readonly string[],
  makeAgain: MakeAgain,
): Replayed {
  const { version: caseVersion, call } = made;
  const common = { what, caseVersion, recorded: inAWord(call.output), differences: [] } as const;
  const hash = basisOf(call);
  if (hash === null) return { ...common, result: 'not_kept' };
  if (leftOut.includes(hash)) return { ...common, result: 'left_out' };
  const again = makeAgain(made, hash, bundle);
  if (again === null) return { ...common, result: 'not_kept' };
  return { ...common, ...compared(call.output, again) };
}

function compared(recorded: object, again: object): Pick<Replayed, 'result' | 'differences'> {
  const differences = findDifferences(recorded, again);
  return { result: differences.length === 0 ? 'equal' : 'differs', differences };
}

const audited = z.looseObject({ audit: z.looseObject({ run_id: z.string(), timestamp_utc: z.string() }) });

/** For which run and at which instant it was called, as its own answer says. */
function callOf(output: JsonObject): { readonly runId: string; readonly nowMs: number } | null {
  const { success, data } = audited.safeParse(output);
  const nowMs = success ? parseUtc(data.audit.timestamp_utc) : null;
  return success && nowMs !== null ? { runId: data.audit.run_id, nowMs } : null;
}

function keepsProblem(recorded: JsonObject): boolean {
  const { success, data } = audited.safeParse(recorded);
  return success && data.audit['list_problem'] !== undefined;
}

const screenedAgain: MakeAgain = ({ call }, hash, { contents, policies }) => {
  const basis = contents.get(hash);
  const [input, at] = [sanctionsInputSchema.safeParse(call.input), callOf(call.output)];
  const policy = basis?.kind === 'screening_basis' ? policies.get(basis.policy) : undefined;
  if (basis?.kind !== 'screening_basis' || !policy || !input.success || !at) return null;
  const again = screenAgain(basis, screeningPolicyOf(policy), input.data, at);
  const { list_problem: problem, ...audit } = again.audit;
  // Releases before this was kept said it in the recommendation alone.
  const isKept = problem !== undefined && keepsProblem(call.output);
  return { ...again, audit: { ...audit, ...(isKept ? { list_problem: problem } : {}), basis: hash } };
};

const assessedAgain: MakeAgain = ({ call, version }, hash, { contents, policies, versions }) => {
  const basis = contents.get(hash);
  const [input, at] = [liquidityInputSchema.safeParse(call.input), callOf(call.output)];
  const policy = policies.get(versions[version - 1]?.policyFingerprint ?? '');
  if (basis?.kind !== 'liquidity_basis' || !policy || !input.success || !at) return null;
  const days = basis.accounts.flatMap((one) => {
    const day = contents.get(one);
    return day?.kind === 'account_day' ? [day] : [];
  });
  const held = heldIn(basis.held_pieces ?? [], (one) => {
    const piece = contents.get(one);
    return piece?.kind === 'held_payments' || piece?.kind === 'held_index' ? piece : null;
  });
  if (days.length !== basis.accounts.length || !held) return null;
  const again = assessAgain(basis, days, held, input.data, { ...at, terms: termsOf(policy) });
  return again.ok ? namingBasis(again.output, hash) : { refused: again.problems.map(({ message }) => message) };
};

const decidedSchema = z.looseObject({
  decision: z.looseObject({ decidedAt: z.string() }),
  proposal: z.looseObject({ action: z.string(), reason: z.string().optional() }).nullish(),
  failure: z.looseObject({ code: z.string() }).nullish(),
});

/** From the evidence that stands in the case, the policy its run kept, and the time it was decided at. */
function replayDecisions({ events, versions, policies }: ReadBundle): readonly Replayed[] {
  return events.flatMap(({ type, payload, case_version: caseVersion }): readonly Replayed[] => {
    if (type !== 'decision_made' && type !== 'review_failed') return [];
    const paymentCase = versions[caseVersion - 1];
    const told = decidedSchema.safeParse(payload);
    const recorded = paymentCase?.decision;
    if (!paymentCase || !recorded || !told.success) return [];
    const common = { what: 'decision', caseVersion, recorded: recorded.outcome, differences: [] } as const;
    const policy = policies.get(paymentCase.policyFingerprint);
    const nowMs = parseUtc(recorded.decidedAt);
    const failure = told.data.failure?.code ?? null;
    // Nothing was decided by policy where that could not be applied.
    if (!policy || nowMs === null || failure === 'policy_invalid') return [{ ...common, result: 'not_kept' }];
    const proposal = told.data.proposal ?? null;
    const decided = decideCase({
      policy,
      paymentCase,
      run: paymentCase.run,
      nowMs,
      proposal: proposal && {
        action: proposal.action,
        ...(proposal.reason === undefined ? {} : { reason: proposal.reason }),
      },
      failure: failure !== null && isFaultCode(failure) ? failure : null,
    });
    const again = asKept(decided, recorded);
    const whole = type === 'decision_made' ? { ...again, findings: findingsHash(paymentCase) } : again;
    return [{ ...common, ...compared(recorded, whole) }];
  });
}

/** Decisions of before why was kept say it in their sentence alone. */
function asKept(decided: Decision, recorded: Decision): Decision {
  const { why: _unkept, ...said } = decided;
  return recorded.why ? decided : said;
}

/** As the desk seals what the decision was made from. */
function findingsHash({ run, unusual = [] }: PaymentCase): string {
  return fingerprint(unusual.length === 0 ? run.trace : { trace: run.trace, unusual });
}

const gradedSchema = z.looseObject({ severity: z.string() });

function inAWord(output: JsonObject): string {
  const { decision, match_type, breach_assessment: assessed } = output;
  if (typeof decision === 'string') return `${decision} ${typeof match_type === 'string' ? match_type : ''}`.trim();
  const graded = gradedSchema.safeParse(assessed);
  return graded.success ? `severity ${graded.data.severity}` : 'unreadable';
}
