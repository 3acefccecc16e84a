import fc from 'fast-check';
import { isPaymentReference, paymentText } from '../../../src/domain/payment-file/payment-text';
import { anyLetter } from '../../fakes/any-letter';

describe('text of a payment file', () => {
  it.each([
    ['ACME Corp', 'ACME Corp'],
    ['Müller & Söhne GmbH', 'Muller + Sohne GmbH'],
    ['Şahin Çelik A.Ş.', 'Sahin Celik A.S.'],
    ['Иванов', 'Ivanov'],
    ['株式会社', 'ZhuShiHuiShe'],
    ['Smith; Sons [UK] "Ltd"', "Smith, Sons (UK) 'Ltd'"],
    ['//urgent//now/', 'urgent/now'],
    ['a\u0301cute', 'acute'],
    ['100 % of it', '100 . of it'],
    ['  much   space\u00a0here ', 'much space here'],
  ])('%s is sent as %s', (text, sent) => {
    expect(paymentText(text)).toBe(sent);
  });

  it('is refused where nothing of it can be read', () => {
    expect(paymentText('***')).toBeNull();
    expect(paymentText('')).toBeNull();
  });

  it('never has a letter that banks do not take, and is sent as itself the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyLetter, maxLength: 80 }), (text) => {
        const sent = paymentText(text);
        if (sent === null) return;
        expect(sent).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]+$/);
        expect(sent).not.toMatch(/^\/|\/\/|\/$|^ | $| {2}/);
        expect(paymentText(sent)).toBe(sent);
      }),
    );
  });
});

describe('an id as a reference', () => {
  it.each(['TXN-1', 'PAY-0123456789ab', 'A.b', 'X'.repeat(35)])('%s can stand in a file', (id) => {
    expect(isPaymentReference(id)).toBe(true);
  });

  it.each(['TXN_1', 'X'.repeat(36), '', '/A', 'A/', 'A//B', 'Ä-1', 'A B'])(
    '"%s" cannot, and is not rewritten',
    (id) => {
      expect(isPaymentReference(id)).toBe(false);
    },
  );
});
