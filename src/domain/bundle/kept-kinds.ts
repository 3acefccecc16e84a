/** What is kept by content, checked when it comes back from a bundle that anybody may have written. */
import { z } from 'zod';
import type { AccountDay } from '../liquidity/basis/account-day';
import type { HeldIndex, HeldPayments } from '../liquidity/basis/held-pieces';
import type { LiquidityBasis } from '../liquidity/basis/liquidity-basis';
import type { ScreeningBasis } from '../sanctions/parties/screening-basis';
import { flowStatuses } from '../payment/ledger-row';
import { identifierKinds } from '../sanctions/lists/watch-list';
import { parseUtc } from '../values/time';

const amount = z.string().regex(/^-?\d{1,30}(\.\d{1,10})?$/);
const instant = z.string().refine((text) => parseUtc(text) !== null, 'is no instant');
const nullableText = z.string().nullable();

const accountDay = z.strictObject({
  kind: z.literal('account_day'),
  format: z.literal(1),
  entity: z.string(),
  account_id: z.string(),
  currency: z.string(),
  start_of_day_balance: amount,
  bank: nullableText,
  as_of: nullableText,
  proof: z
    .strictObject({ day: z.string(), state: z.enum(['proven', 'not_proven', 'unstated']), why: z.string() })
    .nullable(),
  rows: z.array(
    z.strictObject({
      txn_id: z.string(),
      at: instant,
      beneficiary_name: z.string(),
      payment_type: z.string(),
      amount,
      direction: z.enum(['IN', 'OUT']),
      status: z.enum(flowStatuses),
      alert_flag: nullableText,
      channel: nullableText,
    }),
  ),
}) satisfies z.ZodType<AccountDay>;

const heldText = z.strictObject({
  run_id: z.string(),
  payment_id: z.string(),
  ledger_id: nullableText,
  entity: z.string(),
  account_id: z.string(),
  currency: z.string(),
  amount,
  at: instant,
});

const heldPayments = z.strictObject({
  kind: z.literal('held_payments'),
  format: z.literal(1),
  held: z.array(heldText),
}) satisfies z.ZodType<HeldPayments>;

const heldIndex = z.strictObject({
  kind: z.literal('held_index'),
  format: z.literal(1),
  pieces: z.array(z.string()),
}) satisfies z.ZodType<HeldIndex>;

const liquidityBasis = z.strictObject({
  kind: z.literal('liquidity_basis'),
  format: z.union([z.literal(1), z.literal(2)]),
  ledger: z.strictObject({
    name: z.string(),
    day: nullableText,
    as_of: nullableText,
    fingerprint: nullableText,
    buffers: z
      .array(z.strictObject({ entity: z.string(), currency: z.string(), minimum: amount, cutoffUtc: nullableText }))
      .nullable(),
  }),
  accounts: z.array(z.string()),
  unopened: z.array(z.strictObject({ entity: z.string(), currency: z.string() })),
  ledger_id: nullableText,
  is_delayed: z.boolean(),
  tells: z.enum(['all', 'all_but_amount']).optional(),
  held: z.array(heldText),
  held_pieces: z.array(z.string()).optional(),
});

const listFacts = {
  name: z.string(),
  family: z.string(),
  listDate: nullableText,
  hash: z.string(),
  entryCount: z.int(),
  isDemo: z.boolean(),
};
const alias = z.strictObject({
  name: z.string(),
  strength: z.enum(['strong', 'weak']),
  kind: z.enum(['aka', 'fka', 'nka', 'qualifier_dropped']),
});
const listEntry = z.strictObject({
  uid: z.string(),
  name: z.string(),
  type: z.enum(['individual', 'entity', 'vessel', 'aircraft']),
  programs: z.array(z.string()),
  aliases: z.array(alias),
  title: nullableText,
  remarks: nullableText,
  countries: z.array(z.string()),
  identity: z
    .strictObject({
      identifiers: z.array(
        z.strictObject({ kind: z.enum(identifierKinds), value: z.string(), country: z.string().optional() }),
      ),
      birthDates: z.array(z.string()),
      nationalities: z.array(z.string()),
      isFromRemarks: z.boolean(),
    })
    .optional(),
  measures: z.array(z.string()).optional(),
  listedBy: z.string().optional(),
});

const screeningBasis = z.strictObject({
  kind: z.literal('screening_basis'),
  format: z.literal(1),
  policy: z.string(),
  max_list_age_days: z.int().nullable(),
  list: z.strictObject({ ...listFacts, parts: z.array(z.strictObject(listFacts)).optional() }),
  name_count: z.int(),
  entries: z.array(listEntry),
  counts: z.strictObject({
    entries: z.int(),
    words: z.array(z.strictObject({ text: z.string(), uses: z.int(), sound_uses: z.int() })),
  }),
  judged: z.array(z.int()),
  false_positives: z.array(
    z.strictObject({
      id: z.string(),
      party: z.strictObject({ name: z.string(), country: nullableText }),
      listFamily: z.string(),
      uid: z.string(),
      rowHash: z.string(),
      recordedBy: z.tuple([z.string(), z.string()]),
      reason: z.string(),
      recordedOn: z.string(),
      expiresOn: z.string(),
    }),
  ),
});

const kept = z.discriminatedUnion('kind', [accountDay, heldPayments, heldIndex, liquidityBasis, screeningBasis]);
export type KeptKind = AccountDay | HeldPayments | HeldIndex | LiquidityBasis | ScreeningBasis;

/** The hashes it names. */
export function namesOf(content: KeptKind): readonly string[] {
  switch (content.kind) {
    case 'liquidity_basis':
      return [...content.accounts, ...(content.held_pieces ?? [])];
    case 'held_index':
      return content.pieces;
    case 'account_day':
    case 'held_payments':
    case 'screening_basis':
      return [];
  }
}

/** Null for what is nothing we keep. */
export function readKept(value: unknown): KeptKind | null {
  const read = kept.safeParse(value);
  // What is optional is left out and never undefined: that is all the types differ in.
  return read.success ? (read.data as KeptKind) : null;
}
