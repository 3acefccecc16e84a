/** The list of what waits: in parts, the least time left first, each payment with who is asked and what may be done from here. */
import { isForComplianceAlone } from '../../domain/case/people/compliance-alone';
import { findOffer } from '../../domain/case/machine/offer';
import { graceEnd } from '../../domain/policy/cutoff/cutoff';
import { isDecidedAlone } from '../../domain/case/unusual/decided-alone';
import { waitsForAcknowledgement } from '../../domain/case/payment-case';
import { plainApproval, worklistParts, type ItemPeople, type WorklistItem } from '../../domain/case/people/worklist';
import { hasEnded, type CaseStatus } from '../../domain/case/machine/states';
import { nextValueDateOf } from '../../domain/case/time/next-value-date';
import type { BlockReport } from '../../domain/policy/block-report';
import { actionOf, isComplianceMatter } from '../../domain/policy/outcome';
import type { Problem } from '../../domain/values/errors';
import { openBlockText } from '../compliance/block-text';
import { pickInputId } from '../verbs';
import { createAccountMask } from '../words/account-mask';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';
import { claimText } from '../payment/texts/claim-text';
import { holdersText, nameText, roleText } from '../payment/texts/people-text';
import { unusualLine } from '../payment/texts/unusual-text';

/** Fewer are shown where that many do not fit into a card. */
export const rowChoices = [20, 12, 6, 3] as const;

export interface ListedItem extends WorklistItem {
  readonly people: ItemPeople;
  /** Until when a blocked payment is reported; null where nothing is to be. */
  readonly report: BlockReport | null;
}

/** What came of an approval that was given from the list. */
export interface SeveralAnswer {
  readonly paymentId: string;
  /** Why it did not count, and under which reference that is logged; null where it did. */
  readonly refused: { readonly problem: Problem; readonly referenceId: string } | null;
  /** It was the last one the payment waited for. */
  readonly isLast: boolean;
}

export interface WorklistView {
  /** In order. */
  readonly items: readonly ListedItem[];
  /** As many as there are; more than are listed where not all were read. */
  readonly counts: Readonly<Record<WorklistItem['part'], number>>;
  /** There are more than were looked at. */
  readonly isCut: boolean;
  readonly done: readonly SeveralAnswer[];
  /** Business time, UTC milliseconds. */
  readonly businessNow: number;
}

export function worklistCardData(view: WorklistView, atMost: number, words: Words) {
  const { items, counts, done } = view;
  const text = words.worklist;
  const listed = items.slice(0, atMost);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const count = `${all}${view.isCut ? '+' : ''}`;
  return {
    title: all === 0 ? text.nothing : text.title(count),
    as_of: text.asOf(words.show.instant(view.businessNow)),
    done: done.slice(0, maxDone).map((answer) => doneRow(answer, words)),
    parts: worklistParts.flatMap((part) => {
      const rows = listed.filter((item) => item.part === part);
      return rows.length === 0
        ? []
        : [
            {
              title: text.parts[part](
                `${counts[part]}${view.isCut && counts[part] >= Math.max(...rowChoices) ? '+' : ''}`,
              ),
              rows: rows.map((item) => rowOf(item, view, words)),
            },
          ];
    }),
    ...severalPart(listed, words),
    footer: listed.length < all || view.isCut ? `${text.more(listed.length, count)} ${text.footer}` : text.footer,
    has_footer: all > 0,
    refresh: text.refresh,
  };
}

const maxDone = 20;

const statusIcons: Readonly<Record<CaseStatus, string>> = {
  under_review: '◔',
  held: '⚠',
  compliance_review: '◐',
  awaiting_approval: '○',
  approved: '✓',
  released: '✓',
  short: '⚠',
  settled: '✓',
  returned: '✕',
  withdrawn: '–',
  rejected: '✕',
  expired: '⚠',
};

function doneRow({ paymentId, refused, isLast }: SeveralAnswer, { worklist: text, problem: say, chat }: Words) {
  const id = shown(paymentId, 64);
  if (refused) {
    const why = text.refused(id, shown(say(refused.problem), 300));
    return { text: `${why}  ·  ${chat.reference(refused.referenceId)}`, color: 'attention' };
  }
  return { text: isLast ? text.fullyApproved(id) : text.approved(id), color: 'good' };
}

export function rowOf(item: ListedItem, view: Pick<WorklistView, 'businessNow'>, words: Words) {
  const { payment, runId, version } = item.case;
  const amount = words.show.money(payment.amount, payment.currency);
  const text = words.worklist;
  return {
    title: text.row(amount, shown(payment.beneficiary_name, 80), shown(payment.payment_id, 64)),
    clock: [stateText(item, words), ...cutoffTexts(item, view, words)].join('  ·  '),
    unusual: unusualText(item, words),
    people: peopleText(item, view, words),
    can_approve: plainApproval(item) !== null,
    approve: text.approve(amount),
    open: text.open,
    said: `/status ${payment.payment_id}`,
    run_id: runId,
    version,
  };
}

