/** Answers a person's question about policy: from the rules where it names a payment, else from the runbooks, else not at all. */
import type { KnowledgeSearch } from '../../evidence/operational-procedures';
import { decimal, formatAmount } from '../../values/money';
import { formatUtc, utcDay } from '../../values/time';
import { answerCalendar } from './answer-calendar';
import { answerFigure } from './answer-figure';
import { isAfterHours } from '../approvals/approvals';
import { channels } from '../../payment/payment-request';
import { effectiveCutoff, type CutoffAnswer } from '../cutoff/cutoff';
import { determine } from '../determine';
import { authorityText } from '../approvals/grants';
import { actionOf } from '../outcome';
import type { Policy } from '../policy';
import type { Fields, Reading } from '../../sentences/reading';
import { toUsd } from '../facts/to-usd';
import { remarkText } from '../why/reason-text';
import type { ToldAnswer } from './told-answer';

/** `rule_ids` and `sections` say what the text rests on: at least one of them has something. */
export type PolicyAnswer =
  | {
      readonly answered: true;
      readonly text: string;
      /** What the text tells of, where it is the tables' and no quotation. */
      readonly told?: ToldAnswer;
      /** Who the answer is about, where it names roles. */
      readonly roles?: readonly string[];
      readonly rule_ids: readonly string[];
      readonly sections: readonly { readonly section_id: string; readonly title: string; readonly hash: string }[];
    }
  | { readonly answered: false; readonly why: 'no_answer' | 'unavailable'; readonly text: string };

/** The runbook section that fits the question; null where none does; `unavailable` where nobody could be asked. */
export type FoundKnowledge =
  Pick<KnowledgeSearch['results'][number], 'section_id' | 'title' | 'hash' | 'text'> | null | 'unavailable';

/** What the one reader of sentences made of the question. */
export type PolicyQuestion = Pick<Reading, 'intent' | 'fields' | 'text'>;

/** `nowMs` is business time: cutoffs are those of today. Never answers beyond policy and knowledge. */
export function answerPolicyQuestion(
  policy: Policy,
  found: FoundKnowledge,
  { intent, fields, text }: PolicyQuestion,
  nowMs: number,
): PolicyAnswer {
  if (intent === 'cutoff') return answerCutoff(policy, found, fields, nowMs);
  if (intent === 'who_approves' && fields.amount !== undefined) return answerApprovers(policy, found, fields, nowMs);
  const figure =
    intent === 'calendar' ? answerCalendar(policy, fields, text, utcDay(nowMs)) : answerFigure(policy, text, fields);
  return figure ? { answered: true, ...figure, sections: sectionsFor(found) } : answerFromKnowledge(found);
}

/** Every entity that any cutoff names. */
function entitiesOf({ cutoffs }: Policy): readonly string[] {
  return [...new Set([...cutoffs.internal, ...cutoffs.bank].map(({ entity }) => entity))];
}

/** One line for each entity and channel the question leaves open. What is known nowhere counts as late, and so it says. */
function answerCutoff(policy: Policy, found: FoundKnowledge, words: Fields, nowMs: number): PolicyAnswer {
  const entities = words.entity === undefined ? entitiesOf(policy) : [words.entity];
  const currencies = words.currency === undefined ? Object.keys(policy.calendars.by_currency) : [words.currency];
  const asked = entities.flatMap((entity) =>
    currencies.flatMap((currency) =>
      (words.channel === undefined ? channels : [words.channel]).map((channel) => ({ entity, currency, channel })),
    ),
  );
  const answers = asked.flatMap((payment) => {
    const paymentType = words.payment_type ?? payment.channel;
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
    told: { about: 'cutoffs', nowMs, ways: answers },
    rule_ids: [...new Set(answers.flatMap(({ answer }) => answer.binding_id ?? []))],
    sections: sectionsFor(found),
  };
}

function unknownCutoff(found: FoundKnowledge, { entity, currency, channel }: Fields): PolicyAnswer {
  const what = [entity, currency, channel].filter((word) => word !== undefined).join(' ');
  const sections = sectionsFor(found);
  if (sections.length === 0) return unanswered(found);
  const text = `No cutoff is known for ${what}: such a payment counts as late.`;
  return { answered: true, text, told: { about: 'no_cutoff', what }, rule_ids: [], sections };
}

function cutoffWords(answer: CutoffAnswer, nowMs: number): string {
  const { effective_cutoff_utc: utc, local_time: local, binding, value_date: valueDate } = answer;
  if (utc === null) return answer.reasons.join(' ');
  const grace = answer.grace_until_utc === null ? '' : `, for emergencies until ${clockOf(answer.grace_until_utc)}`;
  const state = answer.before_cutoff ? 'still open' : `passed (it is ${clockOf(formatUtc(nowMs))})`;
  const where = local === null ? '' : ` (${local})`;
  return `${clockOf(utc)}${where}, the ${binding ?? ''} cutoff${grace}; ${state}, value date ${valueDate ?? 'unknown'}`;
}

function clockOf(utc: string): string {
  return `${utc.slice(11, 16)} UTC`;
}

/** As for a payment that screening cleared and that is before its cutoff; amounts without a currency are USD. */
function answerApprovers(policy: Policy, found: FoundKnowledge, words: Fields, nowMs: number): PolicyAnswer {
  const currency = words.currency ?? 'USD';
  const paymentType = words.payment_type ?? 'SWIFT';
  const atMs = words.after_hours ? nightOf(policy, nowMs) : nowMs;
  const amount = words.amount === undefined ? null : decimal(words.amount);
  const amountUsd = amount && toUsd(policy, amount, currency, nowMs);
  const determination = determine(policy, {
    sanctions: 'CLEAR',
    severity: words.severity ?? 'NONE',
    beforeCutoff: true,
    amountUsd,
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
    ...(words.entity === undefined ? [] : [`of ${words.entity}`]),
  ].join(' ');
  return {
    answered: true,
    text: [
      `${payment}, cleared by sanctions and before its cutoff: ${actionOf(determination.outcome)}, approved by ${people.join(' and ')}.`,
      ...determination.notes.map((note) => `Note: ${remarkText(note)}.`),
    ].join('\n'),
    told: {
      about: 'approvers',
      amount,
      currency,
      paymentType,
      severity: words.severity ?? 'NONE',
      isAfterHours: isAfterHours(policy.approvals, atMs),
      entity: words.entity ?? null,
      action: actionOf(determination.outcome),
      people: determination.requiredApprovals,
      hasNoRate: amountUsd === null,
    },
    roles: determination.requiredApprovals.map(({ role }) => role),
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
