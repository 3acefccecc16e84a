import type { Ledger } from '../../../../src/domain/liquidity/ledger/ledger';
import type { LedgerRow } from '../../../../src/domain/payment/ledger-row';
import { deriveLedger } from '../../../../src/domain/liquidity/statements/derive-ledger';
import type { Settlement } from '../../../../src/domain/liquidity/statements/open-entry';
import type { Statement, StatementEntry } from '../../../../src/domain/liquidity/statements/statement';
import { decimal } from '../../../../src/domain/values/money';
import { account, at, flow, ledgerOf, testDay } from '../ledger-fixture';

const accounts = [account('A', '1000000'), account('B', '0'), account('A', '0', { currency: 'EUR' })];

type Told = Partial<StatementEntry> & { readonly booked?: boolean };

function entry(amount: string, bankReference: string | null, { booked = true, ...more }: Told = {}): StatementEntry {
  return {
    place: `entry ${bankReference ?? 'without reference'}`,
    references: bankReference === null ? ['T1'] : [bankReference, 'T1'],
    bankReference,
    customerReference: more.references ? null : 'T1',
    direction: 'OUT',
    amount: decimal(amount),
    currency: 'USD',
    status: booked ? 'booked' : 'pending',
    day: testDay,
    valueDay: null,
    atMs: null,
    isReturn: false,
    counterparty: '',
    says: '',
    ...more,
  };
}

function statementOf(entries: readonly StatementEntry[], more: Partial<Statement> = {}): Statement {
  return {
    format: 'camt.052',
    id: 'R1',
    account: 'A',
    currency: 'USD',
    asOfMs: at('11:00'),
    isInterim: true,
    isDuplicate: false,
    firstDay: null,
    opening: null,
    closing: null,
    interim: null,
    entries,
    ...more,
  };
}

function queued(amount: string, more: Partial<LedgerRow> = {}): LedgerRow {
  return flow('T1', 'A', '14:30', `-${amount}`, more);
}

function derived(row: LedgerRow, statements: readonly Statement[], settlements: readonly Settlement[] = []) {
  const ledger = ledgerOf(accounts, [], [row]);
  const placed = statements.map((statement) => ({ statement, accountId: statement.account }));
  const result = deriveLedger({ ledger, day: testDay, statements: placed, settlements });
  const changed = new Map(result.accounts.flatMap((account) => [...account.changed]));
  const rows = [...ledger.rows()].map((before) => changed.get(before.txn_id) ?? before);
  const after = ledgerOf(accounts, [], [...rows, ...result.accounts.flatMap(({ added }) => added)]);
  return { ...result, ledger: after };
}

/** Reports one after the other, each later than the one before. */
const reportsOf = (reports: readonly (readonly StatementEntry[])[]): Statement[] =>
  reports.map((entries, index) => statementOf(entries, { id: `R${index}`, asOfMs: at('11:00') + index * 60_000 }));

function after(row: LedgerRow, ...reports: readonly (readonly StatementEntry[])[]): Ledger {
  return derived(row, reportsOf(reports)).ledger;
}

const openOf = (row: LedgerRow, entries: readonly StatementEntry[], more: Partial<Statement> = {}) =>
  derived(row, [statementOf(entries, more)]).open.map(({ reason }) => reason);

const shown = (ledger: Ledger) =>
  [...ledger.rows()].map(({ txn_id: id, amount, status }) => `${id} ${amount.toFixed()} ${status}`).sort();

