/** What an agent that joined as data found, in the one form policy, cards and audit read: a word, and how strict it is. */
import type { JsonObject } from '../values/json';
import { finalActions, type FinalAction } from './operational-procedures';
import { ownMember } from '../values/own-member';

/** How an agent's file says its tool's answers are read. */
export interface FindingRule {
  /** What the card calls it, in each language. */
  readonly label: Readonly<Record<'en' | 'tr', string>>;
  /** Where the word stands in the tool's answer: `$.assessment.verdict`. */
  readonly verdict: string;
  /** What each word asks for at least; a word that is not here is a HOLD. */
  readonly means: Readonly<Record<string, FinalAction>>;
  /** Where a sentence for people stands; left out where there is none. */
  readonly detail?: string | undefined;
}

export interface Finding {
  readonly label: FindingRule['label'];
  /** Null where the tool's answer has no word where it should stand. */
  readonly verdict: string | null;
  /** The least the payment may come to by this finding. */
  readonly action: FinalAction;
  /** Null where there is none. */
  readonly detail: string | null;
}

/** What a finding is of. */
export interface NamedFinding extends Finding {
  /** The agent's result name, e.g. `fraud_screening`. */
  readonly result: string;
}

/** All calls count, and the strictest stands; no call at all is a HOLD. */
export function readFinding({ label, verdict, means, detail }: FindingRule, answers: readonly JsonObject[]): Finding {
  const read = answers.map((answer): Finding => {
    const word = textAt(answer, verdict);
    const action = word === null ? undefined : ownMember(means, word);
    return {
      label,
      verdict: word,
      action: action ?? 'HOLD',
      detail: detail === undefined ? null : textAt(answer, detail),
    };
  });
  return strictestFinding(read) ?? { label, verdict: null, action: 'HOLD', detail: null };
}

/** Of equals the first; null of none. */
export function strictestFinding<Kind extends Finding>(findings: readonly Kind[]): Kind | null {
  return findings.reduce<Kind | null>(
    (best, next) => (best === null || strictnessOf(next.action) > strictnessOf(best.action) ? next : best),
    null,
  );
}

/** Higher is stricter. */
export function strictnessOf(action: FinalAction): number {
  return finalActions.indexOf(action);
}

/** A path of plain names. */
export const plainPath = /^\$(\.[A-Za-z_][A-Za-z0-9_]*)+$/;

function textAt(answer: JsonObject, path: string): string | null {
  const found = path
    .slice(2)
    .split('.')
    .reduce<unknown>(
      (parent, name) =>
        typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name)
          ? (parent as Record<string, unknown>)[name]
          : undefined,
      answer,
    );
  if (typeof found === 'string') return found;
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : null;
}
