/** Loads the Adaptive Card templates of a folder once and expands them with data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import { compileTemplate } from './compile-template';

export const templateNames = [
  'payment',
  'payment-form',
  'delegation-form',
  'delegations',
  'screening',
  'liquidity',
  'cash',
  'pending',
  'payment-run',
  'act',
  'personas',
  'help',
  'welcome',
  'problem',
  'notice',
  'bundle',
  'answer',
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
const maxCardBytes = 28 * 1024;

/** What templates share: `{ "$part": "name" }` in a list stands for the elements of parts/name.json, each with the place's `$when` and `$data` where it has them. A part may use those before it. */
export const partNames = [
  'override',
  'further-act',
  'reject',
  'restart-with-reason',
  'pass-on',
  'answer-question',
  'liquidity-headline',
  'what-if',
  'liquidity-details',
] as const;

const partSchema = z.array(z.record(z.string(), z.unknown()));
const placeSchema = z.strictObject({
  $part: z.enum(partNames),
  $when: z.string().optional(),
  $data: z.string().optional(),
});
type Part = z.infer<typeof partSchema>;
type Parts = ReadonlyMap<string, Part>;

/** Reads every template. Throws `configuration_invalid` naming the file and the reason. */
export function loadTemplates(folder: string): Templates {
  const parts = loadParts(folder);
  const templates = new Map(templateNames.map((name) => [name, loadTemplate(join(folder, `${name}.json`), parts)]));

  function expandFitting(name: TemplateName, choices: readonly (() => object)[]): Card {
    const template = templates.get(name);
    if (!template) throw new Fault('internal', `no card template ${name}`);
    let bytes = 0;
    for (const choice of choices) {
      const card = bind(template, choice(), join(folder, `${name}.json`));
      bytes = Buffer.byteLength(JSON.stringify(card));
      if (bytes <= maxCardBytes) return card;
    }
    throw new Fault('internal', `the ${name} card has ${bytes} bytes, more than ${maxCardBytes}`);
  }

  return { expandFitting, expand: (name, data) => expandFitting(name, [() => data]) };
}

type Template = ReturnType<typeof compileTemplate>;

const prepared = new Map<string, Template>();

/** The same text is the same template: each has some fifty expressions, and the package takes long to read one. */
function loadTemplate(file: string, parts: Parts): Template {
  const template = readJson(file, templateSchema, parts);
  const text = JSON.stringify(template);
  const known = prepared.get(text) ?? prepare(template, file);
  prepared.set(text, known);
  return known;
}

/** Filled once with nothing: an expression that asks for a function there is not is only found so. */
function prepare(template: object, file: string): Template {
  try {
    const made = compileTemplate(template);
    bind(made, {}, file);
    return made;
  } catch (error) {
    throw error instanceof Fault ? error : unusable(file, error);
  }
}

/** Data is bound, never parsed: an expression inside a value stays text. */
function bind(template: Template, data: object, file: string): Card {
  try {
    return template(data) as Card;
  } catch (error) {
    throw unusable(file, error);
  }
}

function unusable(file: string, error: unknown): Fault {
  const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  return new Fault('configuration_invalid', `card template ${file}: ${reason}`, { cause: error });
}

function loadParts(folder: string): Parts {
  const parts = new Map<string, Part>();
  for (const name of partNames) parts.set(name, readJson(join(folder, 'parts', `${name}.json`), partSchema, parts));
  return parts;
}

/** The JSON with every place of a part, however deep, filled. Throws where a part is not there (yet). */
function fillPlaces(value: unknown, parts: Parts): unknown {
  if (Array.isArray(value))
    return value.flatMap((element: unknown) =>
      isPlace(element) ? partAt(placeSchema.parse(element), parts) : [fillPlaces(element, parts)],
    );
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillPlaces(inner, parts)]));
}

function isPlace(element: unknown): boolean {
  return typeof element === 'object' && element !== null && '$part' in element;
}

function partAt({ $part: name, ...condition }: z.infer<typeof placeSchema>, parts: Parts): Part {
  const part = parts.get(name);
  if (!part) throw new Error(`the part ${name} does not come before it`);
  return part.map((element) => ({ ...element, ...condition }));
}

function readJson<T>(file: string, schema: z.ZodType<T>, parts: Parts): T {
  try {
    return schema.parse(fillPlaces(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')), parts));
  } catch (error) {
    throw unusable(file, error);
  }
}