describe('a payment the bank booked in part', () => {
  test('is settled as far as it was booked, and expected for the rest', () => {
    const ledger = after(queued('250000', { alert_flag: 'F', status: 'ON_HOLD' }), [entry('125000', 'BANK-1')]);
    expect(shown(ledger)).toEqual(['T1 125000 ON_HOLD', 'T1:part:BANK-1 125000 SETTLED']);
    expect(ledger.findPayment('T1')).toMatchObject({ atMs: at('14:30'), alert_flag: 'F' });
    // Booked is not still to come: it was on the account when the statement was true.
    expect(ledger.findPayment('T1:part:BANK-1')).toMatchObject({
      atMs: at('11:00'),
      beneficiary_name: 'Acme Works',
      payment_type: 'SWIFT',
      alert_flag: 'F',
    });
  });

  test('leaves at the bank’s own time where there is one', () => {
    const ledger = after(queued('250'), [entry('100', 'BANK-1', { atMs: at('09:15') })]);
    expect(ledger.findPayment('T1:part:BANK-1')?.atMs).toBe(at('09:15'));
    expect(ledger.findPayment('T1')?.atMs).toBe(at('14:30'));
  });

  test('is settled under its own id when nothing is left, however the parts are reported', () => {
    const parts = [entry('100', 'BANK-1'), entry('50', 'BANK-2'), entry('100', 'BANK-3')];
    const expected = ['T1 100 SETTLED', 'T1:part:BANK-1 100 SETTLED', 'T1:part:BANK-2 50 SETTLED'];
    expect(shown(after(queued('250'), parts))).toEqual(expected);
    expect(shown(after(queued('250'), ...parts.map((part) => [part])))).toEqual(expected);
    expect(shown(after(queued('250'), parts, parts, parts.slice(0, 1)))).toEqual(expected);
  });

  test('without a bank reference is counted as often as one report has it', () => {
    const bookings = [entry('50', null), entry('50', null), entry('70', null)];
    expect(shown(after(queued('250'), bookings.slice(0, 2)))).toEqual([
      'T1 150 QUEUED',
      'T1:part:50 50 SETTLED',
      'T1:part:50/2 50 SETTLED',
    ]);
    expect(after(queued('250'), bookings.slice(0, 2), bookings).findPayment('T1')?.amount.toFixed()).toBe('80');
  });

  test('only pending so far changes nothing: the row expects it already', () => {
    const { accounts: found, ledger } = derived(queued('250'), [
      statementOf([entry('125', 'BANK-1', { booked: false })]),
    ]);
    expect([found[0]?.known, shown(ledger)]).toEqual([1, ['T1 250 QUEUED']]);
  });

  test('and released before is looked at by somebody, who may say that the rest will not come', () => {
    const released = queued('250', { status: 'RELEASED' });
    const statements = [statementOf([entry('240', 'X')])];
    const first = derived(released, statements);
    expect(shown(first.ledger)).toEqual(['T1 10 RELEASED', 'T1:part:X 240 SETTLED']);
    expect(first.open).toMatchObject([{ reason: expect.stringContaining('booked with 240') as string }]);
    const said = { act: 'accept', by: 'Tarik', reason: 'fees', at: '' } as const;
    const then = derived(released, statements, [{ id: first.open[0]!.id, ...said }]);
    expect([shown(then.ledger), then.open]).toEqual([['T1 240 SETTLED'], []]);
  });
});

describe('the rest of a part, which the bank books under the rest’s own id', () => {
  const named = (name: string, amount: string, bank: string, more: Told = {}): StatementEntry =>
    entry(amount, bank, { references: [bank, name], customerReference: name, ...more });
  const [part, rest] = [entry('100', 'B1'), named('T1-REST', '150', 'B2')];
  const bankedAs = (row: LedgerRow, entries: readonly StatementEntry[], settlements: readonly Settlement[] = []) =>
    derived(row, [statementOf(entries)], settlements)
      .accounts.flatMap(({ banked }) => banked)
      .map(({ paymentId, entries: of }) => `${paymentId} ${of.map(({ amount }) => amount).join(' ')}`)
      .sort();

  test.each<[string, StatementEntry[], string[]]>([
    ['after its part', [part, rest], ['T1 150 SETTLED', 'T1:part:B1 100 SETTLED']],
    ['before its part', [rest, part], ['T1 100 SETTLED', 'T1:part:B2 150 SETTLED']],
    ['while its part still waits', [rest], ['T1 100 QUEUED', 'T1:part:B2 150 SETTLED']],
    [
      'in two',
      [rest, named('T1-REST-2', '60', 'B3')],
      ['T1 40 QUEUED', 'T1:part:B2 150 SETTLED', 'T1:part:B3 60 SETTLED'],
    ],
    ['as the rest of a rest', [named('t1-rest-REST', '150', 'B2')], ['T1 100 QUEUED', 'T1:part:B2 150 SETTLED']],
    ['all but told of so far', [{ ...rest, status: 'pending' }], ['T1 250 QUEUED']],
  ])('%s, is expected no more: nothing counts twice', (_what, entries, rows) => {
    expect(shown(after(queued('250'), entries))).toEqual(rows);
  });

  test('and cut at sixteen letters is known all the same', () => {
    const row = flow('TXN-EMRG-001', 'A', '14:30', '-250');
    const cut = named('TXN-EMRG-001-RES', '150', 'B2');
    expect(shown(after(row, [cut]))).toEqual(['TXN-EMRG-001 100 QUEUED', 'TXN-EMRG-001:part:B2 150 SETTLED']);
    const [found] = derived(row, [statementOf([cut])]).accounts.flatMap(({ banked }) => banked);
    expect(found).toMatchObject({ paymentId: 'TXN-EMRG-001-RES', mayBeCut: true });
  });

  test('settles no part, and its part no rest, also where a person says that it is that payment', () => {
    expect(bankedAs(queued('250'), [part, rest])).toEqual(['T1 100', 'T1-REST 150']);
    const [first] = derived(queued('90'), [statementOf([rest])]).open;
    expect(first?.reason).toContain('has amount 150; T1 of the ledger has 90');
    const said = { act: 'match', payment: 'T1', by: 'Tarik', reason: 'it is', at: '' } as const;
    expect(bankedAs(queued('90'), [rest], [{ id: first?.id ?? '', ...said }])).toEqual(['T1-REST 150']);
  });

  test('and sent back is returned, for the rest alone', () => {
    const back = named('T1-REST', '150', 'B3', { direction: 'IN', isReturn: true });
    expect(bankedAs(queued('250'), [part, rest, back])).toEqual(['T1 100', 'T1-REST 150 150']);
  });

  test.each(['T1-RESTORED', 'T10-REST', 'T1REST', 'T1-REST-X'])('is not %s, which is another payment', (name) => {
    expect(shown(after(queued('250'), [named(name, '150', 'B2')]))).toContain('T1 250 QUEUED');
  });
});

