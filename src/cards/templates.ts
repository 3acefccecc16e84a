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

export type ExpandTemplate = (name: TemplateName, data: object) => Card;

/** Teams shows cards up to schema 1.5, and older clients nothing newer. */
const templateSchema = z.looseObject({
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  body: z.array(z.unknown()),
});

/** Messages are cut at 100 KB by Teams and cards above 28 KB are not delivered in every client. */
export const maxCardBytes = 28 * 1024;

/** Reads every template. Throws `configuration_invalid` naming the file and the reason. */
export function loadTemplates(folder: string): ExpandTemplate {
  const templates = new Map(templateNames.map((name) => [name, loadTemplate(join(folder, `${name}.json`))]));
  return (name, data) => {
    const template = templates.get(name);
    if (!template) throw new Fault('internal', `no card template ${name}`);
    // Data is bound, never parsed: an expression inside a value stays text.
    const card = template.expand({ $root: data }) as Card;
    const bytes = Buffer.byteLength(JSON.stringify(card));
    if (bytes > maxCardBytes)
      throw new Fault('internal', `the ${name} card has ${bytes} bytes, more than ${maxCardBytes}`);
    return card;
  };
}

function loadTemplate(file: string): Template {
  try {
    return new Template(templateSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Fault('configuration_invalid', `card template ${file}: ${reason}`, { cause: error });
  }
}
