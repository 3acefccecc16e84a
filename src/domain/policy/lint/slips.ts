/** Figures and tables that look like a slip of the pen beside their neighbours: a zero too many, a rate upside down, a calendar nobody filled in. */
import { decimal } from '../../values/money';
import type { Policy } from '../policy';
import type { LintInput, Weakness } from './finding';

/**
 * How far off makes a slip: a zero too many is ten times, and what entities keep in one currency differs by three. In its
 * entity's other currencies it may differ more, so there both must be off; alone they say something from ten times on.
 */
const farOff = { currency: 6, both: 4, entityAlone: 10 };

/**
 * About what a unit is worth in US dollars, from published rates of 2025 and 2026: good enough to see a slip of a digit or a rate
 * the wrong way round, and used for nothing else.
 */
const roughUsdPerUnit: Readonly<Record<string, number>> = {
  AED: 0.272,
  AUD: 0.66,
  BRL: 0.185,
  CAD: 0.72,
  CHF: 1.25,
  CNY: 0.14,
  CZK: 0.048,
  DKK: 0.156,
  EUR: 1.16,
  GBP: 1.34,
  HKD: 0.128,
  HUF: 0.003,
  INR: 0.0113,
  JPY: 0.0065,
  KRW: 0.0007,
  KWD: 3.26,
  MXN: 0.055,
  NOK: 0.099,
  NZD: 0.58,
  PLN: 0.275,
  RON: 0.23,
  SAR: 0.267,
  SEK: 0.106,
  SGD: 0.77,
  TRY: 0.0235,
  ZAR: 0.057,
};
/** A currency may lose a great deal in the years such a table lives; five times is beyond what any of these did. */
const farOffRate = 5;
/** Banks of every country close on at least this many weekdays a year; Turkey's, with the feasts on weekends, on fewest. */
const fewestHolidaysAYear = 4;

type Buffer = Policy['liquidity']['buffers'][number];

export function lintSlips({ policy }: LintInput): readonly Weakness[] {
  return [...oddBuffers(policy), ...oddRates(policy), ...emptyCalendars(policy)];
}

/** Of two that are far apart in one currency, the one that is also further from its entity's other buffers is named. */
function oddBuffers({ liquidity: { buffers }, cutoffs, rates }: Policy): readonly Weakness[] {
  const worth = ({ currency, minimum }: Buffer): number => {
    const rate = currency === 'USD' ? 1 : rates.usd_per_unit[currency];
    return rate === undefined ? 0 : decimal(minimum).times(rate).toNumber();
  };
  const isKnown = ({ entity }: Buffer) => cutoffs.internal.some((row) => row.entity === entity);
  const odd = buffers
    // One of an entity that no cutoff knows is found for that.
    .flatMap((buffer, at) => (isKnown(buffer) ? [{ buffer, at }] : []))
    .map(({ buffer, at }) => {
      const others = buffers.filter((other) => other !== buffer);
      const inCurrency = others.filter(({ currency }) => currency === buffer.currency);
      const inEntity = others.filter(({ entity }) => entity === buffer.entity);
      return {
        ...buffer,
        at,
        byCurrency: timesApart(
          Number(buffer.minimum),
          inCurrency.map(({ minimum }) => Number(minimum)),
        ),
        byEntity: timesApart(worth(buffer), inEntity.map(worth)) ?? 1,
      };
    })
    .filter(({ byCurrency, byEntity }) =>
      byCurrency === null
        ? byEntity >= farOff.entityAlone
        : byCurrency >= farOff.currency || Math.min(byCurrency, byEntity) >= farOff.both,
    );
  return odd
    .filter(({ currency, byEntity }) => odd.every((other) => other.currency !== currency || other.byEntity <= byEntity))
    .map(({ id, at, entity, currency, minimum, byCurrency, byEntity }) => ({
      kind: 'buffer_out_of_line',
      file: 'liquidity.yaml',
      path: ['buffers', at, 'minimum'],
      reason: `${id}: ${minimum} ${currency} is about ${Math.round(byCurrency ?? byEntity)} times off what ${byCurrency === null ? `${entity} keeps in other currencies` : `others keep in ${currency}`}; is a zero missing or too many?`,
      ruleIds: [id],
      example: { entity, currency, minimum },
    }));
}

/** How many times a value is above or below the middle one of the others; null where there is nothing to compare. */
function timesApart(own: number, others: readonly number[]): number | null {
  const known = others.filter((value) => value > 0).sort((a, b) => a - b);
  const middle = known[Math.floor(known.length / 2)];
  return middle === undefined || own <= 0 ? null : Math.max(own / middle, middle / own);
}

function oddRates({ rates }: Policy): readonly Weakness[] {
  return Object.entries(rates.usd_per_unit).flatMap(([currency, rate]): Weakness[] => {
    const rough = roughUsdPerUnit[currency];
    if (rough === undefined) return [];
    const off = (value: number) => Math.max(value / rough, rough / value);
    // Near parity a rate upside down is still near, so it counts as one only where the other way round fits much better.
    const isInverted = off(rate) > 1.2 && off(1 / rate) < Math.sqrt(off(rate));
    if (!isInverted && off(rate) < farOffRate) return [];
    return [
      {
        kind: isInverted ? 'rate_inverted' : 'rate_out_of_line',
        file: 'fx-rates.yaml',
        path: ['usd_per_unit', currency],
        reason: isInverted
          ? `one ${currency} is given as ${rate} USD, which looks like ${currency} for one USD: the rate would be ${Number((1 / rate).toPrecision(4))}`
          : `one ${currency} is given as ${rate} USD, and was worth about ${rough}`,
        ruleIds: [rates.id],
        example: { amount: 1, currency },
      },
    ];
  });
}

function emptyCalendars({ calendars: { calendars } }: Policy): readonly Weakness[] {
  return calendars.flatMap(({ id, name, covers, holidays }, at): Weakness[] => {
    const years = Number(covers.to.slice(0, 4)) - Number(covers.from.slice(0, 4)) + 1;
    if (holidays.length >= years * fewestHolidaysAYear) return [];
    return [
      {
        kind: 'calendar_nearly_empty',
        file: 'calendars.yaml',
        path: ['calendars', at, 'holidays'],
        reason: `${id}: ${name} has ${holidays.length} ${holidays.length === 1 ? 'holiday' : 'holidays'} from ${covers.from} to ${covers.to}; were the others never entered?`,
        example: { calendar: id, holidays: holidays.length },
      },
    ];
  });
}
