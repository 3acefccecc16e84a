/** The three agents on the payment card: how far each is and what it found, as far as the originator may know. */
import { readAgentOutputs, type AgentOutputs } from '../../domain/case/case-evidence';
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import type { PaymentCase } from '../../domain/case/payment-case';
import { shown } from '../words/escape-markdown';
import type { Redaction } from './redaction';
import { showMoney } from '../words/show-money';

export interface AgentRow {
  readonly agent: keyof AgentOutputs;
  readonly icon: string;
  readonly name: string;
  /** waiting, running, done, stopped or not run. */
  readonly state: string;
  readonly detail: string;
}

const icons = { waiting: '○', running: '◔', done: '✓', stopped: '⚠', 'not run': '–' } as const;
type AgentState = keyof typeof icons;

const agents = [
  { key: 'sanctions', name: 'Sanctions screening' },
  { key: 'liquidity', name: 'Liquidity screening' },
  { key: 'operations', name: 'Operational procedures' },
] as const satisfies readonly { key: keyof AgentOutputs; name: string }[];

export function agentRows(paymentCase: PaymentCase, redaction: Redaction, listName: string): readonly AgentRow[] {
  const outputs = readAgentOutputs(paymentCase.run);
  const firstMissing = agents.findIndex(({ key }) => outputs[key] === null);
  return agents.map(({ key, name }, index) => {
    const state = outputs[key] ? 'done' : missingState(paymentCase, index === firstMissing);
    const detail = state === 'done' ? finding(key, outputs, redaction, listName) : '';
    return { agent: key, icon: icons[state], name, state, detail };
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

function finding(key: keyof AgentOutputs, outputs: AgentOutputs, redaction: Redaction, listName: string): string {
  switch (key) {
    case 'sanctions':
      return sanctionsDetail(outputs, redaction, listName);
    case 'liquidity':
      return outputs.liquidity ? liquidityDetail(outputs.liquidity) : '';
    case 'operations':
      return redaction.isRestricted ? 'Under compliance review' : operationsDetail(outputs, redaction);
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

function liquidityDetail({ breach_assessment: found, payment_assessed: assessed }: LiquidityScreening): string {
  const money = (amount: number) => showMoney(amount, assessed.currency);
  const before = found.already_below_buffer ? ', already below before this payment' : '';
  if (found.breach) return `${found.severity}: ${money(found.gap)} short of the buffer${before}`;
  return `No breach${found.severity === 'NONE' ? '' : `, ${found.severity}`}: ${money(found.headroom)} above the buffer`;
}
