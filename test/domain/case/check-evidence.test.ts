import { liquidityFault } from '../../../src/domain/case/run/check-evidence';
import { impact, vendorPayment } from '../policy/sample-evidence';

describe('liquidity evidence', () => {
  const part = { ...vendorPayment, amount: 2_000_000, full_amount: vendorPayment.amount };

  it('of the part fits a payment of which only a part shall go', () => {
    expect(liquidityFault(impact('NONE', { payment: part }), part)).toBeNull();
  });

  it('of the whole does not fit its part, nor the part’s the whole', () => {
    const fault = { kind: 'liquidity_of_another', fields: ['amount'] };
    expect(liquidityFault(impact('NONE'), part)).toEqual(fault);
    expect(liquidityFault(impact('NONE', { payment: part }), vendorPayment)).toEqual(fault);
  });
});
