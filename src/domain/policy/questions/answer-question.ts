/** Answers a person's question about policy: from the rules where it names a payment, else from the runbooks, else not at all. */
import type { KnowledgeSearch } from '../../evidence/operational-procedures';
import { formatAmount } from '../../values/money';
import { formatUtc, utcDay } from '../../values/time';
import { answerFigure, type FigureAnswer } from './answer-figure';
import { isAfterHours } from '../approvals';
import { channels } from '../../payment/payment-request';
import { effectiveCutoff, type CutoffAnswer } from '../cutoff/cutoff';
import { determine } from '../determine';
import { authorityText } from '../grants';
import { actionOf } from '../outcome';
import type { Policy } from '../policy';
import { entitiesOf, readQuestion, type QuestionWords } from './read-question';
import { toUsd } from '../to-usd';

/** `rule_ids` and `sections` say what the text rests on: at least one of them has something. */
export type PolicyAnswer =
  | {
      readonly answered: true;
      readonly text: string;
      readonly rule_ids: readonly string[];
      readonly sections: readonly { readonly section_id: string; readonly title: string; readonly hash: string }[];
    }
  | { readonly answered: false; readonly why: 'no_answer' | 'unavailable'; readonly text: string };

/** The runbook section that fits the question; null where none does; `unavailable` where nobody could be asked. */
export type FoundKnowledge =
  Pick<KnowledgeSearch['results'][number], 'section_id' | 'title' | 'hash' | 'text'> | null | 'unavailable';

/** `nowMs` is business time: cutoffs are those of today. Never answers beyond policy and knowledge. */
export function answerPolicyQuestion(
  policy: Policy,
  found: FoundKnowledge,
  question: string,
  nowMs: number,
): PolicyAnswer {
  const words = readQuestion(policy, question);
  if (asksForCutoff(question) && (words.currency ?? words.channel) !== null)
    return answerCutoff(policy, found, words, nowMs);
  if (asksForApprovers(question) && words.amount !== null) return answerApprovers(policy, found, words, nowMs);
  const figure = answerReasonCode(policy, question) ?? answerFigure(policy, question, words);
  return figure ? { answered: true, ...figure, sections: sectionsFor(found) } : answerFromKnowledge(found);
}

/** A code itself is the id of its row. */
function answerReasonCode({ reasons }: Policy, question: string): FigureAnswer | null {
  const found = reasons.find(({ code }) => new RegExp(`\\b${code}\\b`, 'i').test(question));
  return found ? { text: `${found.code}: ${found.meaning} ${found.next_step}`, rule_ids: [found.code] } : null;
}

function asksForCutoff(question: string): boolean {
  return /cut[ -]?offs?\b|until when|how late|latest time|too late/i.test(question);
}

function asksForApprovers(question: string): boolean {
  return /\bapprov|\bsign(s|ed)?[ -]?off|\bsigns?\b|\brelease|\bauthori[sz]/i.test(question);
}

/** One line for each entity and channel the question leaves open. What is known nowhere counts as late, and so it says. */
function answerCutoff(policy: Policy, found: FoundKnowledge, words: QuestionWords, nowMs: number): PolicyAnswer {
  const entities = words.entity === null ? entitiesOf(policy) : [words.entity];
  const currencies = words.currency === null ? Object.keys(policy.calendars.by_currency) : [words.currency];
  const asked = entities.flatMap((entity) =>
    currencies.flatMap((currency) =>
      (words.channel === null ? channels : [words.channel]).map((channel) => ({ entity, currency, channel })),
    ),
  );
  const answers = asked.flatMap((payment) => {
    const paymentType = words.paymentType ?? payment.channel;
    const answer = effectiveCutoff(policy, { ...payment, paymentType, atMs: nowMs });
    return answer.binding === null ? [] : [{ ...payment, answer }];
  });
  if (answers.length === 0) return unknownCutoff(found, words);
  const lines = answers.map(
    ({ entity, currency, channel, answer }) => `${entity} ${currency} ${channel}: ${cutoffWords(answer, nowMs)}`,
  );
  return {
    answered: true,
    text: [`Cutoffs on ${utcDay(nowMs)}:`, ...lines].join('\n'),
    rule_ids: [...new Set(answers.flatMap(({ answer }) => answer.binding_id ?? []))],
    sections: sectionsFor(found),
  };
}

