/** The words that reach people in their own chats, in Turkish. */
import type { englishReach } from '../english/reach';

export const turkishReach: typeof englishReach = {
  forPerson: (name) => `${name} için`,
  reminder: (paymentId) => `Hatırlatma: ${paymentId} bekliyor`,
  unreleased: (paymentId) => `Hatırlatma: ${paymentId} onaylandı, bankada çıkarılmadı`,
  releasedNoMore: (name) => `Son saati geçti: artık çıkarılmaz. Geri çekip yeniden isteyebilecek kişi: ${name}.`,
  escalated: (paymentId) => `${paymentId} zamanında yanıtlanmadı`,
  passedOn: (paymentId) => `${paymentId} devredildi`,
  passedTo: (name, by) => `${name}, size devreden: ${by}.`,
  expired: (paymentId) => `${paymentId} son saatini kaçırdı`,
  payment: (amount, payee) => `${amount}, alıcı ${payee}.`,
  forYou: (name) => `${name}, sizi bekliyor.`,
  waitsFor: (whom) => `Beklenen: ${whom}.`,
  ofRole: (names, role) => `${names} (${role})`,
  left: (time, left) => `Son saat ${time}: kalan ${left}.`,
  grace: (time, until, left) =>
    `Son saat ${time} geçti; acil bir ödeme ${until} saatine kadar çıkabilir: kalan ${left}.`,
  noTimeLeft: (time) => `Son saat ${time}: süre kalmadı.`,
  askedToo: (whom) => `Artık yanıtlayabilen: ${whom}.`,
  nothingPaid: 'Hiçbir şey ödenmez.',
  approvalsKept: 'Verilen onaylar geçmişte kalır.',
  nextDate: (date) => `${date} için incelenebilir.`,
  bankSays: (why) => `Bankanın açıklaması: ${why}.`,
  bankSaysNothing: 'Banka neden bildirmedi.',
  bookedShort: (booked, asked, missing) => `Bankada kayda geçen ${booked}, istenen ${asked}: eksik ${missing}.`,
  mayAskAgain: (name) => `Kartından yeniden isteyebilecek kişi: ${name}.`,
  open: 'Aç',
};
