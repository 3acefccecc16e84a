/** The words of the chat, in Turkish: welcome, help, short answers and what is said about refusals. */
import type { AmbiguityCode } from '../../../domain/sentences/ambiguity';
import type { Words } from '../words';

const whyAsked: Readonly<Record<AmbiguityCode, string>> = {
  amounts: 'Birden çok tutar var.',
  minus: 'Eksi işaretli bir tutar ödenemez.',
  not_an_amount: 'Tutar böyle yazılmaz.',
  two_readings: 'İki türlü okunabilir.',
  too_precise: 'Para biriminin ondalığından daha çok basamak var.',
  currencies: 'Birden çok para birimi olabilir.',
  accounts: 'Birden çok hesap var.',
  unknown_account: 'Defterde böyle bir hesap yok.',
  types: 'Birden çok ödeme türü var.',
  channels: 'Birden çok kanal var.',
  entities: 'Birden çok şirket var.',
  several_days: 'Birden çok gün var.',
  days: 'Birden çok gün olabilir.',
  times: 'Birden çok saat var.',
  time_without_zone: 'Bu saatin hangi güne veya bölgeye ait olduğu belli değil.',
  ibans: 'Birden çok IBAN var.',
  iban_wrong: 'Geçerli bir IBAN değil; bir karakteri yanlış.',
  two_readers: 'Okuyucu birini, giriş ajanı ötekini buluyor.',
  calendars: 'Birden çok takvim var.',
};