/** What is decided; nothing that tells of a match to whoever asked for the payment. */
function stateText(item: ListedItem, words: Words): string {
  const { case: current, report } = item;
  const text = words.worklist;
  if (isKeptBack(item)) return `${text.decision(words.actions.HOLD)}, ${text.underCompliance}`;
  const state = `${statusIcons[current.status]} ${words.caseStates.name[current.status]}`;
  if (waitsForAcknowledgement(current)) return `${state}  ·  ${openBlockText(report, words)}`;
  if (!current.decision || !isStillDecided(current)) return state;
  const decided = text.decision(words.actions[actionOf(current.decision.outcome)]);
  return isComplianceMatter(current.decision.outcome) ? `${decided}, ${text.underCompliance}` : decided;
}

/** Until it is approved or has ended, what was decided says most; from then on, what became of it does. */
function isStillDecided({ status }: ListedItem['case']): boolean {
  return !hasEnded(status);
}

/** Approved, it still has to leave in time. */
function isOver({ status }: ListedItem['case']): boolean {
  return hasEnded(status) && status !== 'approved';
}

/** What became of it is compliance's to know: it reads as if compliance still looked at it. */
function isKeptBack({ case: current, offers }: ListedItem): boolean {
  return isForComplianceAlone(current) && findOffer(offers, 'show_screening') === null;
}

function cutoffTexts(item: ListedItem, view: Pick<WorklistView, 'businessNow'>, words: Words): string[] {
  const { cutoff, leftMs, case: current } = item;
  const text = words.worklist;
  // What was blocked is late for nothing.
  if (waitsForAcknowledgement(current) || isKeptBack(item) || isOver(current)) return [];
  if (cutoff.effective_cutoff_utc === null || leftMs === null) return [text.noCutoff];
  const at = text.cutoff(words.show.clock(cutoff.effective_cutoff_utc, view.businessNow));
  if (leftMs >= 0) return [at, text.left(words.show.duration(leftMs))];
  const grace = graceEnd(cutoff);
  const inGrace = grace !== null ? [words.payment.grace(words.show.clock(grace, view.businessNow))] : [];
  return [at, text.passed(words.show.duration(-leftMs)), ...inGrace];
}

/** What its card says of it: whoever approves from the list has not read that. */
function unusualText(item: ListedItem, words: Words): string {
  const { beneficiary_account: account } = item.case.payment;
  return unusualLine({ view: item, words, mask: createAccountMask(account === undefined ? [] : [account]) });
}

function peopleText(item: ListedItem, view: Pick<WorklistView, 'businessNow'>, words: Words): string {
  const { asked, claim } = item.people;
  const text = words.worklist;
  const named = asked.map((one) => askedOf(one, words));
  const whom = named.length > 0 ? text.asks(words.and(named.slice(0, 6))) : restartText(item, words);
  const looking = claim ? [claimText(claim, view.businessNow, words)] : [];
  if (isKeptBack(item)) return text.compliance;
  return [...(waitsForAcknowledgement(item.case) ? [] : [whom]), ...looking].join('  ·  ');
}

/** As its card names them: of a role that nobody may answer in, that. */
function askedOf(asked: ListedItem['people']['asked'][number], words: Words): string {
  const role = roleText(asked.role);
  return asked.people.length === 0 ? words.next.nobody(role) : words.next.named(holdersText(asked, words), role);
}

/** Of what missed its cutoff, for which day. */
function restartText({ people: { restarters }, case: current, cutoff }: ListedItem, words: Words): string {
  const text = words.worklist;
  if (restarters.length === 0) return text.nobody;
  const whom = words.or(restarters.map((person) => `**${nameText(person)}**`));
  const day = nextValueDateOf(current, cutoff);
  return day === null ? text.restarts(whom) : text.reviewsFor(whom, words.show.day(day));
}

/** One press for several that this person may approve without a word; those unticked are left out, and what is unusual is ticked by a person alone. */
function severalPart(listed: readonly ListedItem[], words: Words) {
  const text = words.worklist;
  const open = listed.filter((item) => plainApproval(item) !== null);
  const rows = open.map((item, place) => {
    const { payment } = item.case;
    const isUnusual = isDecidedAlone(item.case);
    const title = text.pick(
      words.show.money(payment.amount, payment.currency),
      shown(payment.beneficiary_name, 60),
      shown(payment.payment_id, 64),
    );
    return {
      id: pickInputId(place),
      title: isUnusual ? text.pickUnusual(title) : title,
      ticked: String(!isUnusual),
    };
  });
  return {
    has_several: open.length > 1,
    several: {
      title: text.several(open.length),
      note: text.severalNote(rows.some(({ ticked }) => ticked === 'false')),
      picks: rows,
      items: open.map(({ case: { runId, version } }) => ({ run_id: runId, version })),
      confirm: text.confirm,
    },
  };
}
