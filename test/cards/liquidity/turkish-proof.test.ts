/** What an option costs is said in Turkish as in English: every figure the gate has of a conversion, with its accounts masked. */
import { alternativeRows } from '../../../src/cards/liquidity/alternative-rows';
import { liquiditySubject } from '../../../src/cards/liquidity/liquidity-subject';
import { english } from '../../../src/cards/words/english/english';
import { turkish } from '../../../src/cards/words/turkish/turkish';
import type { Words } from '../../../src/cards/words/words';
import { breachResult } from '../payment/case-fixtures';
import { cards, textOf, turkishCards } from '../read-card';
import { assess } from './demo-liquidity';

const source = { entity: 'GroupTreasuryCo', intercompany: false, headroom_after: 900_000, bought: 60_000, rate: 1.2 };
const conversion = {
  kind: 'fx_sweep',
  feasible: true,
  why: '60,000.50 EUR from ACC-GRP-020 and 40,000 GBP from ACC-GRP-030 converts to the 125,000 USD missing at the rates of 2026-01-21 with 0.75 % margin.',
  amount: 125_000,
  rates_as_of: '2026-01-21',
  margin_percent: 0.75,
  sources: [
    { ...source, account_id: 'ACC-GRP-020', currency: 'EUR', amount: 60_000.5 },
    { ...source, account_id: 'ACC-GRP-030', currency: 'GBP', amount: 40_000 },
  ],
} as const;

function said(
  words: Words,
  option = conversion as typeof conversion | (Omit<typeof conversion, 'feasible'> & { feasible: false }),
): string {
  const recommendation = {
    ...breachResult.recommendation,
    alternative_details: [{ ...option, sources: [...option.sources] }],
  };
  const result = { ...breachResult, recommendation };
  const { possible, impossible } = alternativeRows(result, liquiditySubject(result, { words }));
  return [...possible, ...impossible].map(({ text }) => text).join('\n');
}

it('says how much of which currency is converted, at which rates and margin, and for what', () => {
  const told = said(turkish);
  for (const figure of ['60.000,50 EUR', '40.000 GBP', '125.000 USD', '%0,75', '21 Oca 2026', '•••020', '•••030'])
    expect(told).toContain(figure);
  for (const figure of ['60,000.50 EUR', '40,000 GBP', '125,000 USD', '0.75 %', '•••020', '•••030'])
    expect(said(english)).toContain(figure);
  expect(told).not.toMatch(/ACC-/);
});

it('says of none that is converted where it is not enough', () => {
  const told = said(turkish, { ...conversion, feasible: false });
  expect(told).toContain('125.000 USD');
  expect(told).not.toMatch(/EUR|GBP/);
});

it('a share of the day is written as its reader writes numbers', () => {
  const result = assess({ payment_id: 'TXN-EMRG-001' });
  expect(textOf(cards.liquidityCard(result))).toContain('This payment is 13.3 % of what leaves');
  expect(textOf(turkishCards.liquidityCard(result))).toContain('hesaptan çıkanın %13,3 kadarı');
});

it('why nothing queued can be put back is no claim that none of it would help: it may not go today then', () => {
  const text = textOf(turkishCards.liquidityCard(assess({ payment_id: 'TXN-EMRG-001' })));
  expect(text).toContain('ya tampon korunmaz ya da onlar bugün çıkamaz');
});