export const turkishChat: Words['chat'] = {
  welcome: {
    brief: 'Treasury Desk acil ödemeleri inceler.',
    title: 'Treasury Desk',
    text: 'Acil ödemeleri incelerim: yaptırım, likidite, prosedür. Tek bir kart DEVAM, BEKLET veya RET der; nedenini ve kimin onaylaması gerektiğini söyler, onay da orada verilir.',
    demo: (now) => `DENEME GÜNÜ, iş saati ${now}`,
    start: 'Ne ödeneceğini bir cümleyle yazın veya bir düğmeye basın. /help hepsini listeler.',
  },

  help: {
    brief: 'Treasury Desk yardım',
    title: 'Anladıklarım',
    commands: [
      { title: '/payment NO', value: 'defterde sırada bekleyen bir ödemeyi inceler' },
      { title: '/new', value: 'formla ödeme ister' },
      { title: '/screen AD', value: 'bir adı yaptırım listesinde tarar' },
      {
        title: '/liquidity TUTAR BİRİM HESAP SS:DD',
        value: 'bir ödemenin hesaba etkisini söyler; hesap yazılmazsa o birimin hesaplarını sorar',
      },
      { title: '/balance BİRİM', value: 'bütün hesapların nakit durumu, o para biriminde toplanmış' },
      { title: '/pending', value: 'birini bekleyen ödemeler' },
      {
        title: '/runs, /run ID',
        value: 'dosyayla gelen ödemeler; pain.001 veya CSV dosyası ekleyin ya da tablo yapıştırın',
      },
      { title: '/delegate, /delegations', value: 'rolünüzü birkaç gün başkasına bırakın; kim kimin yerine bakıyor' },
      { title: '/away', value: 'ofis dışındayken yerinize bakacak kişi' },
      { title: '/status NO', value: 'bir ödemenin kartı' },
      { title: '/language tr|en', value: 'Türkçe veya İngilizce' },
      { title: '/help', value: 'bu liste' },
    ],
    actAs: { title: '/as AD', value: 'yalnız deneme için başka biri olarak işlem yapar; /as tek başına listeler' },
    inYourWords:
      'Ya da kendi cümlenizle: ACME Trading LLC firmasına ACC-BAN-001 hesabından 250.000 USD öde, acil. Bu formu doldurur; gönderen yalnız sizsiniz.',
    motto: 'Ajanlar bulur, politika karar verir, insanlar onaylar, denetim izi kaydeder.',
  },

  reference: (id) => `Referans ${id}`,
  source: 'Kaynak',
  backToPayment: 'Ödemeye dön',
  ruleList: (ids) => `Kurallar: ${ids.join(', ')}`,

  suggestions: {
    newPayment: 'Yeni ödeme',
    waiting: 'Bekleyenler',
    help: 'Yardım',
    balances: 'Bakiyeler',
    cutoffs: 'Bugünün son saatleri',
    holidays: 'Yaklaşan tatiller',
    cutoffsOf: (currency) => `${currency} son saatleri`,
    askCutoffsOf: (currency) => `${currency} için son saat nedir?`,
    whoApproves: '300 bin USD kim onaylar',
    startReview: 'İncelemeyi başlat',
    tryPayment: (id) => `${id} ile dene`,
    openCard: 'Kartını aç',
    why: 'Neden bekliyor',
  },

  pressed: {
    nothingChanged: 'Hiçbir şey değişmedi.',
    saidBelow: 'Yanıt aşağıda.',
    tooMany: 'Bu sohbette bir anda fazla yanıt oldu. Yazın veya bir dakika sonra yeniden basın.',
    notOffered: 'Treasury Desk bunu sunmuyor.',
    fault: (message, reference) => `${message} Referans ${reference}.`,
    privateChatOnly: 'Bunu yalnız Treasury Desk ile olan sohbette açın.',
  },

  problems: {
    didNotWork: 'Bu olmadı',
    notServed: 'Burada size hizmet veremiyoruz',
    notDone: (name) => `${name}, bu yapılmadı`,
    notOpen: 'Bu size açık değil',
    tooLong: 'Bu mesaj fazla uzun',
    keepUnder: (max) => `Lütfen ${max} karakterin altında tutun.`,
    needsMore: 'Bu komut eksik',
    writeItAs: (usage) => `Şöyle yazın: ${usage}.`,
    unknownCommand: 'Bilinmeyen komut',
    noCommand: (word) => `/${word} diye bir komut yok. /help olanları listeler.`,
    notReviewable: 'Bu ödeme incelenemez',
    unknownPayment: 'Bilinmeyen ödeme',
    nothingKnown: (id) => `Burada ${id} olarak bilinen bir şey yok.`,
    mayAskForReview: (id) =>
      `İncelemede olup okuyabileceğiniz ${id} diye bir ödeme yok. Defterde sıradaysa incelemesini isteyebilirsiniz.`,
    nothingReadable: (id) => `Burada ${id} olarak okuyabileceğiniz bir şey yok.`,
    notHere: 'Burada olmaz',
    personasOff: 'Başka biri olarak işlem yapmak yalnız yerel profilde var.',
    nobody: 'Bu adda kimse yok',
    whichOne: 'Hangisi?',
    orChoices: (choices) => (choices.length > 0 ? ` ${choices.join(' mi, ')} mi?` : ''),
    cannotLookUp: 'Şu anda buna bakamıyorum',
    askAgain: () => 'Prosedürlere şu anda ulaşılamıyor. Lütfen birkaç dakika sonra yeniden sorun.',
    nameTooLong: 'Bu ad fazla uzun',
    nameAtMost: (max) => `Bir ad en çok ${max} karakter olabilir.`,
    noAccount: 'Böyle bir hesap yok',
    whichAccount: 'Hangi hesap?',
    whichCurrency: 'Hangi para birimi?',
    notInLedger: (account, currency) =>
      `Defterde ${currency ?? 'bu para biriminde'}${account === null ? '' : ` ${account}`} hesabı yok.`,
    noAmount: 'Tutar yazılmadı.',
    noLiquidity: 'Likidite hesaplanamıyor',
    isMissing: (field) => `${field} eksik.`,
    notTaken: (texts) => `Forma alınmayanlar: ${texts.join(', ')}.`,
    why: ({ code }) => whyAsked[code],
    assumed: ({ said, taken }) => `${said} şöyle alındı: ${taken}.`,
  },

  fundsPayment: (account, paymentId) => `${account} hesabına, ${paymentId} için`,

  submitted: {
    title: 'Gönderildi',
    already: 'Zaten gönderilmiş',
    as: (runId, state) => `, referans ${runId}, ${state}`,
    withUs: (id, how) => `${id} bizde${how}. Nerede olduğunu kendi kartı gösterir.`,
    alreadyWithUs: (id, how) => `${id} zaten bizde${how}. Kartı istendiği sohbette.`,
  },

  persona: {
    yourself: 'Kendiniz',
    test: 'Deneme kimliği',
    yourselfAgain: (name) => `Yeniden kendi adınıza işlem yapıyorsunuz, ${name}.`,
    now: (name, roles) =>
      `Artık şu kişi olarak işlem yapıyorsunuz: ${name} (${roles.join(', ') || 'onay rolü yok'}). Yaptığınız her şey deneme kimliği olarak işaretlenir. /as me bitirir.`,
  },

  language: { title: 'Dil', now: 'Bundan sonra Türkçe yazarım.', hint: '/language tr veya /language en yazın.' },

  payment: {
    title: (id, amount, name, isOut) => `${id}: ${amount}, ${isOut ? 'alıcı' : 'gönderen'} ${name}`,
    queued: (account) => `Defterde ${account} hesabında sırada; incelemesini henüz kimse istemedi.`,
    nothingToReview: (state) => `Defterdeki durumu ${state}; incelenecek bir şey yok.`,
    inLedger: {
      RELEASED: 'çıkarılmış',
      SETTLED: 'ödenmiş',
      RETURNED: 'iade edilmiş',
      QUEUED: 'sırada',
      PENDING_APPROVAL: 'onay bekliyor',
      ON_HOLD: 'bekletiliyor',
    },
    buttonsDecide: 'Kararı düğmeler verir',
    isOver: (said) => `Zaten sonuçlandı: ${said}. Kartı aşağıda.`,
    pressButton: (act) =>
      `Mesajla karar verilmez. ${act} için aşağıdaki kartın düğmesine basın; kimin basabileceği kartta.`,
    decide: 'Karar',
  },

  explanation: {
    underCompliance: (runId) => `Uyum incelemesinde, referans ${runId}.`,
    failed: (why) => `${why} İnceleme yeniden başlatılana kadar hiçbir şey çıkmaz.`,
    undecided: 'İnceleme bitmedi; henüz karar yok.',
    onHold: (id) => `${id} bekletiliyor`,
    refusedByBank: (id) => `${id} banka tarafından reddedildi`,
    rejectedBy: (name, role, why) => `Reddeden ${name}, ${role}${why === null ? '' : `: ${why}`}.`,
    waitsFor: (whom) => `Beklenen: ${whom.join(' ve ')}.`,
    holders: (role, names) => `${role} (${names.join(', ')})`,
    nobodyMay: (role) => `${role} (bu roldeki kimse yapamaz)`,
    policy: (reference) => `Politika: ${reference}`,
    severalWait: 'Birden çok ödeme bekliyor. Hangisini soruyorsunuz?',
    whyDoesItWait: (id) => `${id} neden bekliyor?`,
  },

  balances: {
    title: 'Bakiyeler',
    line: (account, entity, now, lowest) => `${account} (${entity}): şimdi ${now}; bugün beklenen en düşük ${lowest}.`,
    source: (ledger, day, asOf) =>
      `Veri kaynağı ${ledger}, gün ${day ?? 'bilinmiyor'}, ${asOf === null ? 'ne zamandan olduğu bilinmiyor' : `${asOf} itibarıyla`}.`,
    nameAccount: (names) => `Hesabı yazın: ${names.join(', ')}.`,
    nameCurrency: (names) => `Para birimini yazın: ${names.join(', ')}.`,
    fits: (account, entity, headroom) => `✓ ${account} (${entity}): sığar, tamponun üzerinde kalan ${headroom}.`,
    isShort: (account, entity, gap) => `⚠ ${account} (${entity}): hesap tamponunun altına iner, eksik ${gap}.`,
  },

  policy: {
    says: 'Politika diyor ki',
    titles: { cutoff: 'Son işlem saatleri', calendar: 'Banka günleri', who_approves: 'Kim onaylar' },
    holder: (role, names) => `${role}: ${names.join(', ') || 'kimse'}`,
    person: (name, roles) =>
      `${name}: ${roles === null ? 'burada bilinen biri değil' : roles.join(', ') || 'ödeme talep eder, hiçbirini onaylamaz'}`,
  },

  smallTalk: {
    hello: (firstName) => `Merhaba ${firstName}`.trim(),
    helloText:
      'Kendi cümlenizle ödeme isteyin, bir ödemeyi numarasıyla yazın veya son saatleri, bakiyeleri, onayları sorun.',
    youAreWelcome: 'Rica ederim.',
    notUnderstood: 'Bunu anlamadım',
    nearest: 'Belki bunlardan biri.',
    oneAtATime: 'Her seferinde bir ödeme',
    severalNamed: 'Birden çok ödeme yazılmış. Hiçbiri alınmadı: her birini ayrı bir mesajla yazın veya formu doldurun.',
  },

  acts: {
    approve: 'Onay',
    reject: 'Ret',
    withdraw: 'Geri çekme',
    take_back_approval: 'Onayı geri alma',
    release: 'Çıkışı kaydetme',
    release_part: 'Bir kısmını bırakma',
    ask_again: 'Yeniden isteme',
    correct: 'Düzeltme',
    ask_question: 'Soru sorma',
    answer_question: 'Yanıtlama',
    attach_reference: 'Referans ekleme',
    claim: 'Üstlenme',
    delay: 'Bekletme',
    restart_review: 'İncelemeyi yeniden başlatma',
    request_override: 'İstisna isteme',
  },
};
