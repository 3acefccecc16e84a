/** The demo ledger and the public one: known answers, and every figure worked out again from the rows it names. */
import { basename, join } from 'node:path';
import type { LiquidityScreening } from '../../src/domain/evidence/liquidity-screening';
import { assessLiquidity } from '../../src/domain/liquidity/assess-liquidity';
import type { Ledger } from '../../src/domain/liquidity/ledger/ledger';
import { termsOf } from '../../src/domain/liquidity/terms';
import { readLedgerFolder } from '../../src/sources/ledger/folder';
import { shippedPolicy } from '../domain/policy/shipped-policy';
import { describeWithShared, sharedData } from '../fakes/shared-data';

const root = join(__dirname, '../..');
const nowMs = Date.parse('2026-01-22T10:25:00Z');
const terms = termsOf(shippedPolicy);

function assess(ledger: Ledger, payment_id: string) {
  const result = assessLiquidity(ledger, { payment_id }, { runId: 'WF-test', nowMs, terms });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

describeWithShared('treasury', 'the public ledger', (publicLedger) => {
  test('has the emergency payment leave 1,950,000, a gap of 50,000, and 200,000 releasable', () => {
    const ledger = readLedgerFolder(publicLedger);
    expect(ledger.accounts()).toHaveLength(259);
    expect(ledger.day).toBe('2026-01-19');
    expect(assess(ledger, 'TXN-EMRG-001').breach_assessment).toMatchObject({
      buffer_rule: 'buffers.json',
      projected_min_balance: 1_950_000,
      gap: 50_000,
      headroom: -50_000,
      max_releasable: 200_000,
    });
  });
});

describe('every figure', () => {
  /** From nothing but the rows the output names: balances in cents at every instant. */
  function recompute(ledger: Ledger, output: LiquidityScreening): { least: bigint; end: bigint } {
    const { payment_id, account_id, currency, amount } = output.payment_assessed;
    const cents = (value: { toFixed(): string; times(by: number): { toFixed(): string } }): bigint =>
      BigInt(value.times(100).toFixed());
    const rows = (output.audit['row_ids'] as string[])
      .map((id) => ledger.findPayment(id)!)
      .filter(({ txn_id }) => txn_id !== payment_id);
    const moves = rows.map((row) => ({
      atMs: row.atMs,
      minor: row.direction === 'IN' ? cents(row.amount) : -cents(row.amount),
    }));
    moves.push({ atMs: Date.parse(output.payment_assessed.timestamp_utc), minor: -BigInt(Math.round(amount * 100)) });
    const opening = cents(ledger.findAccount(account_id, currency)!.startOfDayBalance);
    const balances = moves.map(({ atMs }) =>
      moves.reduce((sum, move) => (move.atMs <= atMs ? sum + move.minor : sum), opening),
    );
    return {
      least: [opening, ...balances].reduce((a, b) => (a < b ? a : b)),
      end: moves.reduce((sum, { minor }) => sum + minor, opening),
    };
  }

  const folders = [join(root, 'demo/ledger'), sharedData('treasury')].filter((folder) => folder !== null);
  test.each(folders.map((folder) => [basename(folder), folder]))(
    'of the ledger in %s can be recomputed from the rows it names',
    (_name, folder) => {
      const ledger = readLedgerFolder(folder);
      const outgoing = ledger
        .accounts()
        .flatMap(({ account_id, currency }) => ledger.rowsOf(account_id, currency))
        .filter(({ direction }) => direction === 'OUT');
      expect(outgoing.length).toBeGreaterThan(30);
      const wrong = outgoing.filter(({ txn_id }) => {
        const output = assess(ledger, txn_id);
        const { least, end } = recompute(ledger, output);
        const cents = (value: number): bigint => BigInt(Math.round(value * 100));
        const { breach_assessment, account_summary } = output;
        return (
          cents(breach_assessment.projected_min_balance) !== least || cents(account_summary.end_of_day_balance) !== end
        );
      });
      expect(wrong.map(({ txn_id }) => txn_id)).toEqual([]);
    },
  );
});
