/** The words for what agents were told of earlier runs, in Turkish. */
import type { englishRecalled } from '../../english/payment/recalled';

export const turkishRecalled: typeof englishRecalled = {
  title: 'Ajanlara söylenen',
  payments: (count, named) => `bu alıcıya daha önceki ödeme sayısı ${count}: ${named}`,
  payment: (id, became, day) => `${id} (${{ paid: 'ödendi', not_paid: 'ödenmedi', open: 'bekliyor' }[became]}, ${day})`,
  more: (count) => `${count} tane daha`,
  usual: (middle, lowest, highest) => `olağan tutar ${middle}, en az ${lowest}, en çok ${highest}`,
  falsePositives: (entries) => `Ajanlara söylenen yanlış alarm kayıtları: ${entries}`,
  falsePositive: (list, uid, day) => `${list} ${uid}, son gün ${day}`,
};
