/** Looks at expanded cards the way a client does: parsed, walked, and read as text. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as AdaptiveCardsPackage from 'adaptivecards';
import { z } from 'zod';
import { createCards } from '../../src/cards/create-cards';
import { loadTemplates } from '../../src/cards/templates';
import type { Card } from '../../src/cards/templates';
import { languages } from '../../src/cards/words/languages';

// The package's main file is ESM without saying so; its bundle loads anywhere.
const AdaptiveCards = createRequire(__filename)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCardsPackage;

const templates = loadTemplates(join(__dirname, '../../cards'));
export const cards = createCards({ words: languages.en, templates });
export const turkishCards = createCards({ words: languages.tr, templates });

const chartPoints = z.array(z.strictObject({ x: z.number().min(0).max(24), y: z.number() })).min(2);
/** Microsoft's schema of the element, of which the package knows nothing; numbers for every x make its time axis a true one. */
const lineChart = z.strictObject({
  type: z.literal('Chart.Line'),
  title: z.string().min(1),
  xAxisTitle: z.string().min(1),
  yAxisTitle: z.string().min(1),
  data: z
    .array(
      z.strictObject({
        legend: z.string().min(1),
        color: z.enum(['categoricalBlue', 'categoricalRed', 'categoricalTeal']),
        values: chartPoints,
      }),
    )
    .length(2),
  /** A table in its place; or nothing, where the same table stands beside it. */
  fallback: z.union([z.looseObject({ type: z.literal('Table') }), z.literal('drop')]),
});
export type LineChart = z.infer<typeof lineChart>;

export function chartsOf(card: Card): CardObject[] {
  return objectsOf(card).filter(({ type }) => type === 'Chart.Line');
}

/** The card's one chart, checked. */
export function chartOf(card: Card): LineChart {
  return lineChart.parse(chartsOf(card)[0]);
}

/** What the reference renderer's parser complains about, each chart's fallback in its place, and what its schema does; an empty list for a valid card. */
export function validationEvents(given: Card): string[] {
  const charts = chartsOf(given).flatMap((chart) => lineChart.safeParse(chart).error?.issues ?? []);
  const card = JSON.parse(JSON.stringify(given), (_key, value: unknown) => {
    const chart = lineChart.safeParse(value);
    if (!chart.success) return value;
    return chart.data.fallback === 'drop' ? { type: 'Container', items: [] } : chart.data.fallback;
  }) as Card;
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const parsed = new AdaptiveCards.AdaptiveCard();
  parsed.parse(card, context);
  const found = [...Array(context.eventCount).keys()].map((index) => context.getEventAt(index).message);
  return [
    ...charts.map(({ path, message }) => `Chart.Line ${path.join('.')}: ${message}`),
    ...found,
    ...parsed.validateProperties().validationEvents.map(({ message }) => message),
  ];
}

export interface CardObject {
  readonly [key: string]: unknown;
}

/** Every object of the card, nested ones included. */
export function objectsOf(value: unknown): CardObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsOf);
  if (value === null || typeof value !== 'object') return [];
  return [value as CardObject, ...Object.values(value).flatMap(objectsOf)];
}

export function executesOf(card: Card): CardObject[] {
  return objectsOf(card).filter(({ type }) => type === 'Action.Execute');
}

/** Everything a person reads on the card, a line per text; Markdown escapes resolved. */
export function textOf(card: Card): string {
  return objectsOf(card)
    .flatMap(({ text, title, value, label }) => [text, title, value, label])
    .filter((shown) => typeof shown === 'string')
    .map((shown) => shown.replace(/\\([\\`*_[\](){}<>~|!#.+=-])/g, '$1'))
    .join('\n');
}

/** What is read without pressing anything. */
export function openTextOf(card: Card): string {
  const isHidden = (value: unknown): boolean => (value as CardObject | null)?.['isVisible'] === false;
  return textOf(
    JSON.parse(JSON.stringify(card), (key, value: unknown) =>
      Array.isArray(value) ? value.filter((item) => !isHidden(item)) : key === 'fallback' ? undefined : value,
    ) as Card,
  );
}

export function bytesOf(card: Card): number {
  return Buffer.byteLength(JSON.stringify(card));
}
