import fc from 'fast-check';
import { createExactSum } from '../../../../src/domain/liquidity/ledger/exact-sum';

const most = 10 ** 15 - 1;

test('a sum of many amounts is the exact one, far beyond what a number holds', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
      fc.array(fc.integer({ min: -most, max: most })),
      (start, amounts) => {
        const sum = createExactSum(start);
        for (const amount of amounts) sum.add(amount);
        expect(sum.total()).toBe(amounts.reduce((total, amount) => total + BigInt(amount), start));
      },
    ),
  );
  const large = createExactSum();
  for (let count = 0; count < 1_000; count += 1) large.add(most);
  expect(large.total()).toBe(1_000n * BigInt(most));
});
