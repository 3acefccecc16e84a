/** The three agents on the payment card: how far each is and what it found, as far as the originator may know. */
import { readAgentOutputs, type AgentOutputs } from '../domain/case-evidence';
import type { LiquidityScreening } from '../domain/evidence/liquidity-screening';
import type { PaymentCase } from '../domain/payment-case';
import { shown } from './escape-markdown';
import type { Redaction } from './redaction';
import { showInstant } from './show-instant';
import { showMoney } from './show-money';

export interface Fact {
  readonly title: string;
  readonly value: string;
}

export interface AgentRow {
  readonly icon: string;
  readonly name: string;
  /** waiting, running, done, stopped or not run. */
  readonly state: string;
  readonly detail: string;
  readonly facts: readonly Fact[];
}

const icons = { waiting: '○', running: '◔', done: '✓', stopped: '⚠', 'not run': '–' } as const;
type AgentState = keyof typeof icons;

const agents = [
  { key: 'sanctions', name: 'Sanctions screening' },
  { key: 'liquidity', name: 'Liquidity screening' },
  { key: 'operations', name: 'Operational procedures' },
] as const satisfies readonly { key: keyof AgentOutputs; name: string }[];

export function agentRows(paymentCase: PaymentCase, redaction: Redaction, listName: string): readonly AgentRow[] {
  const outputs = readAgentOutputs(paymentCase.checkpoint);
  const firstMissing = agents.findIndex(({ key }) => outputs[key] === null);
  return agents.map(({ key, name }, index) => {
    const state = outputs[key] ? 'done' : missingState(paymentCase, index === firstMissing);
    const found = state === 'done' ? findings(key, outputs, redaction, listName) : { detail: '', facts: [] };
    return { icon: icons[state], name, state, ...found };
  });
}

/** The state of an agent without a result. */
function missingState({ status }: PaymentCase, isNext: boolean): AgentState {
  switch (status) {
    case 'under_review':
      return isNext ? 'running' : 'waiting';
    case 'held':
      return isNext ? 'stopped' : 'waiting';
    case 'compliance_review':
      return 'waiting';
    case 'awaiting_approval':
    case 'approved':
    case 'rejected':
      return 'not run';
  }
}

function findings(key: keyof AgentOutputs, outputs: AgentOutputs, redaction: Redaction, listName: string) {
  const none: readonly Fact[] = [];
  switch (key) {
    case 'sanctions':
      return { detail: sanctionsDetail(outputs, redaction, listName), facts: none };
    case 'liquidity':
      return outputs.liquidity
        ? liquidityFindings(outputs.liquidity, (text) => redaction.share(text))
        : { detail: '', facts: none };
    case 'operations':
      return {
        detail: redaction.isRestricted ? 'Under compliance review' : operationsDetail(outputs, redaction),
        facts: none,
      };
  }
}

function sanctionsDetail({ sanctions }: AgentOutputs, { visibility }: Redaction, listName: string): string {
  const reference = sanctions ? `, reference ${shown(sanctions.audit.run_id)}` : '';
  if (visibility === 'clear') return `CLEAR against ${shown(listName, 80)}`;
  if (visibility === 'cleared') return 'Cleared by compliance';
  return `Under compliance review${reference}`;
}

function operationsDetail({ operations }: AgentOutputs, redaction: Redaction): string {
  if (!operations) return '';
  const { final_action, policy_reference } = operations.workflow_determination;
  return `${final_action}, ${redaction.share(policy_reference, 200)}`;
}

/** One sentence with the numbers, then the numbers. Text in them is escaped by `share`. */
export function liquidityFindings(result: LiquidityScreening, share: (text: string) => string) {
  const { breach_assessment: found, payment_assessed: assessed, recommendation } = result;
  const money = (amount: number) => showMoney(amount, assessed.currency);
  const below = found.already_below_buffer ? 'already below the buffer before this payment, now ' : '';
  const detail = found.breach
    ? `${found.severity}: ${below}${money(found.gap)} short of the buffer`
    : `No breach${found.severity === 'NONE' ? '' : `, ${found.severity}`}: ${money(found.headroom)} above the buffer`;
  const facts: Fact[] = [
    { title: 'Projected minimum', value: money(found.projected_min_balance) },
    { title: 'Buffer', value: money(found.buffer_threshold) },
    found.breach ? { title: 'Gap', value: money(found.gap) } : { title: 'Headroom', value: money(found.headroom) },
  ];
  if (found.first_breach_time !== null)
    facts.push({ title: 'First breach', value: shown(showInstant(found.first_breach_time), 40) });
  if (found.breach) facts.push({ title: 'Releasable now', value: money(found.max_releasable) });
  if (found.breach && found.earliest_full_release !== null) {
    facts.push({ title: 'Fits in full from', value: shown(showInstant(found.earliest_full_release), 40) });
  }
  facts.push({ title: 'Recommendation', value: recommendation.action });
  if (recommendation.alternatives.length > 0) {
    facts.push({ title: 'Alternatives', value: recommendation.alternatives.slice(0, 5).map(share).join(' · ') });
  }
  return { detail, facts };
}
