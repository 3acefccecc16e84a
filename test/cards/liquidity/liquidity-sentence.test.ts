import fc from 'fast-check';
import { english } from '../../../src/cards/words/english/english';
import { keyMoments } from '../../../src/cards/liquidity/key-moments';
import { liquiditySentence } from '../../../src/cards/liquidity/liquidity-sentence';
import { liquiditySubject } from '../../../src/cards/liquidity/liquidity-subject';
import { createAccountMask } from '../../../src/cards/words/account-mask';
import type { LiquidityScreening } from '../../../src/domain/evidence/liquidity-screening';
import type { LedgerRow } from '../../../src/domain/payment/ledger-row';
import { account, buffer, flow, ledgerOf, termsWith, testDay } from '../../domain/liquidity/ledger-fixture';
import { assess } from './demo-liquidity';
import { cards, chartOf } from '../read-card';

function ask(amount: number, flows: readonly LedgerRow[], at = '11:00', terms = termsWith({})): LiquidityScreening {
  const ledger = ledgerOf([account('ACC-N-001', '1000.00'), account('ACC-N-002', '100.00')], [buffer('500.00')], flows);
  const payment = { amount, currency: 'USD', account_id: 'ACC-N-001', timestamp_utc: `${testDay}T${at}:00Z` };
  return assess(payment, { ledger, terms });
}

function sentenceOf(result: LiquidityScreening): string {
  const { icon, word, text } = liquiditySentence(result, liquiditySubject(result, { words: english }));
  return `${icon} ${word}: ${text}`;
}

function momentsOf(result: LiquidityScreening): string[] {
  return keyMoments(result, liquiditySubject(result, { words: english })).map(({ when, balance, against }) =>
    [when, balance, against].join(' | '),
  );
}

const out = (time: string, amount: string) => flow(`T-${time}`, 'ACC-N-001', time, amount);

describe('the sentence', () => {
  it('does not blame a payment for a buffer that is broken already', () => {
    expect(sentenceOf(ask(100, [out('09:00', '-600.00')]))).toBe(
      '⚠ CRITICAL: Account •••001 is already under its buffer of 500 USD since 09:00 UTC, without this payment. With it the lowest balance is 300 USD at 11:00 UTC, 200 USD under.',
    );
  });

  it('says where the payment itself keeps the buffer, broken only before it', () => {
    expect(sentenceOf(ask(100, [out('09:00', '-600.00'), out('10:00', '900.00')]))).toBe(
      '⚠ BREACH: Account •••001 is already under its buffer of 500 USD since 09:00 UTC, without this payment. From its own time on the payment keeps the buffer.',
    );
  });

  it('says what part of the gap comes from other flows', () => {
    expect(sentenceOf(ask(100, [out('12:00', '-550.00')]))).toBe(
      '⚠ CRITICAL: With this payment account •••001 would fall to 350 USD at 12:00 UTC, 150 USD under its buffer of 500 USD. 50 USD of that comes from the day’s other flows alone.',
    );
  });

  it('names the start of the day where the opening balance is the lowest', () => {
    expect(sentenceOf(ask(100, [out('09:00', '2000.00')]))).toBe(
      '✓ No breach: With this payment account •••001 stays 500 USD above its buffer of 500 USD; its lowest balance is 1,000 USD at the start of the day.',
    );
  });

  it('warns where it gets close', () => {
    expect(sentenceOf(ask(500, []))).toContain('account •••001 keeps exactly its buffer of 500 USD');
    expect(sentenceOf(ask(460.5, []))).toMatch(/^⚠ WARNING, close to the buffer: .* stays 39\.50 USD above /);
  });

  it('speaks of the entity where the entity decides', () => {
    const strict = termsWith({ deciding_scope: 'entity' });
    expect(sentenceOf(ask(700, [], '11:00', strict))).toContain(
      'With this payment the USD total of North would fall to 400 USD',
    );
  });
});

describe('the moments of the day', () => {
  it('keep the opening apart from a payment at midnight', () => {
    expect(momentsOf(ask(100, [], '00:00'))).toEqual([
      'Opening | 1,000 | ✓ 500 over',
      '00:00 this payment, lowest balance | 900 | ✓ 400 over',
      'End of day | 900 | ✓ 400 over',
    ]);
  });

  it('tell when the buffer holds again', () => {
    expect(momentsOf(ask(600, [out('09:00', '-100.00'), out('14:00', '250.00')]))).toEqual([
      'Opening | 1,000 | ✓ 500 over',
      '11:00 this payment, first under the buffer, lowest balance | 300 | ⚠ 200 under',
      '14:00 buffer holds again | 550 | ✓ 50 over',
      'End of day | 550 | ✓ 50 over',
    ]);
  });

  it('claim no more than the curve knows on a day with too many flows to list', () => {
    const minutes = [...Array(60).keys()].map((minute) => {
      return out(`10:${String(minute).padStart(2, '0')}`, minute % 2 === 0 ? '-100.00' : '100.00');
    });
    const result = ask(450, minutes);
    expect(result.curve?.exact).toBe(false);
    expect(momentsOf(result)).toEqual([
      'Opening | 1,000 | ✓ 500 over',
      '11:00 this payment, lowest balance | 550 | ✓ 50 over',
      'End of day | 550 | ✓ 50 over',
    ]);
    const early = ask(450, minutes, '10:00');
    expect(momentsOf(early)[1]).toBe('10:00 this payment, first under the buffer, lowest balance | 450 | ⚠ 50 under');
    expect(momentsOf(early)[2]).toBe('10:59 buffer holds again | at least 500 | ✓ at least 0 over');
  });

  it('are at most eight, in the order of the day, and agree with the evidence whatever the flows', () => {
    const flows = fc.array(
      fc.record({ minute: fc.integer({ min: 0, max: 1439 }), amount: fc.integer({ min: -900, max: 900 }) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        flows,
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 0, max: 1439 }),
        (drawn, amount, minute) => {
          const clock = (of: number) =>
            `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
          const rows = drawn
            .filter(({ amount: signed }) => signed !== 0)
            .map(({ minute: of, amount: signed }, index) => flow(`T${index}`, 'ACC-N-001', clock(of), `${signed}.00`));
          const result = ask(amount, rows, clock(minute));
          const moments = keyMoments(result, liquiditySubject(result, { words: english }));
          const balances = moments.map(({ balance }) => Number(balance.replaceAll(',', '')));
          const found = result.breach_assessment;
          expect(moments.length).toBeLessThanOrEqual(8);
          expect(Math.min(...balances)).toBe(found.projected_min_balance);
          expect(moments.some(({ against }) => against.startsWith('⚠'))).toBe(found.breach);
          const times = moments.slice(1, -1).map(({ when }) => when.slice(0, 5));
          expect(times).toEqual([...times].sort());
          const drawnCurve = chartOf(cards.liquidityCard(result)).data[0]!.values;
          const hours = drawnCurve.map(({ x }) => x);
          expect(hours).toEqual([...hours].sort((a, b) => a - b));
          expect([hours[0], hours.at(-1)]).toEqual([0, 24]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('masks whole account numbers only, never a number within another', () => {
  const mask = (text: string, accounts: string[]) => createAccountMask(accounts).within(text, accounts);
  expect(mask('12345 and 123456 of 1234, not AB1234', ['1234', '12345'])).toBe('•••45 and 123456 of •••34, not AB1234');
  expect(mask('A keeps its name', ['A'])).toBe('A keeps its name');
  expect(mask('a.c*1 is masked as it is written', ['a.c*1'])).toBe('•••*1 is masked as it is written');
});