describe('an entry that names a payment and does not fit it counts as money of its own, and is named', () => {
  test.each<[string, Partial<LedgerRow>, StatementEntry, string, string]>([
    ['more than the row', {}, entry('250.01', 'X'), 'T1:part:X', 'has amount 250.01; T1 of the ledger has 250'],
    ['the other way', {}, entry('5', 'X', { direction: 'IN' }), 'T1:part:X', 'has direction IN; T1'],
    ['another account', { account_id: 'B' }, entry('5', 'X'), 'A:X', 'has account A; T1 of the ledger has B'],
    ['another currency', { currency: 'EUR' }, entry('5', 'X'), 'A:X', 'has currency USD; T1'],
    ['less than what is settled', { status: 'SETTLED' }, entry('5', 'X'), 'T1:part:X', 'has amount 5; T1'],
  ])('%s', (_what, row, wrong, id, message) => {
    const result = derived(queued('250', row), [statementOf([wrong])]);
    expect(result.open).toMatchObject([{ reason: expect.stringContaining(message) as string, counts: true }]);
    expect(result.ledger.findPayment(id)).toMatchObject({ status: 'SETTLED', direction: wrong.direction });
    expect(result.ledger.findPayment('T1')?.amount.toFixed()).toBe('250');
  });

  test('until a person says what it is', () => {
    const statements = [statementOf([entry('251', 'X'), entry('9', 'Y', { references: ['Y'] })])];
    const [open] = derived(queued('250'), statements).open;
    const say = (act: Settlement['act'], payment?: string) =>
      derived(queued('250'), statements, [
        { id: open!.id, act, payment, by: 'Tarik', reason: 'asked the bank', at: '' },
      ]);
    expect(shown(say('match', 'T1').ledger)).toEqual(['A:Y 9 SETTLED', 'T1 251 SETTLED']);
    expect(say('match', 'T1').open).toEqual([]);
    expect(shown(say('accept').ledger)).toEqual(['A:Y 9 SETTLED', 'T1 250 QUEUED', 'T1:part:X 251 SETTLED']);
    expect(say('accept').open).toEqual([]);
    expect(shown(say('refuse').ledger)).toEqual(['A:Y 9 SETTLED', 'T1 250 QUEUED']);
    expect(say('refuse').open).toMatchObject([{ counts: false, reason: 'refused by Tarik: asked the bank' }]);
  });
});

