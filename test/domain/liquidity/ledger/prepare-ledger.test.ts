import { prepareLedger } from '../../../../src/domain/liquidity/ledger/prepare-ledger';
import { account, buffer, flow, ledgerOf } from '../ledger-fixture';

const content = () =>
  ledgerOf(
    [account('A', '100.00'), account('B', '50.00'), account('S', '10.00', { entity: 'South' })],
    [buffer('10.00')],
    [flow('T1', 'A', '10:00', '-5.00'), flow('T2', 'B', '10:00', '7.00', { status: 'RELEASED' })],
  );

describe('a prepared ledger', () => {
  test('answers as one that builds what it is asked for', () => {
    const [prepared, lazy] = [prepareLedger(content()), content()];
    for (const view of ['all', 'certain'] as const) {
      for (const entity of ['North', 'South']) {
        const [own, other] = [prepared, lazy].map((ledger) => ledger.entityPosition(entity, 'USD', view)!);
        expect([...own!.curveWith([]).steps()]).toEqual([...other!.curveWith([]).steps()]);
      }
    }
    expect(prepared.profileOf('A', 'USD')?.queuedCount).toBe(1);
  });

  test('has built everything: asked again it gives the very same', () => {
    const ledger = prepareLedger(content());
    expect(ledger.accountPosition('A', 'USD', 'certain')).toBe(ledger.accountPosition('A', 'USD', 'certain'));
  });

  test('with one account whose sums are too large still answers for the others', () => {
    const huge = Array.from({ length: 4_700 }, (_, at) => flow(`H${at}`, 'H', '10:00', '-9999999999999.99'));
    const ledger = ledgerOf(
      [account('A', '100.00'), account('H', '1.00', { entity: 'South' })],
      [],
      [flow('T1', 'A', '10:00', '-5.00'), ...huge.map((row) => ({ ...row, entity: 'South' }))],
    );
    prepareLedger(ledger);
    expect(ledger.accountPosition('A', 'USD', 'all')?.lowestFrom(0)).toBe(9_500n);
    expect(() => ledger.accountPosition('H', 'USD', 'all')).toThrow('more than the position can hold exactly');
  });
});
