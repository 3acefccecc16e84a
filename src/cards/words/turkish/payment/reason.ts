/** Why a payment was decided so, in Turkish. Days and instants stay as machines write them: `show.datesIn` follows. */
import type {
  AsInAll,
  BreachWhy,
  Doubt,
  FindingWhy,
  Late,
  OwnWhy,
  Remark,
  Screening,
  Why,
} from '../../../../domain/policy/why/why';
import type { LedgerDifference } from '../../../../domain/payment/ledger-difference';
import { lengthOf } from '../../../../domain/policy/why/reason-text';
import type { FaultCode } from '../../../../domain/values/errors';
import { decimal } from '../../../../domain/values/money';
import { turkishFaults } from '../faults';
import { turkishShow } from '../show';
import { turkishClosedDay } from './closed-day';
import { turkishActions, turkishBindings } from './policy-terms';

export function turkishReason(why: Why): string {
  const said = inTurkish(why);
  return `${said.charAt(0).toLocaleUpperCase('tr-TR')}${said.slice(1)}`;
}

function inTurkish(why: Why): string {
  switch (why.kind) {
    case 'stricter_proposal':
      return `insan incelemesi: politikaya göre ${turkishActions[why.ownAction]} (${own(why.own)}), incelemenin önerisi “${why.proposed}”${why.words === null ? '' : `: “${why.words}”`}`;
    case 'stricter_finding':
      return `insan incelemesi: ${remark(why.finding)}; politikaya göre ${turkishActions[why.ownAction]} (${own(why.own)})`;
    case 'policy_not_applied':
      return 'inceleme durdu ve politika ona uygulanamadı';
    case 'sanctioned_place':
    case 'listed':
    case 'compliance_pending':
    case 'screened':
    case 'assessed':
    case 'in_doubt':
      return own(why);
  }
}

function own(why: OwnWhy): string {
  return [conclusion(why), ...why.also.map(remark)].join('; ');
}

const screenings: Readonly<Record<Screening, string>> = {
  clear: 'yaptırım temiz',
  cleared_by_compliance: 'uyum temize çıkardı',
  exempt: 'politika muaf tuttuğu için taranmadı',
};

const listed: Readonly<Record<string, string>> = {
  entity: 'kurum',
  individual: 'kişi',
  vessel: 'gemi',
  aircraft: 'uçak',
};

function conclusion(why: OwnWhy): string {
  switch (why.kind) {
    case 'sanctioned_place':
      return `yaptırım engeli: yaptırım altındaki ülke ${why.place}`;
    case 'listed':
      return `yaptırım engeli: ${why.list ?? 'yaptırım'} listesiyle ${why.likeness === 'direct' ? 'birebir' : 'yakın'} eşleşme (${listed[why.entryType] ?? why.entryType})`;
    case 'compliance_pending':
      return 'uyum incelemesi bekleniyor';
    case 'screened':
      return screenings[why.screening];
    case 'assessed':
      return assessed(why);
    case 'in_doubt':
      return `insan incelemesi: ${remark(why.doubt)}`;
  }
}

function assessed({ screening, breach, late }: Extract<OwnWhy, { kind: 'assessed' }>): string {
  const screened = screenings[screening];
  const missed = late && lateWords(late);
  if (breach === null)
    return `${screened}, tampon korunuyor, ${missed === null ? 'son saatten önce' : `ama ${missed}`}`;
  return `${screened}, ama ${breachWords(breach)}${missed === null ? '' : ` ve ${missed}`}`;
}

function breachWords({ gap, currency, alreadyBelow }: BreachWhy): string {
  const amount = turkishShow.money(decimal(gap), currency);
  return alreadyBelow
    ? `hesap bu ödeme olmadan da tamponunun altında, ödemeyle ${amount} altında`
    : `ödeme hesabı tamponunun ${amount} altına indirir`;
}

function lateWords(late: Late): string {
  if (late.kind === 'late') return 'son işlem saati kaçırıldı';
  const next = `sonraki valör ${late.nextValueDate ?? 'takvimde yok'}`;
  if (late.kind === 'day_closed') return `son işlem saati kaçırıldı: ${turkishClosedDay(late.closed)}; ${next}`;
  const leaves = late.leavesAt === null ? '' : `, ödemenin çıkışı ${late.leavesAt}`;
  return `son işlem saati kaçırıldı: ${late.cutoffAt} (${turkishBindings[late.binding]}, ${late.rule})${leaves}; ${next}`;
}

