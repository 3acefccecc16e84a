import type { UnusualFinding } from '../../../src/domain/case/unusual/find-unusual';
import { cards, textOf, turkishCards } from '../read-card';
import { askedTwice, viewOf } from './case-fixtures';

const found = (evidence: UnusualFinding['evidence']): UnusualFinding => ({
  rule: 'unusual-split',
  check: 'together_above_tier',
  consequence: 'question',
  payments: ['PAY-1', 'PAY-2'],
  evidence: { hours: 24, role: 'CFO', count: 3, ...evidence },
});
const read = (shown: typeof cards, evidence: UnusualFinding['evidence']) =>
  textOf(shown.paymentCard(viewOf({ ...askedTwice, unusual: [found(evidence)] })));

test.each([
  [
    cards,
    { usd: '5200000.01' },
    'together with PAY-1, PAY-2 and 1 more within 24 h it is 5,200,000.01 USD, for which at least CFO is asked',
  ],
  [
    cards,
    {},
    'together with PAY-1, PAY-2 and 1 more within 24 h it is an amount not known in USD, for want of a rate, for which at least CFO is asked',
  ],
  [
    turkishCards,
    { usd: '5200000.01' },
    '24 saat içinde PAY-1, PAY-2 ve 1 tane daha ile birlikte 5.200.000,01 USD, bu kadarı için onay istenen en düşük rol: CFO',
  ],
  [
    turkishCards,
    {},
    '24 saat içinde PAY-1, PAY-2 ve 1 tane daha ile birlikte kur olmadığı için USD olarak bilinmeyen bir tutar, bu kadarı için onay istenen en düşük rol: CFO',
  ],
])(
  'payments that are together above a tier are named with their sum and who is asked for it',
  (shown, evidence, text) => {
    expect(read(shown, evidence)).toContain(text);
  },
);
