/** When a payment's rail closes and its bank's and the treasury's cutoffs fall on one day. */
import { DateTime } from 'luxon';
import type { Channel } from '../../payment/payment-request';
import { dayKind } from './business-day';
import type { Policy } from '../policy';
import type { Calendar } from '../tables/time/calendar-table';
import type { Rail } from '../tables/time/rail-table';

/** What cutoffs are written for. */
export interface PaymentWay {
  readonly entity: string;
  readonly currency: string;
  readonly channel: Channel;
}

/** One of the times of which the earliest binds. */
export interface Candidate {
  readonly id: string;
  readonly binding: 'rail' | 'bank' | 'internal';
  readonly label: string;
  readonly atMs: number;
}

/** The rail a currency goes by on a channel; null where none is recorded. */
export function railOf(policy: Policy, currency: string, channel: Channel): Rail | null {
  const route = policy.rails.routes.find(
    (candidate) => candidate.currency === currency && candidate.channels.includes(channel),
  );
  return policy.rails.rails.find(({ id }) => id === route?.rail) ?? null;
}

/** `day` is `2026-01-22`; `rail` what `railOf` says of the payment, `home` its currency's calendar. The rail first, then the bank's rows, then the treasury's. */
export function candidatesFor(
  policy: Policy,
  way: PaymentWay,
  { rail, home, day }: { readonly rail: Rail | null; readonly home: Calendar; readonly day: string },
): readonly Candidate[] {
  const isOurs = (row: PaymentWay) =>
    row.entity === way.entity && row.currency === way.currency && row.channel === way.channel;
  const internal = policy.cutoffs.internal.filter(isOurs).map((row): Candidate => ({
    id: row.id,
    binding: 'internal',
    label: `Internal cutoff ${row.id}`,
    atMs: instant(day, row.at_utc, 'utc'),
  }));
  const bank = policy.cutoffs.bank.filter(isOurs).map((row): Candidate => ({
    id: row.id,
    binding: 'bank',
    label: `Bank cutoff ${row.id}`,
    atMs: instant(day, row.at, row.zone),
  }));
  return [...railCandidates(policy, rail, day), ...(rail ? [] : halfDayCandidates(home, day)), ...bank, ...internal];
}

function railCandidates(policy: Policy, rail: Rail | null, day: string): readonly Candidate[] {
  if (!rail) return [];
  const calendar = policy.calendars.calendars.find(({ id }) => id === rail.calendar);
  const isHalfDay = calendar !== undefined && dayKind(calendar, day).kind === 'half';
  const closes = isHalfDay ? (rail.half_day_closes ?? rail.closes) : rail.closes;
  return [
    {
      id: rail.id,
      binding: 'rail',
      label: `${rail.name}${isHalfDay ? ' (half day)' : ''}`,
      atMs: instant(day, closes, rail.zone),
    },
  ];
}

/** Without a rail a payment ends with the banks of its currency on their half day. */
function halfDayCandidates(home: Calendar, day: string): readonly Candidate[] {
  if (home.half_day_closes === undefined || dayKind(home, day).kind !== 'half') return [];
  return [
    {
      id: home.id,
      binding: 'bank',
      label: `${home.name} (half day)`,
      atMs: instant(day, home.half_day_closes, home.zone),
    },
  ];
}

function instant(day: string, time: string, zone: string): number {
  return DateTime.fromISO(`${day}T${time}`, { zone }).toMillis();
}
