/** The words for what is unusual about a payment, in Turkish. */
import type { englishUnusual } from '../../english/payment/unusual';

export const turkishUnusual: typeof englishUnusual = {
  title: 'Olağandışı',
  line: (findings) => `⚠ Olağandışı: ${findings}`,
  more: (count) => `${count} tane daha`,
  duplicate: (payments, hours) => `${hours} saat içinde aynı alıcı ve tutar: ${payments}`,
  id_used_before: (payments) => `neredeyse aynı numara: ${payments}`,
  new_payee: 'bu alıcıya daha önce hiç ödenmedi',
  changed_bank_details: (before, now) => `alıcının hesabı ${before} idi, şimdi ${now}`,
  country_differs: (countries) => `ülkeler farklı: ${countries}`,
  countries: { payee: 'alıcı', account: 'hesap', bank: 'banka' },
  several_payees_on_account: (payees) => `aynı hesap başka alıcılarda da geçiyor: ${payees}`,
  amount_unlike_before: (times, usual) => `olağan tutarın (${usual}) ${times} katından fazla`,
  together_above_tier: (payments, { hours, sum, role }) =>
    `${hours} saat içinde ${payments} ile birlikte ${sum ?? 'kur olmadığı için USD olarak bilinmeyen bir tutar'}, bu kadarı için onay istenen en düşük rol: ${role}`,
  question: (findings) => `Neden yine de doğru olduğu: ${findings}`,
  questionError: 'Kurallar olağandışı olana bir yanıt istiyor.',
  answer: 'Bu yanıtla onayla',
};
