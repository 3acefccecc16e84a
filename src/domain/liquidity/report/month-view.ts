/** A month after BCBS 248: of each figure the three days that count most, and the average, over the days that were kept. */
import { decimal, type Decimal } from '../../values/money';
import type { ReportView } from '../ledger/ledger';
import type { DailyFigures, DayReport } from './report-day';

/** Of liquidity available the three lowest days are reported, of everything else the three highest. */
export const measures = [
  { name: 'maximum usage', of: (day: DailyFigures) => day.maxUsage, counts: 'highest' },
  { name: 'highest position', of: (day: DailyFigures) => day.maxPositive, counts: 'highest' },
  { name: 'available at start', of: (day: DailyFigures) => day.openingBalance.plus(day.creditLines), counts: 'lowest' },
  { name: 'credit drawn', of: (day: DailyFigures) => day.creditDrawn, counts: 'highest' },
  { name: 'sent', of: (day: DailyFigures) => day.sent, counts: 'highest' },
  { name: 'received', of: (day: DailyFigures) => day.received, counts: 'highest' },
  { name: 'time-specific', of: (day: DailyFigures) => day.timeSpecific, counts: 'highest' },
  { name: 'missed deadlines', of: (day: DailyFigures) => day.missed, counts: 'highest' },
] as const;
export type Measure = (typeof measures)[number]['name'];

export interface MonthFigure {
  readonly measure: Measure;
  readonly counts: 'highest' | 'lowest';
  /** At most three, the first counting most. */
  readonly top: readonly { readonly day: string; readonly amount: Decimal }[];
  readonly average: Decimal;
}

export interface MonthPart extends Pick<DailyFigures, 'scope' | 'name' | 'entity' | 'currency' | 'view'> {
  readonly figures: readonly MonthFigure[];
}

export interface MonthView {
  /** `2026-01`. */
  readonly month: string;
  /** The days it is made of, in order. */
  readonly days: readonly string[];
  readonly parts: readonly MonthPart[];
}

/** BCBS 248 asks for the three largest. */
const topDays = 3;

/** `days` may be of any month and in any order; each day once. */
export function viewMonth(days: readonly DayReport[], month: string): MonthView {
  const own = days.filter(({ day }) => day.startsWith(`${month}-`)).sort((a, b) => (a.day < b.day ? -1 : 1));
  const byPart = new Map<string, { day: string; figures: DailyFigures }[]>();
  for (const { day, figures } of own)
    for (const one of figures) {
      const key = [one.entity, one.currency, one.scope === 'entity' ? 0 : 1, one.name, viewOrder[one.view]].join('\n');
      byPart.set(key, [...(byPart.get(key) ?? []), { day, figures: one }]);
    }
  const parts = [...byPart].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, of]) => partOf(of) ?? []);
  return { month, days: own.map(({ day }) => day), parts };
}

const viewOrder: Readonly<Record<ReportView, number>> = { all: 0, certain: 1, settled: 2 };

function partOf(days: readonly { readonly day: string; readonly figures: DailyFigures }[]): MonthPart | null {
  const [first] = days;
  if (!first) return null;
  const { scope, name, entity, currency, view } = first.figures;
  const figures = measures.map(({ name: measure, of, counts }): MonthFigure => {
    const amounts = days.map(({ day, figures: one }) => ({ day, amount: of(one) }));
    const top = [...amounts].sort((a, b) =>
      counts === 'highest' ? b.amount.comparedTo(a.amount) : a.amount.comparedTo(b.amount),
    );
    const sum = amounts.reduce((total, { amount }) => total.plus(amount), decimal(0));
    return { measure, counts, top: top.slice(0, topDays), average: sum.dividedBy(amounts.length) };
  });
  return { scope, name, entity, currency, view, figures };
}
