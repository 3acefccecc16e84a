/** The day's balance against its buffer, as the series of a Chart.Line. */
import type { LiquidityCurve, LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { parseUtc, hourMs, dayMs } from '../../domain/values/time';
import { inUnit, unitFor, type ChartUnit } from './chart-unit';
import type { LiquiditySubject } from './liquidity-subject';

/** `x` is the hour of the UTC day, 14.5 for 14:30: Teams draws a true time axis for numbers and for whole dates only. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

const hoursInDay = 24;

/** `withStepEnds`: a balance holds until the next flow, so each step has a point at both ends; without them the line slants between flows. */
export function balanceChart(
  result: LiquidityScreening,
  curve: LiquidityCurve,
  { subject, withStepEnds }: { readonly subject: LiquiditySubject; readonly withStepEnds: boolean },
) {
  const { payment_assessed: assessed, breach_assessment: found } = result;
  const {
    liquidity: { chart },
    show,
  } = subject.words;
  const buffer = found.buffer_threshold;
  const unit = unitFor([buffer, ...curve.points.map(({ balance }) => balance)]);
  const steps = stepsOf(curve, unit);
  return {
    // Read out by screen readers; clients that show it show it above the chart.
    title: chart.title(subject.name, show.day(assessed.timestamp_utc.slice(0, 10)), subject.money(buffer)),
    x_title: chart.hour,
    y_title: chart.balance(assessed.currency.slice(0, 3), unit.word === null ? '' : chart.units[unit.word]),
    balance_legend: curve.exact ? chart.balanceLegend : chart.lowestLegend,
    balance: withStepEnds ? withEnds(steps) : [...steps, ...lastOf(steps)],
    buffer_legend: chart.bufferLegend(subject.money(buffer)),
    buffer: [
      { x: 0, y: inUnit(buffer, unit) },
      { x: hoursInDay, y: inUnit(buffer, unit) },
    ],
  };
}

function stepsOf({ points }: LiquidityCurve, unit: ChartUnit): ChartPoint[] {
  return points.flatMap(({ at, balance }) => {
    const atMs = parseUtc(at);
    if (atMs === null) return [];
    const hour = (atMs % dayMs) / hourMs;
    return [{ x: Math.round(hour * 10_000) / 10_000, y: inUnit(balance, unit) }];
  });
}

function withEnds(steps: readonly ChartPoint[]): ChartPoint[] {
  const drawn = steps.flatMap((step, index) => {
    const before = steps[index - 1];
    return before && before.y !== step.y ? [{ x: step.x, y: before.y }, step] : before ? [] : [step];
  });
  return [...drawn, ...lastOf(drawn)];
}

/** The last balance holds to the day's end. */
function lastOf(steps: readonly ChartPoint[]): ChartPoint[] {
  const last = steps.at(-1);
  return last && last.x < hoursInDay ? [{ x: hoursInDay, y: last.y }] : [];
}
