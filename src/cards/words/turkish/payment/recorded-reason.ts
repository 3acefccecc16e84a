/**
 * A decision's reason as it was recorded, in Turkish. The record is sealed in English, once for all readers and for as long as it is kept,
 * so its sentences are read back here: each by the shape it is written in, with the figures in it. Dates stay as machines write them: `show.datesIn` follows.
 */
import type { FindingRule } from '../../../../domain/evidence/finding';
import { describeFault, type FaultCode } from '../../../../domain/values/errors';
import { decimal } from '../../../../domain/values/money';
import { turkishFaults } from '../faults';
import { turkishShow } from '../show';
import { turkishActions, turkishBindings } from './policy-terms';

type Said = (given: readonly string[], labels: readonly FindingRule['label'][]) => string | null;

const actions: Readonly<Record<string, string>> = turkishActions;
const bindings: Readonly<Record<string, string>> = turkishBindings;
const listed: Readonly<Record<string, string>> = {
  entity: 'kurum',
  individual: 'kişi',
  vessel: 'gemi',
  aircraft: 'uçak',
};

/** Null where the record says something else: then it is shown as it is. `labels`: what further agents are called. */
export function turkishReason(reason: string, labels: readonly FindingRule['label'][] = []): string | null {
  const said = inTurkish(reason, labels);
  return said && `${said.charAt(0).toLocaleUpperCase('tr-TR')}${said.slice(1)}`;
}

function inTurkish(text: string, labels: readonly FindingRule['label'][]): string | null {
  for (const [shape, say] of [...conclusions, ...breaches, ...faults, ...days]) {
    const found = shape.exec(text);
    const said =
      found &&
      say(
        found.slice(1).map((part) => (part as string | undefined) ?? ''),
        labels,
      );
    if (said !== null) return said;
  }
  return knownFaults.get(text) ?? inParts(text, labels);
}

/** Several things said after one another. */
function inParts(text: string, labels: readonly FindingRule['label'][]): string | null {
  for (let at = text.indexOf('; '); at >= 0; at = text.indexOf('; ', at + 1)) {
    const [first, rest] = [inTurkish(text.slice(0, at), labels), inTurkish(text.slice(at + 2), labels)];
    if (first !== null && rest !== null) return `${first}; ${rest}`;
  }
  return null;
}

const screened: Readonly<Record<string, string>> = {
  'Sanctions CLEAR': 'yaptırım temiz',
  'Sanctions CLEAR after compliance review': 'uyum temize çıkardı',
  'Not screened, as policy exempts it': 'politika muaf tuttuğu için taranmadı',
};
const clear = '(Sanctions CLEAR after compliance review|Sanctions CLEAR|Not screened, as policy exempts it)';
const missed = '(cutoff missed(?:: .*)?)';

const conclusions: readonly (readonly [RegExp, Said])[] = [
  [/^Sanctions ESCALATE - pending compliance review$/, () => 'uyum incelemesi bekleniyor'],
  [
    /^Sanctions BLOCK - sanctioned jurisdiction (.+)$/,
    ([where = '']) => `yaptırım engeli: yaptırım altındaki ülke ${where}`,
  ],
  [
    /^Sanctions BLOCK - (direct|close) match to (.+) (entity|individual|vessel|aircraft)$/,
    ([how, list = '', kind = '']) =>
      `yaptırım engeli: ${list === 'sanctions list' ? 'yaptırım' : list} listesiyle ${how === 'direct' ? 'birebir' : 'yakın'} eşleşme (${listed[kind] ?? kind})`,
  ],
  [new RegExp(`^${clear}$`), ([base = '']) => screened[base] ?? null],
  [
    new RegExp(`^${clear}, no liquidity breach, before cutoff$`),
    ([base = '']) => `${screened[base] ?? ''}, tampon korunuyor, son saatten önce`,
  ],
  [
    new RegExp(`^${clear}, no liquidity breach, but ${missed}$`),
    ([base = '', late = ''], labels) => joined(`${screened[base] ?? ''}, tampon korunuyor, ama `, late, labels),
  ],
  [
    new RegExp(`^${clear} but (.+?)(?: and ${missed})?$`),
    ([base = '', breach = '', late = ''], labels) => {
      const said = joined(`${screened[base] ?? ''}, ama `, breach, labels);
      return said === null || late === '' ? said : joined(`${said} ve `, late, labels);
    },
  ],
  [
    /^Manual review - policy says (PROCEED|HOLD|REJECT) \((.*)\), the review proposed "(.*?)"(?:: "(.*)")?$/,
    ([action = '', own = '', proposed = '', why = ''], labels) => {
      const said = joined(`insan incelemesi: politikaya göre ${actions[action] ?? ''} (`, own, labels);
      return said && `${said}), incelemenin önerisi “${proposed}”${why === '' ? '' : `: “${why}”`}`;
    },
  ],
  [
    /^Manual review - (.+); policy otherwise says (PROCEED|HOLD|REJECT) \((.*)\)$/,
    ([found = '', action = '', own = ''], labels) => {
      const said = joined('insan incelemesi: ', found, labels);
      return said && joined(`${said}; politikaya göre ${actions[action] ?? ''} (`, own, labels, ')');
    },
  ],
  [/^Manual review - (.+)$/, ([why = ''], labels) => joined('insan incelemesi: ', why, labels)],
  [/^The review stopped, and policy could not be applied to it$/, () => 'inceleme durdu ve politika ona uygulanamadı'],
];

