/** In which unit a chart's axis counts: thousands, millions or billions of the currency. */
import { decimal } from '../../domain/values/money';

export interface ChartUnit {
  readonly size: number;
  readonly word: 'billion' | 'million' | 'thousand' | null;
}

const units: readonly ChartUnit[] = [
  { size: 1_000_000_000, word: 'billion' },
  { size: 1_000_000, word: 'million' },
  { size: 1_000, word: 'thousand' },
  { size: 1, word: null },
];

/** Long numbers beside the axis run into its title. */
export function unitFor(amounts: readonly number[]): ChartUnit {
  const largest = Math.max(...amounts.map(Math.abs));
  return units.find(({ size }) => largest >= size) ?? { size: 1, word: null };
}

/** Finer than any screen draws; the table beside the chart has the exact figures. */
const drawnDecimals = 6;

export function inUnit(amount: number, { size }: ChartUnit): number {
  return decimal(amount).dividedBy(size).toDecimalPlaces(drawnDecimals).toNumber();
}
