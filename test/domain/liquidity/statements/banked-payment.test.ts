import {
  judgeBanked,
  withEarlierDays,
  type BankedEntry,
} from '../../../../src/domain/liquidity/statements/banked-payment';
import { deriveLedger } from '../../../../src/domain/liquidity/statements/derive-ledger';
import { entryId, type Settlement } from '../../../../src/domain/liquidity/statements/open-entry';
import type { Statement, StatementEntry } from '../../../../src/domain/liquidity/statements/statement';
import type { LedgerRow } from '../../../../src/domain/payment/ledger-row';
import { decimal } from '../../../../src/domain/values/money';
import { account, at, flow, ledgerOf, testDay } from '../ledger-fixture';

const payment = { amount: 250, currency: 'USD', account_id: 'A' };

function entry(signed: string, bankReference: string, more: Partial<StatementEntry> = {}): StatementEntry {
  const amount = decimal(signed);
  return {
    place: `entry ${bankReference}`,
    references: [bankReference, 'TXN-9'],
    bankReference,
    customerReference: 'TXN-9',
    direction: amount.isNegative() ? 'OUT' : 'IN',
    amount: amount.abs(),
    currency: 'USD',
    status: 'booked',
    day: testDay,
    valueDay: null,
    atMs: null,
    isReturn: !amount.isNegative(),
    counterparty: 'Acme Works',
    says: '',
    ...more,
  };
}

function bankedBy(
  rows: readonly LedgerRow[],
  entries: readonly StatementEntry[],
  { on = 'A', settlements = [] }: { on?: string; settlements?: readonly Settlement[] } = {},
): readonly BankedEntry[] {
  const ledger = ledgerOf([account('A', '1000'), account('B', '1000')], [], rows);
  const statement: Statement = {
    format: 'camt.053',
    id: 'STMT-1',
    account: on,
    currency: 'USD',
    asOfMs: at('18:00'),
    isInterim: false,
    isDuplicate: false,
    firstDay: null,
    opening: null,
    closing: null,
    interim: null,
    entries,
  };
  const { accounts } = deriveLedger({ ledger, day: testDay, statements: [{ statement, accountId: on }], settlements });
  return accounts.flatMap(({ banked }) => banked).find(({ paymentId }) => paymentId === 'TXN-9')?.entries ?? [];
}

const ours = flow('TXN-9', 'A', '14:30', '-250', { status: 'RELEASED' });

const stateOf = (...given: Parameters<typeof bankedBy>): string => {
  const judged = judgeBanked(bankedBy(...given), payment);
  return judged ? `${judged.state} ${judged.entry.reference ?? ''}` : 'nothing';
};

describe('a payment of the desk in a bank statement', () => {
  test.each<[string, readonly StatementEntry[], string]>([
    ['paid in full is settled', [entry('-250', 'B1')], 'settled B1'],
    ['paid in parts is short until the last', [entry('-100', 'B1')], 'short B1'],
    ['and settled with it', [entry('-100', 'B1'), entry('-150', 'B2')], 'settled B2'],
    ['paid and come back whole is returned', [entry('-250', 'B1'), entry('250', 'B2')], 'returned B2'],
    [
      'booked twice and brought back once is settled',
      [entry('-250', 'B1'), entry('-250', 'B2'), entry('250', 'B3')],
      'settled B3',
    ],
    ['of which a part came back is short', [entry('-250', 'B1'), entry('10', 'B2')], 'short B2'],
    [
      'that came back in parts is returned',
      [entry('-250', 'B1'), entry('10', 'B2'), entry('240', 'B3')],
      'returned B3',
    ],
    ['named by money that is no return is not paid by it', [entry('250', 'B1', { isReturn: false })], 'nothing'],
    ['only expected so far is not paid', [entry('-250', 'B1', { status: 'pending' })], 'nothing'],
    ['told of for information is not paid', [entry('-250', 'B1', { status: 'information' })], 'nothing'],
  ])('%s', (_what, entries, expected) => {
    expect(stateOf([ours], entries)).toBe(expected);
    // The ledger need not have it: a payment asked for in chat is named by the bank alone.
    expect(stateOf([], entries)).toBe(expected);
  });

  test('that comes back on a later day, when no ledger has it any more, is returned all the same', () => {
    expect(stateOf([], [entry('250', 'B7')])).toBe('returned B7');
    expect(stateOf([], [entry('100', 'B7')])).toBe('short B7');
  });

  test('booked on two days is settled by both, and a day is told anew by whoever speaks of it', () => {
    const [first] = bankedBy([], [entry('-100', 'B1')]);
    const yesterday = { ...first!, day: '2026-01-21' };
    const today = bankedBy([], [entry('-150', 'B2')]);
    const both = withEarlierDays([yesterday], today);
    expect(judgeBanked(both, payment)).toMatchObject({ state: 'settled', entry: { reference: 'B2' } });
    expect(withEarlierDays(both, today)).toEqual(both);
  });

  test('is not what another account or currency says of its name', () => {
    expect(stateOf([ours], [entry('-250', 'B1')], { on: 'B' })).toBe('nothing');
    expect(judgeBanked(bankedBy([ours], [entry('-250', 'B1')]), { ...payment, currency: 'EUR' })).toBeNull();
  });

  test('follows what people said of an entry: not ours, or this payment after all', () => {
    const said = { by: 'Tarik', reason: 'looked at', at: '' };
    const stranger = entry('-250', 'B1', { references: ['B1'], customerReference: null });
    const [refused, matched] = (['refuse', 'match'] as const).map((act) => {
      const of = act === 'refuse' ? entry('-250', 'B1') : stranger;
      const id = idOf(of);
      return stateOf([ours], [of], { settlements: [{ id, act, payment: 'TXN-9', ...said }] });
    });
    expect([refused, matched]).toEqual(['nothing', 'settled B1']);
  });

  test('keeps where it is written: statement, entry, the bank’s reference and time', () => {
    expect(bankedBy([ours], [entry('-250', 'B1', { atMs: at('15:01') })])).toEqual([
      {
        as: 'paid',
        amount: '250',
        currency: 'USD',
        accountId: 'A',
        day: testDay,
        at: `${testDay}T15:01:00Z`,
        statementId: 'STMT-1',
        place: 'entry B1',
        reference: 'B1',
      },
    ]);
  });
});

/** As the list of what waits would name it. */
function idOf(of: StatementEntry): string {
  return entryId('A', 'USD', { ...of, seenMs: 0, statementId: '', format: 'camt.053' }, 1);
}