const breaches: readonly (readonly [RegExp, Said])[] = [
  [
    /^payment would breach buffer by (\S+(?: \S+)?)$/,
    ([gap = '']) => said(money(gap), (amount) => `ödeme hesabı tamponunun ${amount} altına indirir`),
  ],
  [
    /^account was already below buffer before this payment, (\S+(?: \S+)?) short with it$/,
    ([gap = '']) =>
      said(money(gap), (amount) => `hesap bu ödeme olmadan da tamponunun altında, ödemeyle ${amount} altında`),
  ],
  [/^cutoff missed$/, () => 'son işlem saati kaçırıldı'],
  [
    /^cutoff missed: the (rail|bank|internal) cutoff (\S*) is at (\S+?)(?:, the payment is to leave at (\S+))?; next value date (.+)$/,
    ([binding = '', id = '', at = '', leaves = '', next = '']) =>
      `son işlem saati kaçırıldı: ${at} (${bindings[binding] ?? ''}, ${id})${leaves === '' ? '' : `, ödemenin çıkışı ${leaves}`}; ${nextDate(next)}`,
  ],
  [
    /^cutoff missed: (.+); next value date (.+)$/,
    ([why = '', next = ''], labels) => joined('son işlem saati kaçırıldı: ', why, labels, `; ${nextDate(next)}`),
  ],
  [
    /^no usable USD rate: the strictest tier applies$/,
    () => 'kullanılabilir USD kuru yok: en sıkı onay düzeyi geçerli',
  ],
];

