import { createFindLastPaidAccount } from '../../src/app/requests/last-paid-account';
import { historyKeys } from '../../src/domain/case/unusual/earlier-payment';

const payee = { beneficiary_name: 'Zenit Inc', beneficiary_account: '12345678' };
const before = { ...payee, payment_id: 'TXN-1', beneficiary_bic: 'CHASUS33XXX' };
const find = createFindLastPaidAccount({
  findEarlier: () =>
    Promise.resolve([
      {
        runId: 'WF-1',
        paymentId: before.payment_id,
        payee: before.beneficiary_name,
        ...historyKeys(before),
        amount: 5,
        currency: 'USD',
        askedAtMs: 0,
        status: 'settled',
      },
    ]),
});

test('the account a payee was last paid on is told where the number or its bank is another', async () => {
  expect(await find({ ...payee, beneficiary_account: '999' })).toEqual({ account: '12345678' });
  expect(await find({ ...payee, beneficiary_bic: 'BOFAUS3N' })).toEqual({
    account: '12345678',
    banks: { before: 'CHASUS33', now: 'BOFAUS3N' },
  });
  for (const same of [payee, { ...payee, beneficiary_bic: 'CHASUS33' }]) expect(await find(same)).toBeNull();
});