describe('a booking that only the bank named', () => {
  const other = queued('250');
  const banks = (amount: string, more: Told = {}): StatementEntry =>
    entry(amount, 'B7', { references: ['B7'], ...more });

  test.each(['500', '700', '710'])('is booked whole, with what the bank booked of 700: %s', (amount) => {
    const pending = banks('700', { booked: false, direction: 'IN' });
    const booked = banks(amount, { direction: 'IN' });
    expect(shown(after(other, [pending], [booked], [booked]))).toEqual([`A:B7 ${amount} SETTLED`, 'T1 250 QUEUED']);
  });
});

describe('a payment of the desk that the ledger has not', () => {
  const desk = queued('250');
  const pays = (amount: string, bank: string | null, more: Told = {}): StatementEntry => {
    const references = bank === null ? ['PAY-1'] : [bank, 'PAY-1'];
    return entry(amount, bank, { references, customerReference: 'PAY-1', ...more });
  };

  test('is found by its own id once it is booked, and known by either reference', () => {
    const alone = entry('100', 'B1', { references: ['B1'], customerReference: null });
    for (const reports of [
      [[pays('100', 'B1')]],
      [[pays('100', 'B1')], [pays('100', 'B1')], [alone]],
      [[pays('100', null)], [pays('100', null)], [pays('100', 'B1')], [alone]],
      [[pays('90', 'B1', { booked: false })], [pays('100', 'B1')], [alone]],
    ])
      expect(shown(after(desk, ...reports))).toEqual(['PAY-1 100 SETTLED', 'T1 250 QUEUED']);
  });

  test('is returned where all of it comes back', () => {
    const back = pays('100', 'B2', { direction: 'IN', isReturn: true });
    expect(shown(after(desk, [pays('100', 'B1')], [back]))).toEqual([
      'PAY-1 100 RETURNED',
      'PAY-1:return:B2 100 SETTLED',
      'T1 250 QUEUED',
    ]);
  });

  test('is not called settled where two entries of the day, or none that goes out, have its name', () => {
    const rest = (entries: StatementEntry[]) => shown(after(desk, entries)).filter((row) => !row.startsWith('T1'));
    expect(rest([pays('100', 'B1'), pays('1', 'B2')])).toEqual(['A:B1 100 SETTLED', 'A:B2 1 SETTLED']);
    expect(rest([pays('100', 'B1', { direction: 'IN' })])).toEqual(['A:B1 100 SETTLED']);
    expect(rest([pays('100', 'B1', { booked: false })])).toEqual(['A:B1 100 QUEUED']);
    expect(rest([pays('100', 'B1', { customerReference: 'X:part:B9' })])).toEqual(['A:B1 100 SETTLED']);
  });
});

describe('a fee booked under the payment’s own name', () => {
  const [fee, paid] = [entry('0.25', 'F'), entry('50', 'P')];

  test.each<[string, StatementEntry[][]]>([
    ['before it', [[fee, paid]]],
    [
      'after it, and in the next report',
      [
        [paid, fee],
        [paid, fee],
      ],
    ],
    ['in an earlier report', [[fee], [fee, paid], [paid, fee]]],
    ['in a later report', [[paid], [paid, fee]]],
  ])('does not keep the payment open: %s', (_what, reports) => {
    expect(shown(after(queued('50'), ...reports))).toEqual(['T1 50 SETTLED', 'T1:part:F 0.25 SETTLED']);
  });
});

describe('a batch', () => {
  const batch = (amount: string) =>
    entry(amount, 'B', { references: ['B'], customerReference: null, partNames: ['T1', 'T2'] });
  const both = ledgerOf(accounts, [], [queued('250'), flow('T2', 'A', '14:30', '-50')]);
  const rowsOf = (amount: string) => {
    const placed = [{ statement: statementOf([batch(amount)]), accountId: 'A' }];
    const [own] = deriveLedger({ ledger: both, day: testDay, statements: placed, settlements: [] }).accounts;
    return [...own!.changed.values(), ...own!.added].map(({ txn_id: id, status }) => `${id} ${status}`);
  };

  test('is matched to its parts where the ledger’s amounts make it up, and is one flow otherwise', () => {
    expect(rowsOf('300')).toEqual(['T1 SETTLED', 'T2 SETTLED']);
    expect(rowsOf('299')).toEqual(['A:B SETTLED']);
  });
});

