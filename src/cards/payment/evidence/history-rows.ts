/** Who did what to a payment, with the time, the newest first: from its audit events, with nothing of a match. */
import { z } from 'zod';
import type { AuditEvent, AuditEventType } from '../../../domain/case/audit-event';
import { isComplianceMatter, outcomes } from '../../../domain/policy/outcome';
import { parseUtc } from '../../../domain/values/time';
import { shown } from '../../words/escape-markdown';
import { untoldEvents, type ToldEvent } from '../../words/told-events';
import { bankReasonsText, bankStatusText } from '../texts/bank-status-text';
import type { CardContext } from '../card-context';
import { roleText } from '../texts/people-text';

export interface HistoryRow {
  readonly text: string;
}

export interface History {
  readonly rows: readonly HistoryRow[];
  /** What is not listed; empty where everything is. */
  readonly earlier: string;
}

/** Rows and letters of a comment there is room for; the audit has all of them. */
const room = {
  full: { rows: 12, letters: 200 },
  straight: { rows: 12, letters: 120 },
  table: { rows: 8, letters: 80 },
  headline: { rows: 5, letters: 40 },
} as const;

function isTold(event: AuditEvent): event is AuditEvent & { readonly type: ToldEvent } {
  return !untoldEvents.some((type) => type === event.type);
}

export function historyOf(context: CardContext): History {
  const { view, words, level } = context;
  const told = view.events.filter(isTold).filter(({ case_version: version }) => version <= view.case.version);
  const newest = told.slice(-room[level].rows).reverse();
  const missing = told.length - newest.length;
  return {
    rows: newest.map((event) => ({ text: rowText(event, context) })),
    earlier: missing > 0 || !isWhole(view.events) ? words.history.earlier : '',
  };
}

const payloadSchema = z.object({
  role: z.string().nullish().catch(null),
  comment: z.string().nullish().catch(null),
  reason: z.string().nullish().catch(null),
  booked: z.number().nullish().catch(null),
  delegation: z.string().nullish().catch(null),
  on_behalf_of: z.string().nullish().catch(null),
  bank_reference: z.string().nullish().catch(null),
  status: z.string().catch(''),
  reasons: z.array(z.object({ code: z.string().nullable(), text: z.string().nullable() })).catch([]),
  file: z.string().nullish().catch(null),
  as_payment_id: z.string().nullish().catch(null),
  from: z.number().nullish().catch(null),
  to: z.number().nullish().catch(null),
  to_time: z.string().nullish().catch(null),
  roles: z.array(z.string()).catch([]),
  escalated: z.array(z.object({ role: z.string(), to: z.string() })).catch([]),
  to_person: z.string().nullish().catch(null),
  verdict: z.enum(['same', 'better', 'worse']).nullish().catch(null),
  payment_request: z.object({ amount: z.number() }).nullish().catch(null),
  changes: z.array(z.object({ field: z.string(), from: z.unknown() })).catch([]),
  decision: z
    .object({ action: z.enum(['PROCEED', 'HOLD', 'REJECT']), outcome: z.enum(outcomes) })
    .nullish()
    .catch(null),
  voided: z.array(z.object({ role: z.string(), by: z.string() })).catch([]),
});
type Payload = z.infer<typeof payloadSchema>;

function rowText(event: AuditEvent & { readonly type: ToldEvent }, context: CardContext): string {
  const { view, words } = context;
  const payload = payloadSchema.parse(event.payload);
  const role = payload.role == null || payload.role === '' ? '' : ` (${roleText(payload.role)})`;
  const about = details(event, payload, context);
  const said = quoted(event, payload, context);
  const at = parseUtc(event.at) === null ? shown(event.at, 40) : words.show.minute(event.at, view.businessNow);
  return `${at}: **${speakerOf(event, payload, context)}**${role} ${words.history.acts[event.type]}${about}${said}`;
}

function speakerOf(event: AuditEvent, { delegation, on_behalf_of: whose }: Payload, context: CardContext): string {
  const name = actorText(event, context);
  if (delegation == null || whose == null) return name;
  return context.words.delegation.by(name, shown(whose, 60), shown(delegation, 40));
}

function actorText({ actor }: AuditEvent, { words }: CardContext): string {
  if (actor.kind === 'desk') return words.history.desk;
  const name = shown(actor.name, 60);
  return actor.persona_of === undefined ? name : words.history.tested(name, shown(actor.persona_of, 60));
}

