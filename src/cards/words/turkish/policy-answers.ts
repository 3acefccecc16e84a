/** What policy's tables answer, in Turkish: cutoffs, bank days, who approves, and figures. Names of roles, calendars, holidays and entities stay theirs. */
import { DateTime } from 'luxon';
import type { CutoffAnswer } from '../../../domain/policy/cutoff/cutoff';
import type {
  ToldAnswer,
  ToldApprovers,
  ToldCutoffs,
  ToldDay,
  ToldHolidays,
} from '../../../domain/policy/questions/told-answer';
import type { Words } from '../words';
import { turkishFigure } from './figures';
import { turkishShow } from './show';

type Names = Pick<Words, 'grants' | 'actions' | 'bindings'>;

/** One text a line. */
export function turkishPolicyAnswer(told: ToldAnswer, names: Names): readonly string[] {
  switch (told.about) {
    case 'cutoffs':
      return cutoffLines(told, names);
    case 'no_cutoff':
      return [`${told.what} için bilinen bir son işlem saati yok: böyle bir ödeme geç sayılır.`];
    case 'calendars':
      return told.calendars.map((one) => ('holidays' in one ? holidaysLine(one) : dayLine(one)));
    case 'approvers':
      return approverLines(told, names);
    case 'figures':
      return told.figures.map(turkishFigure);
  }
}

function cutoffLines({ nowMs, ways }: ToldCutoffs, names: Names): readonly string[] {
  const today = turkishShow.day(new Date(nowMs).toISOString().slice(0, 10));
  return [
    `${today} son işlem saatleri:`,
    ...ways.map(
      ({ entity, currency, channel, answer }) =>
        `${entity} ${currency} ${channel}: ${cutoffWords(answer, { nowMs, names })}`,
    ),
  ];
}

function cutoffWords(
  answer: CutoffAnswer,
  { nowMs, names: { bindings } }: { readonly nowMs: number; readonly names: Names },
): string {
  const { effective_cutoff_utc: utc, grace_until_utc: grace, binding, value_date: valueDate } = answer;
  const value = valueDate === null ? 'valör bilinmiyor' : `valör ${turkishShow.day(valueDate)}`;
  if (utc === null)
    return answer.unknown_because === undefined
      ? `bugün banka günü değil (${answer.binding_id ?? ''}), ${value}`
      : `bugün için takvim bilinmiyor (${answer.binding_id ?? ''}), ${value}`;
  return [
    `${clockOf(utc)}${localOf(answer)}${binding === null ? '' : `, belirleyen: ${bindings[binding]}`}`,
    ...(grace === null ? [] : [`acil ödemeler için ${clockOf(grace)}`]),
    answer.before_cutoff ? 'hâlâ açık' : `geçti (şimdi ${clockOf(new Date(nowMs).toISOString())})`,
    value,
  ].join(', ');
}

/** ` (22 Oca 2026 16:00 Europe/Berlin)`: the zone stands last in the desk's own text. */
function localOf({ effective_cutoff_utc: utc, local_time: local }: CutoffAnswer): string {
  const zone = local?.split(' ').at(-1);
  if (utc === null || zone === undefined) return '';
  const at = DateTime.fromISO(utc, { zone }).setLocale('tr-TR');
  return at.isValid ? ` (${at.toFormat('d LLL yyyy HH:mm')} ${zone})` : '';
}

function clockOf(utc: string): string {
  return `${utc.slice(11, 16)} UTC`;
}

function dayLine({ name, date, kind, nextBusinessDay: next }: ToldDay): string {
  const state = {
    full: 'açık',
    half: 'yarım gün açık',
    holiday: 'kapalı',
    weekend: 'hafta sonu, kapalı',
    unknown: 'bilinmiyor, takvim o güne ulaşmıyor',
  }[kind.kind];
  const why = 'name' in kind ? ` (${kind.name})` : '';
  return `${name}: ${inWords(date)} ${state}${why}${next === null ? '' : `; sonraki iş günü ${inWords(next)}`}.`;
}

function holidaysLine({ name, holidays }: ToldHolidays): string {
  const coming = holidays.map(({ date, name: holiday }) => `${inWords(date)} (${holiday})`);
  return `${name}: ${coming.join(', ') || 'girilmiş tatil yok'}.`;
}

/** `25 Mayıs 2026 Pazartesi`. */
function inWords(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale('tr-TR').toFormat('d LLLL yyyy cccc');
}

const breaches: Readonly<Partial<Record<ToldApprovers['severity'], string>>> = {
  BREACH: 'tampon aşılıyor',
  CRITICAL: 'tampon kritik ölçüde aşılıyor',
};

function approverLines(told: ToldApprovers, { grants, actions }: Names): readonly string[] {
  const { amount, currency, paymentType, severity, entity } = told;
  const breach = breaches[severity];
  const payment = [
    `${amount === null ? currency : turkishShow.money(amount, currency)} ${paymentType}`,
    ...(entity === null ? [] : [`ödeyen ${entity}`]),
    ...(breach === undefined ? [] : [breach]),
    ...(told.isAfterHours ? ['mesai dışı'] : []),
    'yaptırım temiz, son saatten önce',
  ].join(', ');
  const people = told.people.map(({ role, grants: granted, slaHours }) => {
    const details = [...granted.map((grant) => grants[grant]), `yanıt süresi ${slaHours} saat`];
    return `${role} (${details.join(', ')})`;
  });
  return [
    `${payment}: ${actions[told.action]}. Onaylayan: ${people.join(' ve ')}.`,
    ...(told.hasNoRate ? ['Not: kullanılabilir bir USD kuru yok; en sıkı kademe geçerli.'] : []),
  ];
}
