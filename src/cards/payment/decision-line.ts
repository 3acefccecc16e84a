/** What the desk decided and why, in one line: in the past tense once it is history. */
import type { Decision } from '../../domain/policy/decision';
import { isClearedByCompliance } from '../../domain/case/payment-case';
import { actionOf } from '../../domain/policy/outcome';
import { decimal } from '../../domain/values/money';
import { shown } from '../words/escape-markdown';
import type { CardContext } from './card-context';
import { recordedReason } from './texts/recorded-reason';

/** Empty before there is a decision. */
export function decisionLine(context: CardContext): string {
  const { view, words, hasEnded } = context;
  const { decision } = view.case;
  if (!decision) return '';
  const say = hasEnded ? words.decision.past : words.decision.now;
  const told = [why(decision, context), inAll(decision, context)].filter((text) => text !== '');
  return say(words.actions[actionOf(decision.outcome)], told.join('. '));
}

/** Why more senior people are asked than the amount alone asks for; empty where they are not, or the reason says so already. */
function inAll({ outcome, why: recordedWhy }: Decision, { words, redaction, liquidity }: CardContext): string {
  const isSaid = !(outcome === 'proceed' || (outcome === 'liquidity_hold' && liquidity));
  if (isSaid || redaction.isRestricted || recordedWhy?.kind !== 'assessed') return '';
  const note = recordedWhy.also.find((remark) => remark.kind === 'as_asked_in_all');
  return note ? words.decision.asAskedInAll(words.show.money(decimal(note.amount), note.currency)) : '';
}

/** From the typed outcome and the evidence; where these do not tell, in the words the decision was made with. */
function why(decision: Decision, context: CardContext): string {
  const { view, words, redaction, hasEnded } = context;
  // Beside an end, that compliance looks at it would say why it ended.
  if (redaction.isRestricted)
    return (hasEnded ? words.decision.reference : words.decision.restricted)(shown(view.case.runId));
  switch (decision.outcome) {
    case 'proceed':
      return isClearedByCompliance(view.case) ? words.decision.fitsCleared : words.decision.fits;
    case 'liquidity_hold':
      return breachWords(context) ?? recorded(decision, context);
    case 'cutoff_missed':
      return words.decision.cutoffMissed(nextValueDate(context));
    case 'withdrawn':
      return words.decision.withdrawn;
    // A held one says why in its header.
    case 'manual_review':
      return view.case.status === 'held' ? untilText(decision, words) : recorded(decision, context);
    case 'compliance_hold':
    case 'blocked':
    case 'compliance_rejected':
    case 'second_approval':
    case 'liquidity_rejected':
    case 'invalid_details':
      return recorded(decision, context);
  }
}

function untilText({ why }: Decision, { decision: say }: CardContext['words']): string {
  const isOtherwise = why?.kind === 'in_doubt' && why.doubt.kind === 'ledger_differs';
  return isOtherwise ? say.heldUntilSame : say.heldUntil;
}

function recorded(decision: Decision, context: CardContext): string {
  return recordedReason(decision, context).text;
}

function breachWords({ liquidity, words, hasEnded }: CardContext): string | null {
  if (!liquidity) return null;
  const { result, subject } = liquidity;
  const { breach, gap, projected_min_time: at, already_below_buffer: isBelow } = result.breach_assessment;
  if (!breach) return null;
  const whose = subject.name;
  if (isBelow) return words.decision.breachedAlready(whose, subject.money(gap));
  if (at === undefined) return words.decision.breachUntimed(whose, subject.money(gap));
  const say = hasEnded ? words.decision.breachThen : words.decision.breach;
  return say(whose, subject.money(gap), words.show.clock(at, result.payment_assessed.timestamp_utc));
}

function nextValueDate({ view, words }: CardContext): string | null {
  const date = view.cutoff?.value_date ?? null;
  return date === null ? null : words.show.day(date);
}
