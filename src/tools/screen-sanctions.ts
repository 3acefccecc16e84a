/** The tool of the sanctions gate: everybody and everything a payment names against the watch lists and the jurisdictions in force. */
import {
  sanctionsInputSchema,
  sanctionsScreeningSchema,
  type SanctionsInput,
  type SanctionsScreening,
} from '../domain/evidence/sanctions-screening';
import type { FalsePositive } from '../domain/sanctions/false-positive';
import { createKeptPartyScreeners } from '../domain/sanctions/parties/kept-screeners';
import { contentOf } from '../domain/values/kept-content';
import { screenOnBasis, type ScreeningPolicy } from '../domain/sanctions/parties/screening-basis';
import type { Screener } from '../domain/sanctions/screen-party';
import type { Current } from '../ports/sources';
import type { Tool } from '../ports/tools';
import { toolNames } from '../domain/evidence/wire-names';

export interface ScreenSanctionsDeps {
  readonly screener: Current<Screener>;
  /** What compliance found to be false positives, the same list while it does not change; none where left out. */
  readonly falsePositives?: { current(): readonly FalsePositive[] | Promise<readonly FalsePositive[]> };
  /** Days a list may be old, by policy; null where age does not count (a demo). */
  readonly maxListAgeDays: () => number | null;
  /** What policy says to a screening; nothing where left out. */
  readonly policy?: () => ScreeningPolicy;
}

/** Screening against a list that is empty, undated or too old never answers CLEAR: no data is not clear. */
export function createScreenSanctions({
  screener,
  falsePositives,
  maxListAgeDays,
  policy = () => noPolicy,
}: ScreenSanctionsDeps): Tool<SanctionsInput, SanctionsScreening> {
  const screenersFor = createKeptPartyScreeners();
  return {
    name: toolNames.sanctions,
    title: 'Screen a payment against the sanctions lists',
    description:
      'Compares the beneficiary and every other party, bank, number and free text of a payment with the watch lists and sanctioned jurisdictions in force and answers BLOCK, ESCALATE or CLEAR with the strictest match, why, and what was found about each party.',
    inputSchema: sanctionsInputSchema,
    outputSchema: sanctionsScreeningSchema,
    async run(input, { runId, nowMs, keep }) {
      const records = (await falsePositives?.current()) ?? noRecords;
      const inForce = { screener: screener.current(), records };
      const call = { runId, nowMs, maxListAgeDays: maxListAgeDays() };
      const { answer, basis } = screenOnBasis(inForce, policy(), input, call, screenersFor);
      if (!keep) return answer;
      const kept = contentOf(basis());
      keep([kept]);
      return { ...answer, audit: { ...answer.audit, basis: kept.hash } };
    },
  };
}

const noRecords: readonly FalsePositive[] = [];
const noPolicy: ScreeningPolicy = {
  fingerprint: '',
  rules: { jurisdictions: [], programmes: undefined, mayClearExact: false },
  alwaysEscalate: [],
};
