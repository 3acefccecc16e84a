import { cashPosition } from '../../../src/domain/liquidity/cash-position';
import type { Ledger } from '../../../src/domain/liquidity/ledger/ledger';
import { createLedger } from '../../../src/domain/liquidity/ledger/ledger';
import { account, at, flow, ledgerOf, testDay, termsWith } from '../../domain/liquidity/ledger-fixture';
import { bytesOf, cards, chartOf, chartsOf, textOf, validationEvents } from '../read-card';
import { assessedAt, demoLedger, demoTerms } from './demo-liquidity';

const basis = { ledger: { name: 'demo', asOf: `${testDay}T10:20:00Z` }, ratesAsOf: `${testDay}T06:00:00Z` };

function cardOf(ledger: Ledger, usdPerUnit: Readonly<Record<string, number>> = { EUR: 1.1 }, nowMs = at('12:00')) {
  const { rate } = termsWith({ usdPerUnit });
  return cards.cashCard(cashPosition(ledger, { nowMs, baseCurrency: 'USD', rate }), basis);
}

describe('the cash position on a card', () => {
  test('of the demo adds everything up, shows the day as a picture, and each bank, entity and currency', () => {
    const { rate } = demoTerms;
    const position = cashPosition(demoLedger, { nowMs: assessedAt, baseCurrency: 'USD', rate });
    const card = cards.cashCard(position, basis);
    expect(validationEvents(card)).toEqual([]);
    const text = textOf(card);
    expect(text).toContain('Cash position, 22 Jan 2026');
    expect(text).toMatch(/50,406,569\.13 USD available now/);
    expect(text).toContain('Hudson Clearing Bank, GroupTreasuryCo');
    expect(chartOf(card).data[0]?.values).toHaveLength(49);
    // Account numbers are masked, as on every card.
    expect(text).not.toContain('ACC-BAN-001');
  });

  test('says that nothing can be added up where a rate is missing, and shows each currency all the same', () => {
    const ledger = ledgerOf([account('A', '100.00'), account('B', '7.00', { currency: 'EUR' })], [], []);
    const card = cardOf(ledger, {});
    expect(validationEvents(card)).toEqual([]);
    expect(textOf(card)).toContain('No sum of all: there is no rate young enough for EUR.');
    expect(textOf(card)).toContain('bank not recorded, North');
    expect(chartsOf(card)).toEqual([]);
  });

  test('names accounts that do not add up to the bank’s own balance', () => {
    const why = 'because';
    const ledger = createLedger({
      name: 'test',
      accounts: [account('A', '100.00')],
      buffers: [],
      rows: [],
      proofs: [{ accountId: 'A', currency: 'USD', day: testDay, state: 'not_proven', why }],
    });
    expect(textOf(cardOf(ledger))).toContain('1 account does not add up');
  });

  test('shows the largest of very many accounts, says how many there are, and stays a card', () => {
    const name = (index: number) => `Bank of a long and important name number ${index}`;
    const accounts = Array.from({ length: 300 }, (_, index) => ({
      ...account(`DE${String(index).padStart(20, '0')}`, `${(index + 1) * 1_000_000}.55`, {
        entity: `Entity${index % 40}`,
      }),
      bank: name(index),
    }));
    const card = cardOf(
      ledgerOf(accounts, [], [flow('T', accounts[0]!.account_id, '09:00', '-5.00', { entity: 'Entity0' })]),
    );
    expect(validationEvents(card)).toEqual([]);
    expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
    expect(textOf(card)).toMatch(/The \d+ largest of 300/);
    expect(textOf(card)).toContain('300,000,000.55');
    expect(textOf(card)).not.toContain('| 1,000,000.55');
  });

  test('shows a bank’s name as text, whatever is in it', () => {
    const hostile = { ...account('A', '1.00'), bank: '[pay](https://evil.example) **now**' };
    expect(JSON.stringify(cardOf(ledgerOf([hostile], [], [])))).not.toContain('[pay](https');
  });
});
