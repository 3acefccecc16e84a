/** The three agents on the payment card, one line each: what it found in words, as far as the originator may know. */
import { hasRun, readAgentOutputs, type AgentOutputs } from '../../../domain/case/run/case-evidence';
import { findingsOf } from '../../../domain/case/run/run';
import { resultNames } from '../../../domain/evidence/wire-names';
import { strictestFinding } from '../../../domain/evidence/finding';
import { shown } from '../../words/escape-markdown';
import type { LiquidityScreening } from '../../../domain/evidence/liquidity-screening';
import type { OperationalProcedures } from '../../../domain/evidence/operational-procedures';
import { standingApprovals, type PaymentCase } from '../../../domain/case/payment-case';
import { grantsOverride } from '../../../domain/policy/approvals/segregation';
import { hasBeenApproved } from '../../../domain/case/machine/states';
import { formatUtc } from '../../../domain/values/time';
import type { AgentUnderWay } from '../../../ports/agents';
import type { CardContext } from '../card-context';
import { disagreementsOf, hostedWord } from '../hosted-word';

export interface AgentRow {
  readonly text: string;
}

export type AgentKey = keyof AgentOutputs;
const agentKeys = ['sanctions', 'liquidity', 'operations'] as const satisfies readonly AgentKey[];

interface Verdict {
  readonly icon: '✓' | '⚠' | '✕' | '◔' | '◐' | '○' | '–';
  readonly text: string;
}

export function agentRows(context: CardContext): readonly AgentRow[] {
  const { words, view, redaction } = context;
  const outputs = readAgentOutputs(view.case.run);
  const firstMissing = agentKeys.findIndex((key) => outputs[key] === null);
  const gates = agentKeys.map((key, index) => {
    const { icon, text } = outputs[key]
      ? verdict(key, outputs, context)
      : missing(key, index === firstMissing, context);
    const differing = redaction.isRestricted ? [] : disagreementsOf(view.case.run, key);
    const said = [text, hostedWord(differing, words)].filter((part) => part !== '').join('; ');
    return { text: words.agent.line(icon, words.agents[key], said) };
  });
  return [...gates, ...furtherRows(context)];
}

/** Agents that joined as data, each by the strictest of its findings. */
function furtherRows(context: CardContext): readonly AgentRow[] {
  const { words, view, redaction } = context;
  const findings = findingsOf(view.case.run);
  const results = [...new Set(findings.map(({ result }) => result))];
  return results.flatMap((result) => {
    const found = strictestFinding(findings.filter((finding) => finding.result === result));
    if (!found) return [];
    const name = shown(words.locale === 'tr-TR' ? found.label.tr : found.label.en, 40);
    if (redaction.isRestricted) {
      const { icon, text } = theirs(context);
      return [{ text: words.agent.line(icon, name, text) }];
    }
    const verdict = found.verdict === null ? words.agent.unreadable : redaction.share(found.verdict, 40);
    const said = found.detail === null ? verdict : `${verdict}, ${redaction.share(found.detail, 160)}`;
    return [{ text: words.agent.line(actionIcons[found.action], name, said) }];
  });
}

/** Of an agent without a result. */
function missing(key: AgentKey, isNext: boolean, { words, view, redaction, hasEnded }: CardContext): Verdict {
  const ran = hasRun(view.case.run, key);
  if (ran && key === 'sanctions' && redaction.isRestricted && !hasEnded)
    return { icon: '◐', text: words.agent.underReview };
  if (ran) return { icon: '⚠', text: words.agent.unreadable };
  const underWay = view.underWay?.find(({ result }) => result === resultNames[key]);
  if (view.case.status === 'under_review' && underWay) return { icon: '◔', text: runningSince(underWay, view, words) };
  return withoutResult(view.case, isNext, words);
}

function runningSince(
  { sinceMs, stage }: AgentUnderWay,
  { businessNow }: CardContext['view'],
  words: CardContext['words'],
): string {
  return words.agent.runningSince(words.show.clock(formatUtc(sinceMs), businessNow), stage);
}

function withoutResult({ status }: PaymentCase, isNext: boolean, { agent }: CardContext['words']): Verdict {
  switch (status) {
    case 'under_review':
      return isNext ? { icon: '◔', text: agent.running } : { icon: '○', text: agent.waiting };
    case 'held':
      return isNext ? { icon: '⚠', text: agent.stopped } : { icon: '○', text: agent.waiting };
    case 'compliance_review':
      return { icon: '○', text: agent.waiting };
    case 'awaiting_approval':
    case 'approved':
    case 'released':
    case 'short':
    case 'settled':
    case 'returned':
    case 'withdrawn':
    case 'rejected':
    case 'expired':
      return { icon: '–', text: agent.notRun };
  }
}

function verdict(key: AgentKey, outputs: AgentOutputs, context: CardContext): Verdict {
  const { words, redaction } = context;
  if (key === 'sanctions') return sanctionsVerdict(context);
  // What compliance looks at goes no further, and what came of it is theirs.
  if (redaction.isRestricted) return theirs(context);
  if (key === 'liquidity') return liquidityVerdict(context, outputs.liquidity);
  return operationsVerdict(outputs.operations, words);
}

function sanctionsVerdict(context: CardContext): Verdict {
  const {
    words,
    redaction: { visibility },
  } = context;
  if (visibility === 'clear') return { icon: '✓', text: words.agent.clear };
  if (visibility === 'cleared') return { icon: '✓', text: words.agent.cleared };
  return theirs(context);
}

/** Beside an end, that compliance looks at it would say why it ended. */
function theirs({ words, hasEnded }: CardContext): Verdict {
  return hasEnded ? { icon: '–', text: words.agent.notSaid } : { icon: '◐', text: words.agent.underReview };
}

/** What the tool found, which the decision is made from; the agent's own answer only where no call is recorded. */
function liquidityVerdict({ words, view, liquidity }: CardContext, answered: LiquidityScreening | null): Verdict {
  const result = liquidity?.result ?? answered;
  if (!result) return { icon: '⚠', text: words.agent.unreadable };
  const { severity, breach } = result.breach_assessment;
  const action = words.recommended[result.recommendation.action];
  if (breach) {
    const isOverridden = hasBeenApproved(view.case.status) && wasOverridden(view.case);
    return {
      icon: '⚠',
      text: isOverridden
        ? words.agent.breachOverridden(words.severities[severity])
        : words.agent.breach(words.severities[severity], action),
    };
  }
  return severity === 'NONE'
    ? { icon: '✓', text: words.agent.noBreach(action) }
    : { icon: '⚠', text: words.agent.warning(action) };
}

function wasOverridden(current: PaymentCase): boolean {
  const approvals = standingApprovals(current);
  return (current.decision?.requiredApprovals ?? []).some(
    ({ role, grants }) => grantsOverride(grants) && approvals.some((given) => given.role === role),
  );
}

const actionIcons = { PROCEED: '✓', HOLD: '⚠', REJECT: '✕' } as const;

function operationsVerdict(operations: OperationalProcedures | null, words: CardContext['words']): Verdict {
  const action = operations?.workflow_determination.final_action;
  return action === undefined
    ? { icon: '⚠', text: words.agent.unreadable }
    : { icon: actionIcons[action], text: words.actions[action] };
}
