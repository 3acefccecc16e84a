/** What about a payment is unusual beside those before it, and what follows from it. */
import { z } from 'zod';
import { ruleId, words } from './table-values';

export const unusualChecks = [
  'duplicate',
  'id_used_before',
  'new_payee',
  'changed_bank_details',
  'country_differs',
  'several_payees_on_account',
  'amount_unlike_before',
  'together_above_tier',
] as const;
export type UnusualCheck = (typeof unusualChecks)[number];

/** note: it stands on the card. question: whoever approves answers it in words. at_least: the approval matrix asks that role's set at least. */
const consequence = z.union([z.enum(['note', 'question']), z.strictObject({ at_least: words }).readonly()]);

const rule = z
  .strictObject({
    id: ruleId,
    check: z.enum(unusualChecks),
    /** Of `duplicate`: how long two equal payments are taken for one asked for twice. Of `together_above_tier`: how long several are taken together. */
    window_hours: z.number().positive().max(8_760).optional(),
    /** Of `amount_unlike_before`: so many times the payee's middle amount, once it was paid so often. */
    times: z.number().gt(1).optional(),
    after_payments: z.int().positive().optional(),
    consequence,
  })
  .readonly()
  .refine(({ check, window_hours: window }) => check !== 'duplicate' || window !== undefined, {
    path: ['window_hours'],
    message: 'a duplicate needs its window_hours',
  })
  .refine(({ check, window_hours: window }) => check !== 'together_above_tier' || window !== undefined, {
    path: ['window_hours'],
    message: 'together_above_tier needs its window_hours',
  })
  .refine(
    ({ check, times, after_payments: after }) =>
      check !== 'amount_unlike_before' || (times !== undefined && after !== undefined),
    { path: ['times'], message: 'amount_unlike_before needs times and after_payments' },
  );

export const unusualTable = z
  .strictObject({
    /** How far back payments are looked at, in days. */
    lookback_days: z.int().positive().max(3_650),
    rules: z
      .array(rule)
      .readonly()
      .refine((rules) => new Set(rules.map(({ check }) => check)).size === rules.length, 'has a check twice'),
  })
  .readonly();

export type UnusualTable = z.infer<typeof unusualTable>;
export type UnusualRule = z.infer<typeof rule>;