const faults: readonly (readonly [RegExp, Said])[] = [
  [/^sanctions evidence is missing$/, () => 'yaptırım taramasının sonucu yok'],
  [/^sanctions evidence is for another beneficiary$/, () => 'yaptırım taraması başka bir alıcı için yapılmış'],
  [
    /^sanctions evidence says clear and names a match$/,
    () => 'yaptırım taraması temiz diyor ve bir eşleşme adı veriyor',
  ],
  [/^sanctions evidence leaves out (.+)$/, ([fields = '']) => `yaptırım taramasında eksik alanlar: ${fields}`],
  [/^liquidity evidence is missing$/, () => 'likidite sonucu yok'],
  [
    /^liquidity evidence is for another payment \((.+)\)$/,
    ([fields = '']) => `likidite sonucu başka bir ödeme için (${fields})`,
  ],
  [/^liquidity evidence contradicts itself$/, () => 'likidite sonucu kendisiyle çelişiyor'],
  [/^the ledger says this payment has left \((.+)\)$/, ([status = '']) => `deftere göre bu ödeme çıkmış (${status})`],
  [
    /^the ledger is of (\S+), and today is (\S+) \(UTC\)$/,
    ([day = '', today = '']) => `defterin günü ${day}, bugün ${today} (UTC)`,
  ],
  [
    /^nobody recorded how old the liquidity data is \((.+)\)$/,
    ([where = '']) => `likidite verisinin ne kadar eski olduğunu kimse kaydetmedi (${where.replace(' or ', ' veya ')})`,
  ],
  [
    /^liquidity data is dated (\S*), which is still to come \((.+)\)$/,
    ([at = '', where = '']) => `likidite verisinin tarihi henüz gelmedi: ${at} (${where.replace(' or ', ' veya ')})`,
  ],
  [
    /^liquidity data is (.+) old; policy allows (.+)$/,
    ([old = '', most = '']) => `likidite verisinin yaşı ${length(old)}; politikanın izin verdiği ${length(most)}`,
  ],
  [/^its value date (\S+) has passed$/, ([day = '']) => `valör günü geçti: ${day}`],
  [
    /^its value date (\S+?)(?:, moved from (\S+), a day without business,)? is ahead: liquidity and cutoff are known for (\S+) only, and it is not released before; restart the review on that day$/,
    ([day = '', asked = '', known = '']) =>
      `valör günü ileride: ${day}${asked === '' ? '' : ` (istenen ${asked} iş günü değil)`}. Likidite ve son saat yalnız ${known} için biliniyor, daha önce çıkmaz; incelemeyi o gün yeniden başlatın`,
  ],
  // The bank's side of it stands in the record; how far the sums are apart, on the account's own page.
  [/^the account is not proven against the bank's statements: .+$/s, () => 'hesap bankanın ekstresiyle doğrulanmadı'],
  [/^the cutoff is not known: (.+)$/, ([why = ''], labels) => joined('son işlem saati bilinmiyor: ', why, labels)],
  [/^([a-z][a-z0-9_]*) is missing$/, ([result = '']) => `${result} sonucu yok`],
  [
    /^(.+?) gave no readable answer(?:: "(.*)")?$/,
    ([label = '', detail = ''], labels) => found(label, labels, 'okunabilir yanıt yok', detail),
  ],
  [
    /^(.+?) says (\S+?)(?:: "(.*)")?$/,
    ([label = '', verdict = '', detail = ''], labels) => found(label, labels, verdict, detail),
  ],
];

const days: readonly (readonly [RegExp, Said])[] = [
  [
    /^(\S+) is a holiday of the (.+) calendar \((.+)\)$/,
    ([day = '', name = '', holiday = '']) => `${day} tatil günü (${name}: ${holiday})`,
  ],
  [/^(\S+) is a weekend in the (.+) calendar$/, ([day = '', name = '']) => `${day} hafta sonu (${name})`],
  [
    /^(\S+) does not pay (\S+) by (\S+) \((.+)\)$/,
    ([entity = '', currency = '', channel = '', id = '']) => `${entity} ${currency} için ${channel} kullanmaz (${id})`,
  ],
  [/^No bank calendar is recorded for (\S+?)\.?$/, ([currency = '']) => `${currency} için banka takvimi yok`],
  [/^No cutoff is known for (.+?)\.?$/, ([what = '']) => `${what} için son işlem saati yok`],
  [
    /^The (.+) calendar ends on (\S+) and does not cover (\S+?)\.?$/,
    ([name = '', end = '', day = '']) => `${name} takvimi ${end} günü bitiyor, ${day} içinde değil`,
  ],
  [/^The (.+) calendar does not cover (\S+?)\.?$/, ([name = '', day = '']) => `${name} takviminde ${day} yok`],
];

const knownFaults = new Map(
  (Object.keys(turkishFaults) as FaultCode[]).map((code) => [
    lowerFirst(describeFault(code).cardText, 'en'),
    lowerFirst(turkishFaults[code], 'tr-TR'),
  ]),
);

function joined(before: string, text: string, labels: readonly FindingRule['label'][], after = ''): string | null {
  return said(inTurkish(text, labels), (inner) => `${before}${inner}${after}`);
}

function said(part: string | null, say: (part: string) => string): string | null {
  return part === null ? null : say(part);
}

/** What an agent found, by what it is called in Turkish; the words within quotation marks are its tool's. */
function found(label: string, labels: readonly FindingRule['label'][], verdict: string, detail: string): string | null {
  const known = labels.find(({ en }) => en === label);
  return known ? `${known.tr}: ${verdict}${detail === '' ? '' : `, “${detail}”`}` : null;
}

/** `$500,000`, `EUR 500,000`. */
function money(text: string): string | null {
  const [, currency = 'USD', amount = ''] = /^(?:\$|([A-Z]{3}) )([\d,]+(?:\.\d+)?)$/.exec(text) ?? [];
  return amount === '' ? null : turkishShow.money(decimal(amount.replaceAll(',', '')), currency);
}

/** `12 h 1 min`. */
function length(text: string): string {
  return text.replace(/\bh\b/, 'sa').replace(/\bmin\b/, 'dk');
}

function nextDate(day: string): string {
  return `sonraki valör ${day === 'not in the calendar' ? 'takvimde yok' : day}`;
}

function lowerFirst(sentence: string, locale: string): string {
  return `${sentence.charAt(0).toLocaleLowerCase(locale)}${sentence.slice(1).replace(/\.$/, '')}`;
}
