import { createLedger } from '../../../../src/domain/liquidity/ledger/ledger';
import { decimal } from '../../../../src/domain/values/money';
import { account, at, buffer, flow, ledgerOf } from '../ledger-fixture';

const ledger = ledgerOf(
  [
    account('A', '100.00'),
    account('A', '7.00', { currency: 'EUR' }),
    account('a', '1.00'),
    account('S', '50.00', { entity: 'South' }),
  ],
  [buffer('10.00'), buffer('20.00', { entity: 'South', cutoffUtc: null })],
  [
    flow('LATE', 'A', '16:00', '-5.25', { status: 'ON_HOLD', alert_flag: 'ANOMALY_DETECTED' }),
    flow('EARLY', 'A', '08:00', '3.50', { status: 'RELEASED', channel: null }),
    flow('EURO', 'A', '09:00', '-1.00', { currency: 'EUR' }),
    flow('SMALL', 'a', '09:00', '-0.01'),
  ],
);

describe('a ledger', () => {
  test('gives back every row as it came in', () => {
    expect(ledger.findPayment('LATE')).toEqual(
      flow('LATE', 'A', '16:00', '-5.25', { status: 'ON_HOLD', alert_flag: 'ANOMALY_DETECTED' }),
    );
    expect(ledger.findPayment('EARLY')).toEqual(
      flow('EARLY', 'A', '08:00', '3.50', { status: 'RELEASED', channel: null }),
    );
    expect(ledger.findPayment('LATER')).toBeUndefined();
  });

  test.each(['late', ' Late', 'LA\u200bTE', 'L\u00adATE'])(
    'finds a payment by its id however it was typed: %j',
    (typed) => {
      expect(ledger.findPayment(typed)?.txn_id).toBe('LATE');
      expect(ledger.hasPayment(typed)).toBe(true);
    },
  );

  test('finds an id that is not written in capitals, and none where two are the same but for that', () => {
    const spelled = ledgerOf(
      [account('A', '100.00')],
      [buffer('10.00')],
      [
        flow('pay-1a', 'A', '08:00', '-1.00'),
        flow('x-1', 'A', '08:00', '-1.00'),
        flow('X-1', 'A', '09:00', '-1.00'),
        flow('y-1z', 'A', '09:00', '-1.00'),
        flow('Y-1z', 'A', '09:00', '-1.00'),
      ],
    );
    expect(spelled.findPayment('PAY-1A')?.txn_id).toBe('pay-1a');
    expect(['x-1', 'X-1', 'y-1z'].map((id) => spelled.findPayment(id)?.txn_id)).toEqual(['x-1', 'X-1', 'y-1z']);
    expect([' x-1', 'Y-1Z'].map((id) => spelled.findPayment(id))).toEqual([undefined, undefined]);
  });

  test('keeps accounts apart by the case of their id and by currency', () => {
    expect(ledger.findAccount('A', 'USD')?.startOfDayBalance).toEqual(decimal('100.00'));
    expect(ledger.findAccount('a', 'USD')?.startOfDayBalance).toEqual(decimal('1.00'));
    expect(ledger.findAccount('A', 'TRY')).toBeUndefined();
    expect(ledger.accountsNamed('A').map(({ currency }) => currency)).toEqual(['USD', 'EUR']);
    expect(ledger.rowsOf('a', 'USD').map(({ txn_id }) => txn_id)).toEqual(['SMALL']);
  });

  test('lists an account’s rows in the order of time, whatever order they came in', () => {
    expect(ledger.rowsOf('A', 'USD').map(({ txn_id }) => txn_id)).toEqual(['EARLY', 'LATE']);
    expect(ledger.rowIdsOf('A', 'USD', 1)).toEqual(['EARLY']);
    expect(ledger.rowsOf('Z', 'USD')).toEqual([]);
  });

  test('keeps rows of one instant in the order they came in, on the account and in the entity', () => {
    const rows = Array.from({ length: 50 }, (_, at) => flow(`R${at}`, at % 3 === 0 ? 'A' : 'a', '10:00', '-1.00'));
    const shared = ledgerOf([account('A', '1.00'), account('a', '1.00')], [], rows);
    const idsOf = (id: string) => rows.filter(({ account_id }) => account_id === id).map(({ txn_id }) => txn_id);
    expect(shared.rowIdsOf('A', 'USD', 99)).toEqual(idsOf('A'));
    expect(shared.rowIdsOf('a', 'USD', 99)).toEqual(idsOf('a'));
    expect(shared.entityPosition('North', 'USD', 'all')?.outflowMinor).toBe(5_000n);
  });

  test('holds amounts of fifteen digits and their sums to the cent', () => {
    const rows = Array.from({ length: 30 }, (_, at) => flow(`R${at}`, 'A', '10:00', '-9999999999999.99'));
    const large = ledgerOf([account('A', '0.01')], [], rows);
    expect(large.findPayment('R7')?.amount.toFixed(2)).toBe('9999999999999.99');
    expect(large.accountPosition('A', 'USD', 'all')?.lowestFrom(0)).toBe(1n - 30n * 999_999_999_999_999n);
    expect(large.profileOf('A', 'USD')?.paidTo('ACME  works')).toBe(30n * 999_999_999_999_999n);
  });

  test('knows its entities, their buffers and its day', () => {
    expect(ledger.entities()).toEqual(['North', 'South']);
    expect(ledger.bufferFor('South', 'USD')).toEqual({
      entity: 'South',
      currency: 'USD',
      minimum: decimal('20.00'),
      cutoffUtc: null,
    });
    expect(ledger.bufferFor('South', 'EUR')).toBeUndefined();
    expect(ledger.day).toBe('2026-01-22');
    expect(ledgerOf([], [], []).day).toBeNull();
  });

  test('adds up an entity from all its accounts in one currency', () => {
    const position = ledger.entityPosition('North', 'USD', 'all')!;
    expect([position.openingMinor, position.inflowMinor, position.outflowMinor]).toEqual([10_100n, 350n, 526n]);
    expect(ledger.entityPosition('North', 'USD', 'certain')?.flowCount).toBe(1);
    expect(ledger.entityPosition('South', 'EUR', 'all')).toBeUndefined();
  });

  test('has no position for an account, or for its entity, whose opening balance is missing', () => {
    const unopened = ledgerOf([account('A', '1.00')], [], [flow('X', 'GHOST', '09:00', '-1.00')]);
    expect(unopened.accountPosition('GHOST', 'USD', 'all')).toBeUndefined();
    expect(unopened.entityPosition('North', 'USD', 'all')).toBeUndefined();
  });

  test('holds many thousand rows exactly', () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => flow(`T${index}`, 'A', '10:00', `-${index}.01`));
    const many = ledgerOf([account('A', '0.00')], [], rows);
    expect(many.accountPosition('A', 'USD', 'all')?.outflowMinor).toBe(1_249_755_000n);
    expect(many.findPayment('T4999')).toEqual(rows[4_999]);
    expect(many.accountPosition('A', 'USD', 'all')?.curveWith([]).at(at('10:00'))).toBe(-1_249_755_000n);
  });

  test.each([
    ['a transaction twice', { rows: [flow('T', 'A', '09:00', '-1.00'), flow('T', 'A', '10:00', '-1.00')] }],
    ['an account twice in one currency', { accounts: [account('A', '1.00'), account('A', '2.00')] }],
    ['a buffer twice', { buffers: [buffer('1.00'), buffer('2.00')] }],
    ['more decimals than the currency has', { rows: [flow('T', 'Y', '09:00', '-1.50', { currency: 'JPY' })] }],
    [
      'an account of two entities',
      { rows: [flow('T', 'Z', '09:00', '-1.00'), flow('U', 'Z', '09:00', '-1.00', { entity: 'South' })] },
    ],
  ])('with %s is refused', (_what, content) => {
    expect(() => createLedger({ name: 'broken', accounts: [], buffers: [], rows: [], ...content })).toThrow(
      /second|has 0 decimals|belongs to/,
    );
  });
});
