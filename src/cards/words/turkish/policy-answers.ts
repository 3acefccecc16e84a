/** What policy's tables answer, in Turkish: cutoffs, bank days, who approves, and figures. Names of roles, calendars, holidays and entities stay theirs. */
import { DateTime } from 'luxon';
import { isUnknownDay } from '../../../domain/policy/cutoff/closed-day';
import type { ToldAnswer, ToldApprovers, ToldDay, ToldHolidays } from '../../../domain/policy/questions/told-answer';
import { cutoffLines, type CutoffSayings } from '../cutoff-lines';
import type { Words } from '../words';
import { turkishFigure } from './figures';
import { turkishShow } from './show';

type Names = Pick<Words, 'and' | 'grants' | 'actions' | 'bindings'>;

/** One text a line. */
export function turkishPolicyAnswer(told: ToldAnswer, names: Names): readonly string[] {
  switch (told.about) {
    case 'cutoffs':
      return cutoffLines(told, cutoffsIn(names), turkishShow);
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

function cutoffsIn(names: Names): CutoffSayings {
  return {
    heading: (day, now) => `Bugün, ${day}. Şimdi ${now}.`,
    row: (entity, currency, ends) => `${entity}, ${currency}: ${ends.join('; ')}`,
    ways: (channels) => names.and(channels),
    where: (place, binding) => ` (${place === '' ? '' : `${place}, `}belirleyen: ${binding})`,
    left: (duration) => `kalan ${duration}`,
    passed: 'geçti',
    grace: (time) => `acil ödemeler için ${time}`,
    value: (day) => `valör ${day}`,
    closed: ({ closed: why, binding_id: id }) =>
      why && isUnknownDay(why) ? `bugün için takvim bilinmiyor (${id ?? ''})` : `bugün banka günü değil (${id ?? ''})`,
    bindings: names.bindings,
  };
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
