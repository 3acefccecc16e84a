/** The tool of the sanctions gate: everybody and everything a payment names against the watch lists and the jurisdictions in force. */
import {
  sanctionsInputSchema,
  sanctionsScreeningSchema,
  type SanctionsInput,
  type SanctionsScreening,
} from '../domain/evidence/sanctions-screening';
import type { FalsePositive } from '../domain/sanctions/false-positive';
import { checkListAge } from '../domain/sanctions/lists/list-age';
import type { ScreeningRules } from '../domain/sanctions/parties/screen-parties';
import { answerScreening } from '../domain/sanctions/parties/answer-screening';
import { createKeptPartyScreeners } from '../domain/sanctions/parties/kept-screeners';
import type { Screener } from '../domain/sanctions/screen-party';
import { formatUtc } from '../domain/values/time';
import type { Current, Tool } from '../ports';
import { toolNames } from '../domain/evidence/wire-names';

export interface ScreenSanctionsDeps {
  readonly screener: Current<Screener>;
  /** What compliance found to be false positives, the same list while it does not change; none where left out. */
  readonly falsePositives?: { current(): readonly FalsePositive[] | Promise<readonly FalsePositive[]> };
  /** Days a list may be old, by policy; null where age does not count (a demo). */
  readonly maxListAgeDays: () => number | null;
  /** Jurisdictions and programmes, by policy; none where left out. */
  readonly rules?: () => ScreeningRules;
}

/** Screening against a list that is empty, undated or too old never answers CLEAR: no data is not clear. */
export function createScreenSanctions({
  screener,
  falsePositives,
  maxListAgeDays,
  rules = () => noRules,
}: ScreenSanctionsDeps): Tool<SanctionsInput, SanctionsScreening> {
  const screenersFor = createKeptPartyScreeners();
  return {
    name: toolNames.sanctions,
    title: 'Screen a payment against the sanctions lists',
    description:
      'Compares the beneficiary and every other party, bank, number and free text of a payment with the watch lists and sanctioned jurisdictions in force and answers BLOCK, ESCALATE or CLEAR with the strictest match, why, and what was found about each party.',
    inputSchema: sanctionsInputSchema,
    outputSchema: sanctionsScreeningSchema,
    async run(input, { runId, nowMs }) {
      const records = (await falsePositives?.current()) ?? noRecords;
      const inForce = screener.current();
      const today = formatUtc(nowMs).slice(0, 10);
      const found = screenersFor(inForce, rules(), records).screen(input, today);
      const age = checkListAge(inForce.list, maxListAgeDays(), nowMs);
      return answerScreening(found, {
        screener: inForce,
        age,
        runId,
        timestampUtc: formatUtc(nowMs),
        name: input.name,
      });
    },
  };
}

const noRecords: readonly FalsePositive[] = [];
const noRules: ScreeningRules = { jurisdictions: [], programmes: undefined, mayClearExact: false };
