/** The words of a payment run's card, in Turkish. */
import type { Words } from '../../words';

export const turkishPaymentRun: Words['paymentRun'] = {
  title: (name) => `Ödeme dosyası ${name}`,
  begun: 'Alınıyor. Yarıda kaldıysa aynı dosyayı yeniden gönderin: hiçbir ödeme iki kez alınmaz.',
  taken: (taken, rows) => `${rows} ödemeden ${taken} tanesi alındı`,
  asOf: (time) => `durum ${time}`,
  broughtBy: (name, at) => `Getiren: ${name}, ${at}`,
  known: (count) => `Daha önce aynı biçimde istenmiş: ${count}`,
  sum: (money, count) => `**${money}**, ödeme sayısı ${count}`,
  duplicates: (count) => `⚠ İki kez istenmiş görünen: ${count}`,
  unusual: (count) => `Önceki ödemelere göre olağan dışı: ${count}`,
  count: (state, count) => `${state}: **${count}**`,
  first: 'Önce bunlara bakın',
  refused: (count) => `Alınmayan: ${count}`,
  refusedRow: (line, why) => `Satır ${line}: ${why}`,
  more: (count) => `ve ${count} tane daha`,
  approve: (count) => `Devam eden ${count} ödemeyi onayla`,
  approveNote: (sums, oneByOne) =>
    `${sums}. Bu dosyada devam eden ve sizi bekleyen her ödeme, şimdi gösterildiği gibi.${oneByOne === 0 ? '' : ` Alışılmadık ${oneByOne} ödeme (⚠) bunun dışında: açıp orada karar verin.`} Her ödeme tek tek denetlenir ve kaydedilir.`,
  confirm: 'Onayla',
  approved: (count, complete) => `✓ Geçerli onayınız: ${count}; tamamlanan ödeme: ${complete}.`,
  left: (count) => `Sizi bekleyen ${count} ödeme daha var: bir kez daha basın.`,
  open: 'Aç',
  refresh: 'Yenile',
  none: 'Gelen ödeme dosyası yok',
  noneWhy: 'Buraya bir pain.001 veya CSV dosyası ekleyin ya da bir tablo yapıştırın.',
  list: 'Ödeme dosyaları',
  named: (name, at) => `${name}, ${at}`,
  listed: (id, named, taken, rows) => `${id}: ${named}, ${rows} ödemeden ${taken}`,
  refusedFile: 'Alınmadı',
};
