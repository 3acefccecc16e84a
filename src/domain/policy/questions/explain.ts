/** What policy says about a described payment, asked from outside: checked field by field, answered by the matrices. */
import { z } from 'zod';
import type { Refusal } from '../../values/errors';
import { severities, type Severity } from '../../evidence/liquidity-screening';
import type { FinalAction, RequiredApproval, WorkflowStep } from '../../evidence/operational-procedures';
import { sanctionsDecisions } from '../../evidence/sanctions-screening';
import { parseAmount } from '../../values/amounts/parse-amount';
import { channels, paymentTypes } from '../../payment/payment-request';
import { parseUtc } from '../../values/time';
import { cutoffRules, effectiveCutoff, type CutoffAnswer } from '../cutoff/cutoff';
import { requiredApprovalOf } from '../decision';
import { determine } from '../determine';
import { actionOf } from '../outcome';
import { isBreach } from '../facts/facts';
import { unknownEntity } from './known-entity';
import { fieldProblems, instantText, isoCurrency, upperCase } from './question-fields';
import type { Policy } from '../policy';
import { toUsd } from '../facts/to-usd';
import { remarkText } from '../why/reason-text';

const explainSchema = z.strictObject({
  sanctions: upperCase(z.enum(sanctionsDecisions)),
  /** NONE, WARNING, BREACH or CRITICAL, in any case. */
  severity: upperCase(z.enum(severities)).nullish(),
  /** Instead of a severity: true is BREACH, false NONE. */
  breach: z.boolean().nullish(),
  /** Left out: computed for the entity, currency, type and channel at that time. */
  before_cutoff: z.boolean().nullish(),
  amount: z.union([z.number(), z.string().max(40)]),
  currency: isoCurrency,
  payment_type: upperCase(z.enum(paymentTypes)),
  channel: upperCase(z.enum(channels)).nullish(),
  entity: z.string().trim().min(1, 'is empty').max(64),
  /** Left out: now. */
  at: instantText.nullish(),
});
type ExplainQuestion = z.infer<typeof explainSchema>;

export interface Explanation {
  readonly action: FinalAction;
  /** From the lowest rank up. */
  readonly required_approvals: readonly RequiredApproval[];
  readonly workflow_steps: readonly WorkflowStep[];
  /** The decision rule, then every approval rule that fired, the rate table where it had no usable rate, and why a cleared payment is late or in time by grace alone. */
  readonly rule_ids: readonly string[];
}

/** Refuses by field. `notes` say what beside the rules decided, e.g. that the strictest tier stands for want of a rate. */
export function explainPolicy(
  policy: Policy,
  question: unknown,
  nowMs: number,
): { ok: true; explanation: Explanation; notes: readonly string[] } | Refusal {
  const read = explainSchema.safeParse(question);
  if (!read.success) return { ok: false, problems: fieldProblems(read.error, question) };
  const asked = read.data;
  const stranger = unknownEntity(policy, asked.entity);
  if (stranger) return stranger;
  const money = parseAmount(asked.amount, asked.currency);
  if (!money.ok) return money;
  const severity = severityOf(asked);
  if (typeof severity !== 'string') return severity;
  const atMs = (asked.at == null ? null : parseUtc(asked.at)) ?? nowMs;
  const cutoff = asked.before_cutoff == null ? cutoffOf(policy, asked, atMs) : null;
  const beforeCutoff = asked.before_cutoff ?? cutoff?.before_cutoff ?? false;
  const determination = determine(policy, {
    sanctions: asked.sanctions,
    severity,
    beforeCutoff,
    amountUsd: toUsd(policy, money.amount, asked.currency, atMs),
    paymentType: asked.payment_type,
    entity: asked.entity,
    atMs,
  });
  return {
    ok: true,
    explanation: {
      action: actionOf(determination.outcome),
      required_approvals: determination.requiredApprovals.map(requiredApprovalOf),
      workflow_steps: determination.workflowSteps,
      // Whoever states before_cutoff does not say which cutoff they mean, and a match is not judged by one.
      rule_ids: [...determination.ruleIds, ...(cutoff && asked.sanctions === 'CLEAR' ? cutoffRules(cutoff) : [])],
    },
    notes: determination.notes.map(remarkText),
  };
}

function severityOf({ sanctions, severity, breach }: ExplainQuestion): Severity | Refusal {
  const field = 'severity';
  if (severity != null && breach != null && breach !== isBreach(severity))
    return {
      ok: false,
      problems: [{ code: 'field_invalid', message: `breach: ${breach} contradicts severity ${severity}`, field }],
    };
  if (severity != null) return severity;
  if (breach != null) return breach ? 'BREACH' : 'NONE';
  // A payment that sanctions stopped was never looked at for liquidity; any other is not assumed to fit.
  return sanctions === 'CLEAR'
    ? { ok: false, problems: [{ code: 'field_invalid', message: 'severity: is missing', field }] }
    : 'NONE';
}

function cutoffOf(policy: Policy, asked: ExplainQuestion, atMs: number): CutoffAnswer {
  const { entity, currency, payment_type: paymentType, channel } = asked;
  return effectiveCutoff(policy, { entity, currency, paymentType, channel: channel ?? undefined, atMs });
}
