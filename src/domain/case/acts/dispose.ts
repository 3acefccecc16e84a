/** Compliance says of a match what it is: why, and on what evidence somebody can look up again. */
import type { PersonAct, Press } from '../machine/commands';
import type { PaymentCase } from '../payment-case';
import { refuseAct } from '../machine/refuse-act';
import type { Refusal } from '../../values/errors';
import { isBlank } from '../../values/text/visible';

export const dispositionActs = ['clear_false_positive', 'confirm_true_match'] as const satisfies readonly PersonAct[];
export type DispositionAct = (typeof dispositionActs)[number];

/** Where the evidence is: a file, a register, a date. */
export const evidenceInput = 'evidence_note';

export function evidenceOf({ inputs }: Pick<Press, 'inputs'>): string {
  return inputs?.[evidenceInput]?.trim() ?? '';
}

export function refuseWithoutEvidence(press: Press): Refusal | null {
  if (!dispositionActs.some((act) => act === press.type) || !isBlank(evidenceOf(press))) return null;
  return refuseAct(press.type, {
    code: 'evidence_missing',
    why: 'A note of the evidence is needed',
    field: evidenceInput,
    next: 'Say what was looked at and where it is kept.',
  });
}

/** The dispositions with one more. */
export function withDisposition(
  { dispositions }: PaymentCase,
  made: Omit<PaymentCase['dispositions'][number], 'outcome' | 'evidence'>,
  press: Press & { readonly type: DispositionAct },
): PaymentCase['dispositions'] {
  const outcome = press.type === 'clear_false_positive' ? 'false_positive' : 'true_match';
  return [...dispositions, { ...made, outcome, evidence: evidenceOf(press) }];
}
