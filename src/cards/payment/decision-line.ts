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
  return say(words.actions[actionOf(decision.outcome)], why(decision, context));
}

/** And why more senior people are asked than the amount alone asks for, which the recorded reason says by itself. */
function withInAll(said: string, { why: recordedWhy }: Decision, { words }: CardContext): string {
  const also = recordedWhy?.kind === 'assessed' ? recordedWhy.also : [];
  const note = also.find((remark) => remark.kind === 'as_asked_in_all');
  return note ? `${said}. ${words.decision.asAskedInAll(words.show.money(decimal(note.amount), note.currency))}` : said;
}

/** From the typed outcome and the evidence; where these do not tell, in the words the decision was made with. */
function why(decision: Decision, context: CardContext): string {
  const { view, words, redaction, hasEnded } = context;
  // Beside an end, that compliance looks at it would say why it ended.
  if (redaction.isRestricted)
    return (hasEnded ? words.decision.reference : words.decision.restricted)(shown(view.case.runId));
  switch (decision.outcome) {
    case 'proceed':
      return withInAll(
        isClearedByCompliance(view.case) ? words.decision.fitsCleared : words.decision.fits,
        decision,
        context,
      );
    case 'liquidity_hold': {
      const breach = breachWords(context);
      return breach === null ? recorded(decision, context) : withInAll(breach, decision, context);
    }
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
