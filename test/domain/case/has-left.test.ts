/** Whether a payment has left already, case by case: by the word of its row, of a statement, or of both. */
import { bookedBefore, whatHasLeft } from '../../../src/domain/case/acts/bank/has-left';
import type { PaymentCase } from '../../../src/domain/case/payment-case';
import type { BankedEntry } from '../../../src/domain/liquidity/statements/banked-payment';
import type { FlowStatus } from '../../../src/domain/payment/ledger-row';
import { decimal } from '../../../src/domain/values/money';
import { sampleCase } from '../../fakes/sample-case';
import { flow } from '../liquidity/ledger-fixture';

const base = sampleCase();
const whole = { ...base, payment: { ...base.payment, payment_id: 'TXN-9', amount: 50_000, account_id: 'A' } };
const part: PaymentCase = { ...whole, payment: { ...whole.payment, amount: 20_000, full_amount: 50_000 } };
const rest: PaymentCase = {
  ...whole,
  payment: { ...whole.payment, payment_id: 'TXN-9-REST', ledger_payment_id: 'TXN-9', amount: 30_000 },
  restOf: { runId: 'WF-PART', paymentId: 'TXN-9' },
};
const { currency } = whole.payment;

type Said = readonly [name: string, as: BankedEntry['as'], amount: string, accountId?: string];

function entryOf([, as, amount, accountId = 'A']: Said): BankedEntry {
  const when = { day: '2026-01-22', at: null, statementId: 'S1', place: 'entry 1', reference: `${as} ${amount}` };
  return { as, amount, currency, accountId, ...when };
}

function ledgerOf(row: readonly [amount: string, status: FlowStatus] | null, said: readonly Said[]) {
  const found = row && { ...flow('TXN-9', 'A', '14:30', '-1', { status: row[1] }), amount: decimal(row[0]), currency };
  return {
    findPayment: (id: string) => (id === 'TXN-9' ? (found ?? undefined) : undefined),
    bankedEntries: (id: string) => said.filter(([name]) => name === id).map(entryOf),
  };
}

type Row = Parameters<typeof ledgerOf>[0];

const paid = (amount: string, name = 'TXN-9'): Said => [name, 'paid', amount];
const back = (amount: string): Said => ['TXN-9', 'returned', amount];

test.each<readonly [string, PaymentCase, Row, readonly Said[], 'all' | 'some' | null]>([
  ['is not in the ledger, and in no statement', whole, null, [], null],
  ['waits in the ledger', whole, ['50000', 'QUEUED'], [], null],
  ['was released there', whole, ['50000', 'RELEASED'], [], 'all'],
  ['came back there', whole, ['50000', 'RETURNED'], [], 'all'],
  ['was booked, and is in no ledger', whole, null, [paid('50000')], 'all'],
  ['was booked in part, and is in no ledger', whole, null, [paid('20000')], 'all'],
  ['was booked and came back, and is in no ledger', whole, null, [paid('50000'), back('50000')], 'all'],
  ['was booked in part, its row waits with the rest', whole, ['30000', 'QUEUED'], [paid('20000')], 'some'],
  ['was booked in part by an entry a person matched', whole, ['30000', 'QUEUED'], [], 'some'],
  ['came back, and its row waits', whole, ['50000', 'QUEUED'], [back('50000')], 'some'],
  ['was booked in part and that came back', whole, ['30000', 'QUEUED'], [paid('20000'), back('20000')], 'some'],
  ['was booked on another account', whole, null, [['TXN-9', 'paid', '50000', 'B']], 'all'],
  ['is a part that waits', part, ['50000', 'QUEUED'], [], null],
  ['is a part that was booked', part, ['30000', 'QUEUED'], [paid('20000')], 'all'],
  ['is a rest whose part waits', rest, ['50000', 'QUEUED'], [], null],
  ['is a rest whose part was booked', rest, ['30000', 'QUEUED'], [paid('20000')], null],
  ['is a rest that is more than is left', rest, ['29999.99', 'QUEUED'], [paid('20000')], 'some'],
  ['is a rest that was booked', rest, ['30000', 'QUEUED'], [paid('30000', 'TXN-9-REST')], 'all'],
])('a payment that %s', (_what, current, row, said, left) => {
  expect(whatHasLeft(current, ledgerOf(row, said))?.what ?? null).toBe(left);
});

test('what was booked before a review of what is left is nothing of what is paid now; the same again is', () => {
  const left: PaymentCase = { ...whole, payment: { ...whole.payment, amount: 30_000 } };
  const before = ledgerOf(['30000', 'QUEUED'], [paid('20000')]);
  const asked = { ...left, bankedBefore: bookedBefore(left, before) };
  expect(asked.bankedBefore).toHaveLength(1);
  expect(whatHasLeft(asked, before)).toBeNull();
  expect(whatHasLeft(asked, ledgerOf(['10000', 'QUEUED'], [paid('20000'), paid('20000')]))?.what).toBe('some');
});

test.each<[string, PaymentCase, Row, Said]>([
  ['its row has settled', whole, ['50000', 'SETTLED'], paid('50000')],
  ['no row says that it waits still', whole, null, paid('50000')],
  ['its row has more or less than is reviewed', whole, ['30000', 'QUEUED'], paid('20000')],
  ['it is a part that was booked', part, ['30000', 'QUEUED'], paid('20000')],
  ['it is a rest', rest, ['30000', 'QUEUED'], paid('30000', 'TXN-9-REST')],
])('nothing is of before where %s', (_what, current, row, said) => {
  expect(bookedBefore(current, ledgerOf(row, [said]))).toEqual([]);
});
