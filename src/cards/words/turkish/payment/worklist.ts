/** The words of the list of what waits, in Turkish. */
import type { englishWorklist } from '../../english/payment/worklist';

export const turkishWorklist: typeof englishWorklist = {
  nothing: 'Bekleyen ödeme yok',
  title: (count) => `Bekleyen: ${count}`,
  asOf: (time) => `Durum ${time}`,
  parts: {
    waits_for_me: (count) => `Sizi bekleyen: ${count}`,
    waits_for_others: (count) => `Başkalarını bekleyen: ${count}`,
    asked_by_me: (count) => `Sizin istediğiniz: ${count}`,
    to_acknowledge: (count) => `Teslim alınacak: ${count}`,
  },
  row: (amount, payee, paymentId) => `**${amount}**, alıcı **${payee}**  ·  ${paymentId}`,
  decision: (action) => `Karar: **${action}**`,
  underCompliance: 'uyum incelemesinde',
  compliance: 'Sırada ne olduğunu uyum söyler',
  noCutoff: 'bugün son saat yok',
  cutoff: (time) => `son saat ${time}`,
  left: (duration) => `**kalan ${duration}**`,
  passed: (duration) => `⚠ ${duration} önce geçti`,
  asks: (whom) => `Sorulan: ${whom}`,
  restarts: (whom) => `Yeniden başlatabilen: ${whom}`,
  reviewsFor: (whom, date) => `${date} için yeniden inceletebilen: ${whom}`,
  nobody: 'Henüz kimseye sorulmadı',
  open: 'Aç',
  approve: (amount) => `Onayla: ${amount}`,
  refresh: 'Yenile',
  several: (count) => `Birkaçını onayla (${count})`,
  severalNote: (hasUnusual) =>
    hasUnusual
      ? 'İşaretli olan onaylanır. Olağandışı olan (⚠) işaretli değildir: önce ona bakın. Her biri ayrı denetlenir ve kaydedilir.'
      : 'Onaylanmayacak olanın işaretini kaldırın. Her biri ayrı denetlenir ve kaydedilir.',
  confirm: 'İşaretlileri onayla',
  pick: (amount, payee, paymentId) => `${amount}, alıcı ${payee}, ${paymentId}`,
  pickUnusual: (pick) => `⚠ ${pick}`,
  approved: (paymentId) => `✓ ${paymentId}: onayınız sayıldı.`,
  fullyApproved: (paymentId) => `✓ ${paymentId} onaylandı.`,
  refused: (paymentId, why) => `✕ ${paymentId}: ${why}`,
  footer: 'Son saatine en az kalan başta. Aç, ödemeyi yapılabilecek her şeyle gösterir.',
  more: (shown, all) => `${all} ödemeden ilk ${shown}.`,
};