function remark(said: Remark): string {
  if (said.kind === 'no_usd_rate') return 'kullanılabilir USD kuru yok: en sıkı onay düzeyi geçerli';
  if (said.kind === 'as_asked_in_all') return inAll(said);
  if (said.kind === 'finding' || said.kind === 'finding_missing') return finding(said);
  return doubt(said);
}

function inAll({ amount, currency }: AsInAll): string {
  return `onaylar ilk istenen tutarın tamamı için: ${turkishShow.money(decimal(amount), currency)}`;
}

/** By what the agent is called in Turkish; the words within quotation marks are its tool's. */
function finding(found: FindingWhy): string {
  if (found.kind === 'finding_missing') return `${found.result} sonucu yok`;
  const { label, verdict, detail } = found;
  return `${label.tr}: ${verdict ?? 'okunabilir yanıt yok'}${detail === null ? '' : `, “${detail}”`}`;
}

const settings = 'as_of.json veya LEDGER_AS_OF';
const units = { hour: 'sa', minute: 'dk' };

function doubt(said: Doubt): string {
  switch (said.kind) {
    case 'fault':
      return fault(said.code);
    case 'sanctions_missing':
      return 'yaptırım taramasının sonucu yok';
    case 'sanctions_of_another':
      return 'yaptırım taraması başka bir alıcı için yapılmış';
    case 'sanctions_contradictory':
      return 'yaptırım taraması temiz diyor ve bir eşleşme adı veriyor';
    case 'sanctions_incomplete':
      return `yaptırım taramasında eksik alanlar: ${said.fields.join(', ')}`;
    case 'liquidity_missing':
      return 'likidite sonucu yok';
    case 'liquidity_of_another':
      return `likidite sonucu başka bir ödeme için (${said.fields.join(', ')})`;
    case 'liquidity_contradictory':
      return 'likidite sonucu kendisiyle çelişiyor';
    case 'already_left':
      return `deftere göre bu ödeme çıkmış (${said.status})`;
    case 'ledger_differs':
      return said.differences.map(difference).join('; ');
    case 'value_date_passed':
      return `valör günü geçti: ${said.day}`;
    case 'value_date_ahead': {
      const asked = said.asked === null ? '' : ` (istenen ${said.asked} iş günü değil)`;
      return `valör günü ileride: ${said.day}${asked}. Likidite ve son saat yalnız ${said.knownFor} için biliniyor, daha önce çıkmaz; incelemeyi o gün yeniden başlatın`;
    }
    case 'cutoff_unknown':
      return `son işlem saati bilinmiyor: ${turkishClosedDay(said.closed)}`;
    case 'ledger_of_another_day':
      return `defterin günü ${said.day}, bugün ${said.today} (UTC)`;
    case 'data_of_unknown_age':
      return `likidite verisinin ne kadar eski olduğunu kimse kaydetmedi (${settings})`;
    case 'data_still_to_come':
      return `likidite verisinin tarihi henüz gelmedi: ${said.asOf} (${settings})`;
    case 'data_too_old':
      return `likidite verisinin yaşı ${lengthOf(said.minutes, units)}; politikanın izin verdiği ${lengthOf(said.maxMinutes, units)}`;
    // The bank's side of it stands in the record; how far the sums are apart, on the account's own page.
    case 'account_not_proven':
      return 'hesap bankanın ekstresiyle doğrulanmadı';
  }
}

const differing: Readonly<Record<LedgerDifference['field'], string>> = {
  beneficiary_name: 'alıcı',
  amount: 'tutar',
  currency: 'para birimi',
  account_id: 'hesap',
  entity: 'kuruluş',
};

function difference({ field, asked, ledger }: LedgerDifference): string {
  const say = (value: string): string => (field === 'amount' ? turkishShow.figure(decimal(value), '') : value);
  return `istenen ${differing[field]} ${say(asked)}, defterdeki ${say(ledger)}`;
}

function fault(code: FaultCode): string {
  const said = turkishFaults[code];
  return `${said.charAt(0).toLocaleLowerCase('tr-TR')}${said.slice(1).replace(/\.$/, '')}`;
}
