/** Assessments of both ledgers made again from what was kept of each: every figure, alternative and word the same. */
import { join } from 'node:path';
import { accountDayText, type AccountDay } from '../../src/domain/liquidity/basis/account-day';
import { createKeepHeld, heldIn, type HeldPayments } from '../../src/domain/liquidity/basis/held-pieces';
import { assessAgain, assessOnBasis, type LiquidityBasis } from '../../src/domain/liquidity/basis/liquidity-basis';
import type { Reservation } from '../../src/domain/liquidity/held/reservation';
import { termsOf } from '../../src/domain/liquidity/terms';
import { canonicalJson } from '../../src/domain/values/json';
import { decimal } from '../../src/domain/values/money';
import { runSlices } from '../../src/domain/values/run-slices';
import { readLedgerFolder } from '../../src/sources/ledger/folder';
import { shippedPolicy } from '../domain/policy/shipped-policy';
import { sharedData } from '../fakes/shared-data';

const nowMs = Date.parse('2026-01-22T10:25:00Z');
const terms = termsOf(shippedPolicy);
/** Of the payments that have not left. */
const most = 60;

const folders = [join(__dirname, '../../demo/ledger'), sharedData('treasury')].filter((folder) => folder !== null);

test.each(folders)(
  '%s',
  (folder) => {
    const ledger = readLedgerFolder(folder);
    const payments = [...ledger.rows()].filter(({ direction, status }) => direction === 'OUT' && status === 'QUEUED');
    const every = Math.max(1, Math.floor(payments.length / most));
    const differing: string[] = [];
    let [breaches, asked, corrected] = [0, 0, 0];
    for (const [index, row] of payments.entries()) {
      if (index % every !== 0 && row.txn_id !== 'TXN-EMRG-001') continue;
      const { entity, account_id: accountId, currency } = row;
      const other: Reservation = {
        runId: 'WF-OTHER',
        paymentId: 'TXN-OTHER',
        entity,
        accountId,
        currency,
        amount: decimal('1234.5'.slice(0, currency === 'JPY' ? 4 : 6)),
        atMs: row.atMs,
        decidedAtMs: null,
        isApproved: true,
      };
      const reservations = index % 2 === 0 ? [other] : [];
      const place = { ledgerId: row.txn_id, isDelayed: index % 5 === 0, tells: 'all' } as const;
      // Every seventh was corrected since to another amount than its row has.
      const amount = index % 7 === 0 ? row.amount.plus(1).toFixed() : row.amount.toFixed();
      const input = { payment_id: row.txn_id, amount, currency, account_id: accountId, entity };
      const call = { runId: 'WF-1', nowMs, terms };
      const assessed = assessOnBasis({ ledger, reservations, place }, input, call);
      if (!assessed.ok) continue;
      asked += 1;
      corrected += assessed.output.payment_assessed['ledger_differs'] === undefined ? 0 : 1;
      breaches += assessed.output.breach_assessment.breach ? 1 : 0;
      const days = assessed.looked.accounts.map((one) => runSlices(accountDayText(ledger, one)));
      for (const text of days) expect(canonicalJson(JSON.parse(text))).toBe(text);
      const { pieces, contents } = createKeepHeld(() => false)(assessed.held);
      const kept = new Map(contents.map(({ hash, text }) => [hash, JSON.parse(text) as HeldPayments]));
      const basis = JSON.parse(JSON.stringify(assessed.basis([], pieces))) as LiquidityBasis;
      const again = assessAgain(
        basis,
        days.map((text) => JSON.parse(text) as AccountDay),
        heldIn(pieces, (hash) => kept.get(hash) ?? null)!,
        input,
        call,
      );
      if (!again.ok || canonicalJson(again.output) !== canonicalJson(assessed.output)) differing.push(row.txn_id);
    }
    process.stdout.write(
      `assessed again, ${folder.split('/').slice(-2).join('/')}: ${asked}, ${breaches} of them breaches\n`,
    );
    expect(differing).toEqual([]);
    expect(asked).toBeGreaterThan(3);
    expect(corrected).toBeGreaterThan(0);
    expect(breaches).toBeGreaterThan(0);
  },
  120_000,
);
