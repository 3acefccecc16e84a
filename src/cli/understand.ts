/** `understand`: what the chat makes of a sentence: intent, fields, and what it would ask. It starts nothing. */
import { english } from '../cards/words/english/english';
import { z } from 'zod';
import { createUnderstand, type Understand } from '../app/requests/understand';
import type { Config } from '../composition/config/config';
import { createKnowledgeIndex } from '../domain/knowledge/search';
import { fieldProblems } from '../domain/policy/questions/question-fields';
import type { Reading } from '../domain/sentences/reading';
import { refuse } from '../domain/values/errors';
import { createSystemClock } from '../jobs/system-clock';
import { readKnowledgeFolder } from '../sources/knowledge/knowledge-folder';
import { readLedgerFolder } from '../sources/ledger/folder';
import { readPeople } from '../sources/policy/people-file';
import { readPolicyFolder } from '../sources/policy/policy-folder';
import { printJson, printText, RefusedInput } from './answer';
import { answerLines } from './json-lines';

export interface UnderstandOptions {
  readonly batch?: string;
  readonly json?: boolean;
}

const questionSchema = z.object({ said: z.string().max(4_000, 'is longer than 4,000 characters') });

export function understand(config: Config, said: string | undefined, { batch, json }: UnderstandOptions): void {
  const read = openReader(config);
  if (batch !== undefined) {
    answerLines(batch, (question) => {
      const asked = questionSchema.safeParse(question);
      if (!asked.success) return { ok: false, problems: fieldProblems(asked.error, question) };
      return { ok: true, value: asJson(read(asked.data.said)) };
    });
    return;
  }
  if (said === undefined)
    throw new RefusedInput(refuse('sentence_missing', 'Give a sentence, or --batch FILE.jsonl.', 'said').problems);
  const reading = read(said);
  if (json === true) printJson(asJson(reading));
  else printText(inWords(reading));
}

function openReader(config: Config): Understand {
  const ledger = readLedgerFolder(config.ledgerDir, config.ledgerAsOf);
  const policy = readPolicyFolder(config.policyDir);
  const knowledge = createKnowledgeIndex(readKnowledgeFolder(config.knowledgeDir, policy));
  return createUnderstand({
    ledger: { current: () => ledger },
    policy: { current: () => policy },
    directory: readPeople(config.peopleFile, policy.roles),
    knowledge: { current: () => knowledge },
    clock: { now: () => config.demoStartMs ?? createSystemClock().now() },
  });
}

function asJson({ intent, fields, ambiguities, assumed, leftOut, nearest }: Reading) {
  return {
    intent,
    fields,
    ambiguous: ambiguities.map(({ field }) => field),
    asked: ambiguities.map(({ field, said, choices, why }) => ({ field, said, choices, why })),
    assumed: assumed.map(english.chat.problems.assumed),
    left_out: leftOut,
    nearest,
  };
}

function inWords({ intent, fields, ambiguities, assumed, leftOut }: Reading): string[] {
  return [
    intent.replaceAll('_', ' '),
    ...Object.entries(fields).map(([field, value]) => `  ${field.replaceAll('_', ' ')}: ${String(value)}`),
    ...ambiguities.map(
      ({ field, said, choices, why }) =>
        `  ${field.replaceAll('_', ' ')}? "${said}": ${why}${choices.length > 0 ? ` ${choices.join(' or ')}?` : ''}`,
    ),
    ...assumed.map((made) => `  assumed: ${english.chat.problems.assumed(made)}`),
    ...leftOut.map((text) => `  not taken: ${text}`),
  ];
}
