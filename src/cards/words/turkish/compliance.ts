/** The words about a screening, in Turkish. */
import type { Words } from '../words';

export const turkishCompliance: Words['compliance'] = {
  ofPayment: (paymentId) => `Tarama: ödeme ${paymentId}`,
  ofName: 'Yaptırım taraması',
  subtitle: (amount, payee) => `${amount}, alıcı ${payee}`,
  noResult: 'Okunabilir bir tarama sonucu yok',
  askCompliance: 'Uyuma sorun',
  needsALook: 'Ödeme yapılmadan önce uyum bu ada bakmalı.',
  footer: (runId) => `Yalnızca uyum için. İletmeyin. Referans ${runId}`,
  nameFooter: (list, at, reference) => `${list === null ? '' : `Liste ${list}  ·  `}${at}  ·  referans ${reference}`,
  decisions: { BLOCK: 'ENGELLE', ESCALATE: 'UYUMA GÖNDER', CLEAR: 'TEMİZ' },
  awaited: (now, later) => `Yanıtı beklenen: ${now}${later === '' ? '' : `, sonra ${later}`}`,
  disposition: (role, who, at, outcome, comment, evidence) =>
    `${role}, ${who}, ${at}: ${outcome}${comment === null ? '' : `, “${comment}”`}${evidence === null ? '' : `; dayanak: ${evidence}`}`,
  outcomes: { false_positive: 'yanlış eşleşme', true_match: 'gerçek eşleşme' },
  hit: (role, decision, entity, uid) => `${role}: ${decision}, ${entity} (${uid ?? 'kayıt no yok'})`,
  newSince: (at, rescreened, hits) =>
    `${at} itibarıyla yeni, ${rescreened}.${hits.length === 0 ? '' : ` ${hits.join('; ')}.`}`,
  rescreened: (list) => `ödeme yeniden tarandı${list === null ? '' : `, liste ${list}`}`,

  sides: {
    asked: 'Talepteki',
    listed: 'Listedeki kayıt',
    name: 'Ad',
    kind: 'Tür',
    born: 'Doğum',
    country: 'Ülke',
    number: 'Numara veya ifade',
    programme: 'Programlar',
    notStated: 'belirtilmemiş',
  },

  rows: {
    screened: 'Taranan',
    strictestAbout: 'En katı sonuç',
    matchType: 'Eşleşme türü',
    confidence: 'Güven',
    confidenceOf: (confidence) => `${String(confidence).replace('.', ',')} / 100`,
    matchedEntity: 'Eşleşen taraf',
    matchedName: 'Eşleşen ad',
    kindOfName: 'Adın türü',
    programmes: 'Programlar',
    meaning: 'Anlamları',
    stated: 'Bildirilen',
    entry: 'Kayıt numarası',
    rule: 'Kural',
    onlyInPayment: 'Yalnız ödemede',
    onlyOnList: 'Yalnız listede',
    toSettle: 'Netleştirmek için',
    nextLike: 'Sonraki benzer',
    recordedFalsePositive: 'Kayıtlı yanlış eşleşme',
    recorded: (id, state, entity, by, until, reason) =>
      `${id}, ${state}: ${entity}, kaydedenler ${by.join(' ve ')}, bitiş ${until}. ${reason}`,
    party: (role) => `Taraf: ${role}`,
    partyFound: (name, decision, what, others) =>
      `${name === null ? '' : `${name}: `}${decision}, ${what}${others.length > 0 ? `, ayrıca ${others.join(', ')}` : ''}`,
    modelSays: 'Ajanın modeli',
    recommendation: 'Öneri',
    list: 'Liste',
  },

  block: {
    asProgrammeSays: 'Kimse serbest bırakamaz. Programın talimatına göre bildirin.',
    report: (to, dueOn, businessDays, source) =>
      `Kimse serbest bırakamaz. Bildirilecek yer ${to}, ${dueOn === null ? 'hemen: takvim son günden önce bitiyor' : `en geç ${dueOn}`} (${businessDays} iş günü, ${source}).`,
    notAcknowledged: 'Henüz teslim alınmadı.',
    acknowledged: (who, role, at, comment) =>
      `Teslim alan ${who} (${role}), ${at}${comment === null ? '.' : `, “${comment}”`}`,
    due: (to, dueOn) => `bildirilecek yer ${to}, ${dueOn === null ? 'hemen' : `en geç **${dueOn}**`}`,
    acknowledgeNext: (due) => `Hiçbir şey ödenmez. Sırada: Bulgu altında teslim almak${due === null ? '' : `; ${due}`}`,
    nothingPaid: (due) => `Hiçbir şey ödenmez${due === null ? '' : `. Sırada: ${due}`}`,
    inList: (to, dueOn) =>
      `teslim alınmadı${to === null || dueOn === null ? '' : `, bildirim: ${to}, en geç ${dueOn}`}`,
  },

  record: {
    note: (matches) =>
      `${matches} İkinci bir kişi doğruladıktan sonra bu tarafa giden ödemeler bu kayda takılmaz; bu ödeme olduğu gibi kalır.`,
    waits: (proposed) => `İkinci kişi bekleniyor. ${proposed}`,
    recorded: (id, name, uid, list, by, until) =>
      `Kaydedildi ${id}: ${name}, ${list} listesindeki ${uid} kaydı değil; kaydedenler ${by.join(' ve ')}, bitiş ${until}.`,
    proposed: (matches, who, role, at, until, comment) =>
      `${matches} Öneren ${who} (${role}), ${at}, bitiş ${until}: “${comment}”`,
    match: (name, country, entity, uid, list) =>
      `${name}${country === null ? '' : ` (${country})`} şu taraf değil: ${entity}, ${list} listesindeki ${uid} kaydı`,
    matches: (said, more) => `${said.join('; ')}${more > 0 ? `; ve ${more} eşleşme daha` : ''}.`,
  },

  buttons: {
    falsePositive: 'Yanlış eşleşme',
    falsePositiveNote: 'Listedeki taraftan başka biri. Sorulan herkes böyle dediğinde inceleme sürer.',
    falsePositiveWhy: 'Neden başka bir taraf',
    groundsError: 'Uyum kararının gerekçesi gerekli.',
    evidence: 'Dayanak: neye bakıldı, nerede saklanıyor',
    evidenceError: 'Dayanak notu gerekli.',
    recordFalsePositive: 'Yanlış eşleşmeyi kaydet',
    trueMatch: 'Gerçek eşleşme',
    trueMatchNote: 'Listedeki tarafın kendisi. Ödeme reddedilir ve bunu kimse geri alamaz.',
    trueMatchWhy: 'Neden listedeki taraf',
    recordTrueMatch: 'Gerçek eşleşmeyi kaydet',
    acknowledge: 'Teslim al',
    acknowledgeWhat: 'Uyum ne yapacak (isteğe bağlı)',
    acknowledgeBlock: 'Engeli teslim al',
    remember: 'Sonrası için hatırla',
    rememberWhy: 'Neden başka bir taraf (en az 20 karakter)',
    rememberError: 'Bir yıl sonra okuyan da anlamalı.',
    until: 'Ne zamana kadar geçerli, en çok bir yıl',
    untilError: 'Bugünden sonra, bir yıl içinde bir gün.',
    propose: 'Öner',
    confirm: 'Öneriyi doğrula',
    confirmWhat: 'Neye baktınız',
    confirmError: 'İkinci kişi neye baktığını yazar.',
    record: 'Sonraki ödemeler için kaydet',
  },
};
