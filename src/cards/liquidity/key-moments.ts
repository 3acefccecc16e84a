/** The moments of the day that matter, as a table: for clients that draw no chart, and for reading exact figures. */
import type { LiquidityCurve, LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { decimal } from '../../domain/values/money';
import { parseUtc } from '../../domain/values/time';
import { escapeMarkdown } from '../words/escape-markdown';
import type { LiquiditySubject } from './liquidity-subject';

export interface MomentRow {
  readonly when: string;
  readonly balance: string;
  readonly against: string;
}

interface Moment {
  readonly at: string;
  readonly words: string;
  readonly balance: number;
  /** False where the curve only says that the balance is no lower. */
  readonly isExact: boolean;
}

/** In the order of the day; moments at the same instant share a row. Every figure is one of the evidence. */
export function keyMoments(result: LiquidityScreening, subject: LiquiditySubject): readonly MomentRow[] {
  const { breach_assessment: found, payment_assessed: assessed, curve } = result;
  /** `atLeast`: what the balance is known not to be under at that moment, whatever the curve has room to say. */
  const inside = (at: string | null | undefined, words: string, atLeast = -Infinity): Moment[] => {
    const balance = at == null || !curve ? null : balanceAt(curve, at);
    if (at == null || balance === null || !curve) return [];
    return [{ at, words, balance: Math.max(balance, atLeast), isExact: curve.exact }];
  };
  const exactly = (at: string | undefined, words: string, balance: number): Moment[] =>
    at === undefined ? [] : [{ at, words, balance, isExact: true }];
  const day = assessed.timestamp_utc.slice(0, 10);
  const named = subject.words.liquidity.moments;
  const moments = [
    ...exactly(`${day}T00:00:00Z`, named.opening, subject.day.start_of_day_balance),
    ...inside(assessed.timestamp_utc, named.payment),
    ...inside(found.first_breach_time, named.firstUnder),
    ...exactly(found.projected_min_time, named.lowest, found.projected_min_balance),
    ...inside(found.breach ? found.recovery_time : null, named.holdsAgain, found.buffer_threshold),
    ...exactly(`${day}T23:59:59.999Z`, named.endOfDay, subject.day.end_of_day_balance),
  ];
  return rowsOf(moments).map((row) => rowText(row, found.buffer_threshold, subject));
}

type Row = Omit<Moment, 'words'> & { readonly atMs: number; readonly words: readonly string[] };

/** What is known exactly stands for what shares its row. The opening keeps a row of its own: flows at midnight come after it. */
function rowsOf(moments: readonly Moment[]): readonly Row[] {
  const rows: Row[] = [];
  for (const { words, ...moment } of moments) {
    const atMs = parseUtc(moment.at) ?? 0;
    const place = rows.findIndex(
      (row) => row.atMs === atMs && (row.balance === moment.balance || !row.isExact || !moment.isExact),
    );
    const known = rows[place];
    if (known) rows[place] = { ...known, ...(moment.isExact ? moment : {}), words: [...known.words, words] };
    else rows.push({ ...moment, atMs, words: [words] });
  }
  return rows.sort((a, b) => a.atMs - b.atMs);
}

function rowText(
  { at, words: named, balance, isExact }: Row,
  buffer: number,
  { figure, words }: LiquiditySubject,
): MomentRow {
  const beside = decimal(balance).minus(decimal(buffer));
  const distance = figure(beside.abs());
  const isUnder = beside.isNegative() && !beside.isZero();
  const { moments } = words.liquidity;
  const isEdge = named[0] === moments.opening || named[0] === moments.endOfDay;
  const told = escapeMarkdown(named.join(', '));
  return {
    when: isEdge
      ? told.charAt(0).toLocaleUpperCase(words.locale) + told.slice(1)
      : `${words.show.clock(at, at).replace(' UTC', '')} ${told}`,
    balance: isExact ? figure(balance) : moments.atLeast(figure(balance)),
    against: (isUnder ? moments.under : moments.over)(distance, !isExact),
  };
}

function balanceAt({ points }: LiquidityCurve, at: string): number | null {
  const atMs = parseUtc(at);
  if (atMs === null) return null;
  return points.findLast((point) => (parseUtc(point.at) ?? Infinity) <= atMs)?.balance ?? null;
}
