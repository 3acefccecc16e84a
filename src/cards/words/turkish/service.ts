/** What `/status` without a payment says, in Turkish. */
import type { InForceKind } from '../../../ports/house';
import type { englishService, ServiceSource } from '../english/service';

const sources: Readonly<Record<ServiceSource, string>> = {
  policy: 'Değişen politika yürürlükte değil',
  workflow: 'Değişen iş akışı yürürlükte değil',
  runbooks: 'Bir prosedür politikanın gerisinde kaldı',
  people: 'Değişen kişiler dosyası yürürlükte değil',
  ledger: 'Değişen defter yürürlükte değil',
};

const inForce: Readonly<Record<InForceKind, string>> = {
  policy: 'politika',
  watch_lists: 'yaptırım listeleri',
  ledger: 'defter',
  people: 'kişiler dosyası',
  workflow: 'iş akışı',
};

/** By their names in English. */
const duties: Readonly<Record<string, string>> = {
  'policy files': 'politika dosyaları',
  'people file': 'kişiler dosyası',
  'workflow file': 'iş akışı dosyası',
  'statements and ledger': 'ekstreler ve defter',
  'what is in force': 'yürürlükte olanlar',
  'waiting payments': 'bekleyen ödemeler',
  'screening of waiting payments': 'bekleyen ödemelerin taranması',
  'payments in bank statements': 'ekstrelerdeki ödemeler',
  deadlines: 'süreler',
  'payment files': 'ödeme dosyaları',
  'announcing payment runs': 'ödeme dosyalarının duyurulması',
  'what cards rest on': 'kartların dayandıkları',
  delegations: 'vekâletler',
  'unfinished reviews': 'bitmemiş incelemeler',
  cards: 'kartlar',
  database: 'veritabanı',
  'chosen languages': 'seçilen diller',
  'audit chain': 'denetim izi',
  'audit anchors in a file': 'dosyadaki denetim imzaları',
  'audit anchors in blob storage': 'nesne deposundaki denetim imzaları',
  'audit anchors with time stamps': 'zaman damgalı denetim imzaları',
};

export const turkishService: typeof englishService = {
  title: 'Yürürlükte olan',
  moreTroubles: (count) => `${count} tane daha var; hepsi günlükte.`,
  list: (name, entries, published) =>
    `Yaptırım listesi: ${name}, ${entries} kayıt, ${published === null ? 'günü bilinmiyor' : `yayın günü ${published}`}`,
  ledger: (name, day, asOf) =>
    `Defter: ${name}, ${day === null ? 'günü bilinmiyor' : `gün ${day}`}, ${asOf === null ? 'yaşı bilinmiyor' : `veri saati ${asOf}`}`,
  buffers: (areLedgers) => `Tamponlar: ${areLedgers ? 'defterin kendi tamponları' : 'politikanın tamponları'}`,
  rules: (policy, workflow, version) => `Politika ${policy}, iş akışı ${workflow} ${version}`,
  demoDay: 'DENEME GÜNÜ: iş saati benzetimdir.',
  duties,
  outOfStep: {
    readsOther: (of) => `Okuduğu sürüm yürürlüktekinden başka: ${inForce[of]}.`,
    clockApart: 'Saati ile veritabanının saati arasındaki fark fazla.',
    olderRelease: (than) => `Daha yeni bir sürüm çalışıyor ve yazdığı ödemeler burada okunamıyor: ${than}.`,
  },
  troubles: {
    takesNoWork: 'Bu süreç iş almıyor.',
    takesTooLong: 'Çok uzun sürüyor.',
    dutyFails: (duty, why) => `Aksayan: ${duty}. ${why}`,
    inboxUnread: 'Ekstreler alınmıyor: gelen klasörüne bakılamıyor; nedeni günlükte.',
    statementStuck: (file) => `Bir ekstre ne alınabiliyor ne kaldırılabiliyor: ${file}; nedeni günlükte.`,
    cardUndelivered: (paymentId, answer, isGivenUp) =>
      `${paymentId} kartı ulaştırılamadı: sohbetin yanıtı ${answer ?? 'yok'}, ${isGivenUp ? 'ödeme değişene dek denenmeyecek' : 'yeniden deneniyor'}.`,
    moreCardsUndelivered: 'Ulaştırılamayan başka kartlar da var.',
    notInForce: (of, why) => `${sources[of]}: ${why}`,
    rolesNobodyHolds: (roles) => `${roles} rolünü taşıyan kimse yok: bunu isteyen bir ödeme boşuna bekler.`,
    ledgerBeingRead: 'Değişen defter okunuyor; o zamana dek önceki geçerli.',
    notProven: (account, why) => `${account} doğrulanmadı, bu hesaptan hiçbir şey çıkmaz: ${why}`,
    entriesWait: (count) => `Ekstrelerden ${count} kayıt birini bekliyor: desk statements unmatched.`,
    calendarEnds: (users, name, lastDay) =>
      `${users} takvimi (${name}) ${lastDay} günü bitiyor: policy/calendars.yaml uzatılmalı, yoksa sonrasında hiçbir şey gitmez.`,
  },
};
