/** The buffers a ledger is judged by: its own where it brings any, policy's otherwise, never both. */
import { currencyExponent, decimal } from '../../values/money';
import type { BufferRow } from '../../policy/tables/liquidity-table';
import { ledgerKey } from './ledger-collector';
import type { BufferRule } from './ledger-content';
import type { Ledger } from './ledger';
import { toMinor } from './minor-units';

/** A ledger that brings no buffers, with those of the policy given; put under another policy, it has that one's. */
export function withPolicyBuffers(ledger: Ledger, rows: readonly BufferRow[]): Ledger {
  if (ledger.hasOwnBuffers) return ledger;
  const rules = new Map(rows.map((row) => [ledgerKey(row.entity, row.currency), ruleOf(row)]));
  const minors = new Map(
    [...rules].map(([key, { minimum, currency }]) => [key, toMinor(minimum, currencyExponent(currency) ?? 0)]),
  );
  return {
    ...ledger,
    bufferFor: (entity, currency) => rules.get(ledgerKey(entity, currency)),
    bufferMinor: (entity, currency) => minors.get(ledgerKey(entity, currency)),
  };
}

function ruleOf({ id, entity, currency, minimum }: BufferRow): BufferRule {
  return { entity, currency, minimum: decimal(minimum), cutoffUtc: null, ruleId: id };
}