describe('what the bank’s balances prove', () => {
  const balance = (amount: string, day: string) => ({ amount: decimal(amount), currency: 'USD', day });
  const final = (opening: string, closing: string, entries: StatementEntry[], more: Partial<Statement> = {}) =>
    statementOf(entries, {
      format: 'camt.053',
      isInterim: false,
      firstDay: testDay,
      asOfMs: at('20:00'),
      opening: balance(opening, testDay),
      closing: balance(closing, testDay),
      ...more,
    });
  const proofOf = (row: LedgerRow, statements: Statement[]) => derived(row, statements).accounts[0]!.proof;

  test('a row the ledger calls settled and the statement does not have keeps the account from being proven', () => {
    const proof = proofOf(queued('250', { status: 'SETTLED' }), [final('900', '900', [])]);
    expect(proof).toMatchObject({ state: 'not_proven', accountId: 'A' });
    expect(proof.why).toContain('The ledger calls T1 settled; the statements do not have it.');
  });

  test('an interim balance proves what was booked until then', () => {
    const [first, second] = [entry('10', 'B1'), entry('20', 'B2')];
    const report = (entries: StatementEntry[], interim: string, time: string) =>
      statementOf(entries, { id: time, asOfMs: at(time), interim: balance(interim, testDay) });
    expect(proofOf(queued('250'), [report([first], '999990', '10:00')]).state).toBe('proven');
    const later = report([first, second], '999970', '12:00');
    expect(proofOf(queued('250'), [report([first], '999990', '10:00'), later]).state).toBe('proven');
    // The report in between did not come.
    expect(proofOf(queued('250'), [report([second], '999970', '12:00')]).state).toBe('not_proven');
  });

  test('two statements of a day that go on from one another count both, whichever came first', () => {
    const morning = final('900', '890', [entry('10', 'B1', { references: ['B1'] })], { id: '1', asOfMs: at('12:00') });
    const evening = final('890', '880', [entry('10', 'B2', { references: ['B2'] })], { id: '2' });
    for (const both of [
      [morning, evening],
      [evening, morning],
      [evening, morning, evening],
    ]) {
      const { accounts: found } = derived(queued('250'), both);
      expect(found[0]).toMatchObject({ proof: { state: 'proven' }, added: [{}, {}] });
      expect(found[0]?.opening?.toFixed()).toBe('900');
    }
    expect(proofOf(queued('250'), [evening]).state).toBe('proven');
  });

  test('a statement that lacks one in between does not add up, and says by how much', () => {
    const first = final('900', '890', [entry('10', 'B1')], { id: '1', asOfMs: at('12:00') });
    const third = final('500', '490', [entry('10', 'B3')], { id: '3' });
    const proof = proofOf(queued('250'), [first, third]);
    expect(proof.state).toBe('not_proven');
    expect(proof.why).toContain("the bank's closing balance is 490");
  });

  test('a day that opens otherwise than the day before closed is not proven', () => {
    const before = statementOf([], {
      format: 'camt.053',
      isInterim: false,
      id: '0',
      asOfMs: at('09:00') - 86_400_000,
      closing: balance('700', '2026-01-21'),
    });
    expect(proofOf(queued('250'), [before, final('900', '900', [])]).why).toContain('the day before closed with 700');
  });

  test('the same statement in two formats is counted once', () => {
    const camt = final('900', '880', [entry('10', 'B1'), entry('10', null)]);
    const mt = final(
      '900',
      '880',
      [entry('10', null, { says: 'm' }), entry('10', 'C9', { says: 'm', customerReference: null })],
      {
        format: 'MT940',
        id: 'M',
        asOfMs: at('21:00'),
      },
    );
    for (const both of [
      [camt, mt],
      [mt, camt],
    ]) {
      const result = derived(queued('250'), both).accounts[0]!;
      expect([result.bank.bookings.length, result.proof.state]).toEqual([2, 'proven']);
    }
  });

  test('an old closing balance says nothing of a day after working days nobody told of', () => {
    const old = (day: string) =>
      statementOf([], {
        format: 'MT940',
        isInterim: false,
        asOfMs: Date.parse(`${day}T20:00:00Z`),
        closing: balance('400', day),
      });
    expect(derived(queued('250'), [old('2026-01-15')]).accounts[0]?.opening).toBeNull();
    expect(derived(queued('250'), [old('2026-01-21')]).accounts[0]?.opening?.toFixed()).toBe('400');
  });

  test('reasons of open entries name file and line, not a draft’s', () => {
    expect(openOf(queued('250'), [entry('251', 'X', { place: 'day.xml:7' })])[0]).toContain('T1 of the ledger has 250');
  });
});