function unknownCutoff(found: FoundKnowledge, { entity, currency, channel }: QuestionWords): PolicyAnswer {
  const what = [entity, currency, channel].filter((word) => word !== null).join(' ');
  const sections = sectionsFor(found);
  return sections.length > 0
    ? { answered: true, text: `No cutoff is known for ${what}: such a payment counts as late.`, rule_ids: [], sections }
    : unanswered(found);
}

function cutoffWords(answer: CutoffAnswer, nowMs: number): string {
  const { effective_cutoff_utc: utc, local_time: local, binding, binding_id: id, value_date: valueDate } = answer;
  if (utc === null) return answer.reasons.join(' ');
  const grace = answer.grace_until_utc === null ? '' : `, with grace until ${answer.grace_until_utc}`;
  const state = answer.before_cutoff ? 'still open' : `passed at ${formatUtc(nowMs)}`;
  return `${utc} (${local ?? ''}), by the ${binding ?? ''} cutoff ${id ?? ''}${grace}; ${state}, value date ${valueDate ?? 'unknown'}`;
}

/** As for a payment that screening cleared and that is before its cutoff; amounts without a currency are USD. */
function answerApprovers(policy: Policy, found: FoundKnowledge, words: QuestionWords, nowMs: number): PolicyAnswer {
  const currency = words.currency ?? 'USD';
  const paymentType = words.paymentType ?? 'SWIFT';
  const atMs = words.isAtNight ? nightOf(policy, nowMs) : nowMs;
  const amount = words.amount;
  const determination = determine(policy, {
    sanctions: 'CLEAR',
    severity: words.severity,
    beforeCutoff: true,
    amountUsd: amount && toUsd(policy, amount, currency, nowMs),
    paymentType,
    entity: words.entity ?? '',
    atMs,
  });
  const people = determination.requiredApprovals.map(({ role, grants, slaHours }) => {
    const details = [authorityText(grants), `${slaHours} h to answer`].filter((part) => part !== undefined);
    return `${role} (${details.join(', ')})`;
  });
  const payment = [
    amount ? formatAmount(amount, currency) : '',
    currency,
    paymentType,
    ...(words.severity === 'BREACH' ? ['with a breach of the buffer'] : []),
    ...(words.severity === 'CRITICAL' ? ['with a critical breach of the buffer'] : []),
    ...(isAfterHours(policy.approvals, atMs) ? ['after hours'] : []),
    ...(words.entity === null ? [] : [`of ${words.entity}`]),
  ].join(' ');
  return {
    answered: true,
    text: [
      `${payment}, cleared by sanctions and before its cutoff: ${actionOf(determination.outcome)}, approved by ${people.join(' and ')}.`,
      `Rules: ${determination.ruleIds.join(', ')}.`,
      ...determination.notes.map((note) => `Note: ${note}.`),
    ].join('\n'),
    rule_ids: determination.ruleIds,
    sections: sectionsFor(found),
  };
}

/** The first moment after hours on that day. */
function nightOf({ approvals }: Policy, nowMs: number): number {
  return Date.parse(`${utcDay(nowMs)}T${approvals.after_hours.from_utc}:00Z`);
}

function answerFromKnowledge(found: FoundKnowledge): PolicyAnswer {
  if (found === null || found === 'unavailable') return unanswered(found);
  return { answered: true, text: `${found.title}\n${found.text}`, rule_ids: [], sections: sectionsFor(found) };
}

/** The runbook section beside a rule's answer, where one speaks of the question. */
function sectionsFor(found: FoundKnowledge): readonly { section_id: string; title: string; hash: string }[] {
  if (found === null || found === 'unavailable') return [];
  const { section_id, title, hash } = found;
  return [{ section_id, title, hash }];
}

function unanswered(found: FoundKnowledge): PolicyAnswer {
  return found === 'unavailable'
    ? { answered: false, why: 'unavailable', text: 'The procedures cannot be asked at the moment.' }
    : { answered: false, why: 'no_answer', text: 'The policy and the procedures have no answer to that.' };
}
