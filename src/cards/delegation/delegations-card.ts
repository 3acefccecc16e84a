/** Delegations as one person reads them: who stands in for whom, until when, up to which amount, and what they may do about it. */
import type { DelegationAct } from '../../domain/delegation/answer-delegation';
import type { Delegation } from '../../domain/delegation/delegation';
import { utcDay } from '../../domain/values/time';
import type { Problem } from '../../domain/values/errors';
import { nameText, roleText } from '../payment/texts/people-text';
import { problemLines } from '../payment/texts/problem-text';
import { maxCommentLength } from '../read-press';
import { declineReasonId } from './read-delegation-press';
import { shown } from '../words/escape-markdown';
import type { ShownDelegation } from '../words/english/delegation';
import type { Words } from '../words/words';

export interface ListedDelegation {
  readonly delegation: Delegation;
  /** What whoever reads it may do with it now. */
  readonly acts: readonly DelegationAct[];
  /** Whether whoever gave it still holds the role. */
  readonly isHeld: boolean;
  /** Whether whoever it was given to is still there to answer. */
  readonly hasDelegate: boolean;
}

export interface DelegationsView {
  readonly rows: readonly ListedDelegation[];
  /** Above them; left out, how many there are. */
  readonly title?: string;
  readonly businessNow: number;
  /** What was not done, for whoever pressed; left out where all was. */
  readonly refusal?: { readonly problems: readonly Problem[]; readonly referenceId: string };
}

const maxRows = 12;
const maxReason = 160;

export function delegationsCardData(
  { rows, title, businessNow, refusal }: DelegationsView,
  atMost: number,
  words: Words,
) {
  const { list, acts } = words.delegation;
  const listed = rows.slice(0, Math.min(atMost, maxRows));
  const more = rows.length - listed.length;
  return {
    title: title ?? list.title(rows.length),
    refused: problemLines(refusal?.problems ?? [], words, { atMost: 3, referenceId: refusal?.referenceId }),
    rows: listed.map((row) => ({
      ...rowOf(row, businessNow, words),
      acts: row.acts.map((act) => ({
        title: acts[act],
        verb: act,
        takes_reason: act === 'decline_delegation',
        reason_id: declineReasonId(row.delegation.reference),
        reason_label: list.whyNot,
        press_title: list.declineIt,
        reason_hint: list.whyNotHint,
        reason_max: maxCommentLength,
        delegation: row.delegation.reference,
        version: row.delegation.version,
      })),
      has_acts: row.acts.length > 0,
    })),
    footer: more > 0 ? `${list.more(more)} ${list.footer}` : list.footer,
  };
}

function rowOf(row: ListedDelegation, businessNow: number, words: Words) {
  const { delegation } = row;
  const { role, from, to, firstDay, lastDay, upToUsd, reason, kind, ended } = delegation;
  const { list, states, standsIn } = words.delegation;
  const days = list.days(words.show.day(firstDay), words.show.day(lastDay));
  const terms = [
    days,
    ...(upToUsd === null ? [] : [list.upTo(words.show.money(upToUsd, 'USD'))]),
    ...(kind === 'absence' ? [list.absence] : []),
  ];
  const said = ended?.reason == null ? '' : `: ${list.said(shown(ended.reason, maxReason))}`;
  const by = ended ? ` (${nameText(ended.by)})${said}` : '';
  return {
    title: list.row(roleText(role), standsIn(nameText(to), nameText(from))),
    terms: terms.join('  ·  '),
    state: `${states[stateOf(row, utcDay(businessNow))]}${by}`,
    reason: list.said(shown(reason, maxReason)),
  };
}

/** What it comes to today. */
function stateOf(
  { delegation: { status, firstDay, lastDay }, isHeld, hasDelegate }: ListedDelegation,
  today: string,
): ShownDelegation {
  if (status === 'declined' || status === 'ended') return status;
  if (lastDay < today) return 'over';
  if (status === 'offered') return status;
  if (!isHeld) return 'role_taken';
  if (!hasDelegate) return 'delegate_gone';
  return firstDay > today ? 'to_come' : status;
}
