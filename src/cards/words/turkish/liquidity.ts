/** The words about liquidity, in Turkish. */
import { turkishClosedDay } from './payment/closed-day';
import type { Words } from '../words';
import { turkishProof } from './liquidity-proof';

export const turkishLiquidity: Words['liquidity'] = {
  title: 'Likidite',
  account: (mask) => `${mask} hesabı`,
  entityTotal: (currency, entity) => `${entity} ${currency} toplamı`,

  sentence: {
    noBreach: 'İhlal yok',
    warning: 'UYARI, tampona yakın',
    alreadyBelow: (whose, buffer, since) =>
      `${whose} bu ödeme olmadan da${since === null ? '' : ` (${since}) itibarıyla`} ${buffer} tamponunun altında.`,
    ownTimeKeeps: 'Ödeme kendi saatinden sonra tamponu koruyor.',
    withItLowest: (lowest, gap) => `Ödemeyle en düşük bakiye ${lowest}; açık ${gap}.`,
    falls: (whose, lowest, gap, buffer) =>
      `bu ödemeyle ${whose} şu bakiyeye iner: ${lowest}. ${buffer} tamponunun ${gap} altında.`,
    fromOthers: (amount) => `Bunun ${amount} kadarı yalnızca günün diğer hareketlerinden geliyor.`,
    keepsExactly: (whose, buffer, lowest) =>
      `bu ödemeyle ${whose} ${buffer} tamponunu tam olarak koruyor; en düşük bakiye ${lowest}.`,
    staysAbove: (whose, headroom, buffer, lowest) =>
      `bu ödemeyle ${whose} ${buffer} tamponunun ${headroom} üstünde kalıyor; en düşük bakiye ${lowest}.`,
    at: (money, moment) => `${money} (${moment})`,
    startOfDay: 'gün başı',
  },

  basis: {
    unknownAge: 'Verinin ne kadar eski olduğu kayıtlı değil',
    stillToCome: 'henüz gelmemiş bir an',
    old: (duration) => `${duration} önce`,
    asOf: (time, age) => `Veri ${time} itibarıyla, ${age}`,
    notProven: () => 'Banka bakiyesiyle doğrulanmadı: rakamlar bankanın kendi bakiyesini tutmuyor',
    proven: 'Bankanın kendi bakiyesiyle tutuyor',
    holds: (id, amount, from) => `${id} ${amount} (${from} itibarıyla)`,
    held: (first, more) =>
      `Hesaba katıldı: bekleyen veya onaylanmış diğer ödemelerin tuttuğu ${first.join(', ')}${more === null ? '' : ` ve ${more.count} ödeme daha; toplam ${more.total}`}.`,
  },

  check: {
    worse: (changes, at) => `⚠ Karardan sonra kötüleşti: ${changes.join(', ')} (${at} itibarıyla).`,
    better: (changes, at) => `✓ Karardan sonra iyileşti: ${changes.join(', ')} (${at} itibarıyla).`,
    change: (field, before, after) => `${field}: önce ${before}, şimdi ${after}`,
    notAssessable: () => 'likidite artık hesaplanamıyor',
    answers: { yes: 'evet', no: 'hayır' },
    left: (_what, at) =>
      `⚠ Bir daha çıkarılmaz: deftere veya bankanın ekstresine göre bu ödeme çıkmış (${at} itibarıyla).`,
    needsNew: 'Bu karar artık onaylanamaz: yeni bir karar gerekiyor, incelemeyi yeniden başlatın.',
    fields: {
      projected_min_balance: 'en düşük bakiye',
      buffer_threshold: 'tampon',
      max_releasable: 'bırakılabilir kısım',
      gap: 'açık',
      severity: 'derece',
      breach: 'ihlal',
    },
  },

  facts: {
    releasable: 'Şimdi bırakılabilir',
    fitsFrom: 'Tamamı sığar',
    holdsFrom: 'Tampon yeniden tutar',
    notToday: 'bugün değil',
    projectedMinimum: 'Öngörülen en düşük',
    buffer: 'Tampon',
    gap: 'Açık',
    headroom: 'Tampon üstü',
    recommendation: 'Öneri',
    startOfDay: 'Gün başı',
    outflows: 'Çıkışlar',
    inflows: 'Girişler',
    endOfDay: 'Gün sonu',
  },

  concentration: {
    payment: (share) => `Bu ödeme o gün hesaptan çıkanın %${share} kadarı.`,
    beneficiary: (total, share) => `Alıcıya giden toplam ${total}, %${share}.`,
    flagged: (count, total) => `⚑ Hesapta işaretli ${count} ödeme, ${total}.`,
  },

  chart: {
    title: (whose, day, buffer) => `${day}: ${whose} bakiyesi ve ${buffer} tamponu`,
    hour: 'Günün saati (UTC)',
    balance: (currency, unit) => `Bakiye (${unit === '' ? '' : `${unit} `}${currency})`,
    units: { billion: 'milyar', million: 'milyon', thousand: 'bin' },
    balanceLegend: 'Bu ödemeyle bakiye',
    lowestLegend: 'Bu ödemeyle her yarım saatin en düşük bakiyesi',
    bufferLegend: (buffer) => `Tampon ${buffer}`,
  },

  moments: {
    opening: 'açılış',
    payment: 'bu ödeme',
    firstUnder: 'ilk kez tampon altı',
    lowest: 'en düşük bakiye',
    holdsAgain: 'tampon yeniden tutuyor',
    endOfDay: 'gün sonu',
    atLeast: (figure) => `en az ${figure}`,
    under: (figure, isBound) => `⚠ ${isBound ? 'en çok ' : ''}${figure} altında`,
    over: (figure, isBound) => `✓ ${isBound ? 'en az ' : ''}${figure} üstünde`,
  },

  scopes: {
    account: (mask) => `Hesap ${mask}`,
    total: 'toplam',
    all: 'tüm hareketler',
    certain: 'yalnız kesin hareketler',
    decides: 'belirleyen',
    severities: { NONE: '✓ ihlal yok', WARNING: '⚠ UYARI', BREACH: '⚠ İHLAL', CRITICAL: '⚠ KRİTİK' },
  },

  options: {
    title: 'Başka ne yapılabilir',
    possible: (name) => `✓ ${name}: mümkün`,
    impossible: (name) => `✕ ${name}: mümkün değil`,
    impossibleTitle: (count) => `Mümkün olmayan (${count})`,
    names: {
      delay: 'Ertele',
      partial_release: 'Bir kısmını bırak',
      sweep: 'Başka hesaptan para aktar',
      fx_sweep: 'Başka para biriminden çevir',
      swap_order: 'Kuyruktaki bir ödemenin önüne al',
      credit_line: 'Kredi limiti kullan',
      escalate_for_funding: 'Fonlama için üst makama git',
    },
    proof: turkishProof,
    restNotToday: (rest) => `Kalan ${rest} bugün sığmıyor.`,
    restFitsAt: (rest, time) => `Kalan ${rest} için uygun saat: ${time}.`,
    leftAbove: (account, money) => `${account} sonrasında hâlâ tamponunun ${money} üstünde.`,
    ofSister: (account, entity) => `${account}, ${entity} (grup içi)`,
    planned: (id, money, time) => `${id}: ${money}, planlanan saat ${time}.`,
    limit: (money) => `Limiti ${money}.`,
  },

  labels: {
    time: 'Saat (UTC)',
    balance: (currency) => `Bakiye (${currency})`,
    against: 'Tampona göre',
    whose: 'Kimin',
    lowest: (currency) => `En düşük (${currency})`,
    above: 'Tampon üstü',
    chart: 'Grafik',
    chartTooltip: 'Günün bakiyesini grafik olarak gösterir veya gizler',
    table: 'Tablo',
    tableTooltip: 'Günün önemli anlarını tablo olarak gösterir veya gizler',
    scopes: 'Hesap, şirket',
    scopesTooltip: 'Hesabın ve şirketin rakamlarını gösterir veya gizler',
    impossibleTooltip: 'Neyin neden mümkün olmadığını gösterir veya gizler',
  },

  delay: {
    button: (at) => `Beklet: ${at}`,
    note: (at) =>
      `Tamamına şu saatten sonra yer var: ${at}. Ödeme o zaman çıkar ve o saat için yeniden incelenir; şimdiye kadar verilen onaylar sayılmaz.`,
    submit: (at) => `Saati ayarla: ${at}`,
    comment: 'Not (isteğe bağlı)',
    reason: 'Gerekçe, çünkü onaylar geçersiz olur',
    reasonError: 'Onayları geçersiz kılan bir bekletme gerekçe ister.',
  },

  sweep: {
    button: 'Aktarım formunu doldur',
    note: 'Kendi hesaplarımız arasındaki aktarımın formunu dolu olarak açar. O ayrı bir ödeme talebidir; siz göndermeden hiçbir şey istenmez.',
    from: 'Alınacak hesap',
    fromError: 'Bir hesap gerekli.',
    fill: 'Formu aç',
    source: (account, entity, amount) => `${account}: ${amount}, ${entity}`,
  },

  part: {
    button: (part) => `Bir kısmını bırak: ${part}`,
    note: (part, rest) =>
      `Ödeme, tamponu koruyan en büyük tutara indirilir: ${part}. Bu kısım yeniden incelenir ve kendi onaylarını ister (onaylayanlar tutarın tamamına göre belirlenir); şimdiye kadar verilenler sayılmaz, indiren kişi de onaylayamaz. Kalan ${rest} ayrı bir talep olarak istenir.`,
    nobodyElse: (role) => `⚠ Sizden başka onaylayabilecek kimse yok (${role}): buna başka biri basmalı.`,
    nobodyBut: (name, role) => `⚠ Onaylayabilecek tek kişi ${name} (${role}): buna başka biri basmalı.`,
    comment: 'Not (isteğe bağlı)',
    reason: 'Gerekçe, çünkü onaylar geçersiz olur',
    reasonError: 'Onayları geçersiz kılan bir indirim gerekçe ister.',
    reduce: (part) => `Tutarı indir: ${part}`,
    asRequested: (account) => `${account}, talep edildiği gibi`,
  },

  whatIf: {
    button: 'Ya olsaydı',
    note: 'Bakiyenin ne olacağını sorar. Hiçbir şey değişmez, talep edilmez, ayrılmaz.',
    amount: (currency) => `Tutar, ${currency}`,
    amountError: '250.000,00 gibi bir tutar gerekli.',
    at: 'Çıkış saati, SS:DD UTC; boşsa şimdi (isteğe bağlı)',
    atError: '14:30 gibi bir saat gerekli, ya da hiçbir şey.',
    account: 'Ödeyen hesap',
    accountError: 'Bir hesap gerekli.',
    ask: 'Sor',
    title: (paymentId) => `Ya olsaydı: ödeme ${paymentId}`,
    compared: 'Karşılaştırma',
    decidedFrom: 'Kararın dayanağı',
    rows: {
      amount: 'Tutar',
      leavesAt: 'Çıkış',
      account: 'Hesap',
      lowest: 'En düşük bakiye',
      buffer: 'Tampon',
      gap: 'Açık',
      result: 'Sonuç',
      releasable: 'Bırakılabilir',
    },
  },

  answer: {
    title: (money) => `Likidite: ${money}`,
    account: (money, account, entity, at) => `${money}, hesap ${account}, ${entity}, ${at}`,
    footer: (at, reference) =>
      `Yalnızca deneme: hiçbir şey talep edilmedi veya ayrılmadı  ·  ${at}  ·  referans ${reference}`,
  },

  cash: {
    title: (day) => `Nakit durumu, ${day}`,
    noDay: 'gün yok',
    available: (money) => `Şimdi kullanılabilir ${money}`,
    atClose: (money) => `Gün sonunda, beklenenlerle birlikte ${money}`,
    noRate: (currencies) => `Hepsinin toplamı yok: yeterince yeni kur bulunmuyor (${currencies.join(', ')}).`,
    notProven: (count) => `⚠ ${count} hesap bankanın kendi bakiyesini tutmuyor; oradan hiçbir şey çıkmaz.`,
    chartTitle: (day, currency) => `Bütün hesaplar, ${day}, ${currency}`,
    chartAxis: (currency, unit) => `Bütün hesaplar (${unit === '' ? '' : `${unit} `}${currency})`,
    allLegend: 'Beklenenlerle birlikte',
    certainLegend: 'Çıkmış veya gelmiş olan',
    where: 'Banka, şirket',
    now: 'Kullanılabilir',
    close: 'Gün sonunda',
    noBank: 'banka kayıtlı değil',
    group: (currency, bank, entity) => `**${currency}**  ${bank}, ${entity}`,
    accounts: 'Hesaplar',
    accountsTooltip: 'Tek tek hesapları gösterir veya gizler',
    account: (mask, currency, bank) => `${mask} ${currency}, ${bank}`,
    unproven: '⚠ doğrulanmadı',
    firstOf: (shown, count) => `${count} hesabın en büyük ${shown} tanesi; hepsi için desk liquidity position.`,
    footer: (ledger, asOf, ratesAsOf) =>
      `Veri kaynağı ${ledger}, ${asOf === null ? 'ne zamandan olduğu bilinmiyor' : `${asOf} itibarıyla`}  ·  kurlar ${ratesAsOf} itibarıyla`,
    unknownCurrency: (typed) => `${typed} bilinen bir para birimi kodu değil.`,
  },

  countdown: {
    none: ({ closed }) => `Bugün son işlem saati yok${closed ? `: ${turkishClosedDay(closed)}.` : ''}`,
    which: (time, binding) => `${time} (${binding})`,
    left: (which, duration) => `Son işlem saati ${which}, kalan ${duration}`,
    passed: (which, duration) => `⚠ Son işlem saati ${which}, ${duration} önce geçti`,
    grace: (time) => `; acil bir ödeme ${time} saatine kadar çıkabilir`,
  },
};