/** What the act was about, with what joins it to the act. */
function details(
  event: AuditEvent & { readonly type: ToldEvent },
  payload: Payload,
  { view, words, redaction }: CardContext,
): string {
  const money = (amount: number) => words.show.money(amount, currencyAt(event, view));
  const {
    payment_request: asked,
    decision,
    from,
    to,
    verdict,
    voided,
    roles,
    escalated,
    bank_reference: reference,
    booked,
    as_payment_id: newId,
  } = payload;
  switch (event.type) {
    case 'payment_submitted':
      return asked ? ` ${money(asked.amount)}` : '';
    case 'decision_made':
    case 'review_failed': {
      if (!decision) return '';
      const isTheirs = redaction.isRestricted || isComplianceMatter(decision.outcome);
      return ` ${words.actions[decision.action]}${isTheirs ? `, ${words.history.underCompliance}` : ''}`;
    }
    case 'payment_reduced': {
      const span = from == null || to == null ? '' : ` ${words.history.fromTo(money(from), money(to))}`;
      return `${span}${undone(voided, words)}`;
    }
    case 'payment_delayed': {
      const until = payload.to_time;
      const when = until == null ? '' : ` ${words.history.until(words.show.minute(until, view.businessNow))}`;
      return `${when}${undone(voided, words)}`;
    }
    case 'payment_rescreened':
    case 'review_restarted':
    case 'payment_corrected':
      return undone(voided, words);
    case 'liquidity_rechecked':
      return verdict == null ? '' : `, ${words.history.verdicts[verdict]}`;
    case 'payment_short': {
      const told = reference == null ? '' : words.history.reference(redaction.share(reference, 60));
      return booked == null
        ? told
        : ` ${words.history.bookedOf(money(booked), money(view.case.payment.amount))}${told}`;
    }
    case 'compliance_disposition':
    case 'payment_released':
    case 'payment_settled':
    case 'payment_returned':
      return reference == null ? '' : words.history.reference(redaction.share(reference, 60));
    case 'payment_asked_again':
      return newId == null ? '' : ` ${words.history.asPayment(shown(newId, 64))}`;
    case 'bank_status_noted':
      return ` ${bankStatusText(payload.status, words)}`;
    case 'payment_refused_by_bank':
      return ` ${bankReasonsText(payload.reasons, { words, redaction }) || bankStatusText(payload.status, words)}`;
    case 'payment_sent':
      return payload.file == null ? '' : `, ${shown(payload.file, 35)}`;
    case 'override_requested':
    case 'question_asked':
    case 'question_answered':
    case 'reference_attached':
    case 'approval_given':
    case 'approval_taken_back':
    case 'payment_withdrawn':
    case 'payment_rejected':
    case 'case_claimed':
    case 'payment_expired':
    case 'unusual_noted':
      return '';
    case 'people_reminded':
      return roles.length === 0 ? '' : ` ${words.and(roles.slice(0, 4).map(roleText))}`;
    case 'approval_escalated':
      return ` ${words.and(escalated.slice(0, 4).map(({ to: role }) => roleText(role)))}`;
    case 'case_passed_on':
      return ` ${payload.to_person == null ? words.history.toNobody : words.history.to(shown(payload.to_person, 60))}`;
  }
}

/** What was said of an amount was said of the currency it had then: a later correction changed both. */
function currencyAt({ seq }: AuditEvent, { case: current, events }: CardContext['view']): string {
  const later = events.filter((one) => one.type === 'payment_corrected' && one.seq > seq);
  const [before] = later.flatMap(({ payload }) =>
    payloadSchema.parse(payload).changes.flatMap(({ field, from }) => (field === 'currency' ? [from] : [])),
  );
  return typeof before === 'string' ? before : current.payment.currency;
}

function undone(voided: Payload['voided'], words: CardContext['words']): string {
  if (voided.length === 0) return '';
  const whose = voided.slice(0, 4).map(({ role, by }) => `${shown(by, 40)} (${roleText(role)})`);
  return `, ${words.history.voided(words.and(whose))}`;
}

/** A person's own words, where they cannot tell of a match. */
function quoted(event: AuditEvent, { comment, reason }: Payload, context: CardContext): string {
  const { redaction, words, level } = context;
  const said = comment ?? reason ?? null;
  if (said === null || said === '' || event.type === 'compliance_disposition' || isWithheld(event, context)) return '';
  return `: ${words.history.said(redaction.share(said, room[level].letters))}`;
}

/** What sends a case back under review. */
const returns = [
  'review_restarted',
  'payment_reduced',
  'payment_delayed',
  'payment_corrected',
  'payment_rescreened',
] as const satisfies readonly AuditEventType[];

/**
 * While compliance looks at the payment nobody's words are shown. Those of an earlier run stay unshown where it was compliance's matter:
 * the match they may name is not in the evidence of the run that is shown.
 */
function isWithheld({ seq }: AuditEvent, { view, redaction }: CardContext): boolean {
  if (redaction.isRestricted) return true;
  const mayBeOfCompliance = !isWhole(view.events) || view.events.some(isOfCompliance);
  const lastReturn = view.events.findLast(({ type }) => returns.some((known) => known === type));
  return lastReturn !== undefined && seq <= lastReturn.seq && mayBeOfCompliance;
}

/** Whether the first event is there, and so all are. */
function isWhole([first]: readonly AuditEvent[]): boolean {
  return first === undefined || first.type === 'payment_submitted';
}

function isOfCompliance({ type, payload }: AuditEvent): boolean {
  if (type === 'compliance_disposition' || type === 'payment_rescreened') return true;
  const { decision } = payloadSchema.parse(payload);
  return decision != null && isComplianceMatter(decision.outcome);
}
