/** Why a day has no cutoff, in Turkish; names of calendars, holidays, entities and rules stay theirs. */
import type { ClosedBecause } from '../../../../domain/policy/cutoff/closed-day';

/** Days stay as machines write them. */
export function turkishClosedDay(closed: ClosedBecause): string {
  switch (closed.kind) {
    case 'holiday':
      return `${closed.day} tatil günü (${closed.calendar}: ${closed.holiday})`;
    case 'weekend':
      return `${closed.day} hafta sonu (${closed.calendar})`;
    case 'not_offered':
      return `${closed.entity} ${closed.currency} için ${closed.channel} kullanmaz (${closed.rule})`;
    case 'no_calendar':
      return `${closed.currency} için banka takvimi yok`;
    case 'no_cutoff':
      return `${closed.entity} ${closed.currency} ${closed.channel} için son işlem saati yok`;
    case 'calendar_ended':
      return `${closed.calendar} takvimi ${closed.lastDay} günü bitiyor, ${closed.day} içinde değil`;
    case 'calendar_not_begun':
      return `${closed.calendar} takviminde ${closed.day} yok`;
  }
}
