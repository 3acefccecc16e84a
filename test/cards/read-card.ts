/** Looks at expanded cards the way a client does: parsed, walked, and read as text. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as AdaptiveCardsPackage from 'adaptivecards';
import { createCards } from '../../src/cards/create-cards';
import type { Card } from '../../src/cards/templates';

// The package's main file is ESM without saying so; its bundle loads anywhere.
const AdaptiveCards = createRequire(__filename)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCardsPackage;

export const cards = createCards({ folder: join(__dirname, '../../cards') });

/** What the reference renderer's parser complains about; an empty list for a valid card. */
export function validationEvents(card: Card): string[] {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const parsed = new AdaptiveCards.AdaptiveCard();
  parsed.parse(card, context);
  const found = [...Array(context.eventCount).keys()].map((index) => context.getEventAt(index).message);
  return [...found, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
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

export function bytesOf(card: Card): number {
  return Buffer.byteLength(JSON.stringify(card));
}
