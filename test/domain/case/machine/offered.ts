/** What is offered and refused of a payment that waits, and the people it is offered to. */
import type { InForce } from '../../../../src/domain/case/in-force';
import { offer } from '../../../../src/domain/case/machine/permitted-actions';
import type { Act } from '../../../../src/domain/case/machine/refuse-act';
import type { PaymentCase } from '../../../../src/domain/case/payment-case';
import type { Run } from '../../../../src/domain/case/run/run';
import type { LiquidityScreening } from '../../../../src/domain/evidence/liquidity-screening';
import type { Member } from '../../../../src/domain/values/person';
import { sampleCase, sampleDecision, samplePayment } from '../../../fakes/sample-case';
import { impact } from '../../policy/sample-evidence';
import { shippedPolicy } from '../../policy/shipped-policy';
import { knownAt } from '../known-at';
import { member } from '../../../fakes/member';

export const at = '2026-01-22T11:00:00Z';
export const inForce: InForce = knownAt(at, shippedPolicy);
export const maya = member('Maya', 'Treasury Manager');
export const helen = member('Helen', 'Head of Treasury');
export const olaf = member('Olaf', 'Payments Operator');
export const carmen = member('Carmen', 'Compliance Manager');
export const lars = member('Lars', 'MLRO');
export const given = (role: string, by: Member) => ({ role, by, at, comment: null });

export const ran = (result: string, tool: string, output: object | null): Run['trace'][number] => ({
  step: result,
  result,
  startedAt: at,
  finishedAt: at,
  attempts: 1,
  toolCalls: [{ tool, input: {}, output: output as never }],
  answer: { relayed: 0 },
});
export const runOf = (...trace: Run['trace']): Run => ({ ...sampleCase().run, open: [], trace });
export function breachedRun(most: number): Run {
  const found: LiquidityScreening = impact('BREACH', { payment: samplePayment });
  const output = { ...found, breach_assessment: { ...found.breach_assessment, max_releasable: most } };
  return runOf(ran('liquidity_screening', 'compute_liquidity_impact', output));
}
export const manager = { role: 'Treasury Manager', grants: [], slaHours: 2 };
export const waiting = sampleCase({ status: 'awaiting_approval', version: 3, decision: sampleDecision });
export const breached: PaymentCase = {
  ...waiting,
  run: breachedRun(100_000),
  decision: { ...sampleDecision, outcome: 'liquidity_hold' },
};

export function refused(act: Act, current: PaymentCase, who: Member | null, over: Partial<InForce> = {}) {
  const made = offer(act, current, who, { ...inForce, ...over });
  return made.ok ? null : made.problems[0];
}
export const codeOf = (...asked: Parameters<typeof refused>) => refused(...asked)?.code ?? null;
export const offered = (act: Act, current: PaymentCase, who: Member | null) => {
  const made = offer(act, current, who, inForce);
  if (!made.ok) throw new Error(made.problems[0]?.message);
  return made.offers;
};
