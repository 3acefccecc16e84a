/** Loads the Adaptive Card templates of a folder once and expands them with data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'adaptivecards-templating';
import { z } from 'zod';
import { Fault } from '../domain/errors';
import type { JsonObject } from '../domain/json';

export const templateNames = [
  'payment',
  'payment-form',
  'screening',
  'liquidity',
  'pending',
  'personas',
  'help',
  'welcome',
  'problem',
  'notice',
] as const;
export type TemplateName = (typeof templateNames)[number];

/** An expanded card: plain JSON, ready to be attached to a message. */
export type Card = JsonObject;

export interface Templates {
  readonly expand: (name: TemplateName, data: object) => Card;
  /** The first of the choices, each plainer than the one before, that fits the size of a card. */
  readonly expandFitting: (name: TemplateName, choices: readonly (() => object)[]) => Card;
}

/** Teams shows cards up to schema 1.5, and older clients nothing newer. */
const templateSchema = z.looseObject({
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  body: z.array(z.unknown()),
});

/** Messages are cut at 100 KB by Teams and cards above 28 KB are not delivered in every client. */
export const maxCardBytes = 28 * 1024;

/** What several templates share: `{ "$part": "name" }` in a body stands for the elements of parts/name.json. */
export const partNames = ['liquidity-headline', 'liquidity-details'] as const;

const partSchema = z.array(z.unknown());
const placeSchema = z.strictObject({ $part: z.enum(partNames) });
type Parts = ReadonlyMap<string, readonly unknown[]>;

/** Reads every template. Throws `configuration_invalid` naming the file and the reason. */
export function loadTemplates(folder: string): Templates {
  const parts: Parts = new Map(
    partNames.map((name) => [name, readJson(join(folder, 'parts', `${name}.json`), partSchema)]),
  );
  const templates = new Map(templateNames.map((name) => [name, loadTemplate(join(folder, `${name}.json`), parts)]));

  function expandFitting(name: TemplateName, choices: readonly (() => object)[]): Card {
    const template = templates.get(name);
    if (!template) throw new Fault('internal', `no card template ${name}`);
    let bytes = 0;
    for (const choice of choices) {
      // Data is bound, never parsed: an expression inside a value stays text.
      const card = template.expand({ $root: choice() }) as Card;
      bytes = Buffer.byteLength(JSON.stringify(card));
      if (bytes <= maxCardBytes) return card;
    }
    throw new Fault('internal', `the ${name} card has ${bytes} bytes, more than ${maxCardBytes}`);
  }

  return { expandFitting, expand: (name, data) => expandFitting(name, [() => data]) };
}

function loadTemplate(file: string, parts: Parts): Template {
  const template = readJson(file, templateSchema);
  const body = template.body.flatMap((element) => {
    const place = placeSchema.safeParse(element);
    return place.success ? (parts.get(place.data.$part) ?? []) : [element];
  });
  return new Template({ ...template, body });
}

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Fault('configuration_invalid', `card template ${file}: ${reason}`, { cause: error });
  }
}
