/** The lists the bot answers with: open payments, and the people a tester may act as. */
import { openBlockText } from '../compliance/block-text';
import type { BlockReport } from '../../domain/policy/block-report';
import { pendingRoles, waitsForAcknowledgement, type PaymentCase } from '../../domain/case/payment-case';
import type { Offer } from '../../domain/case/offer';
import type { Member } from '../../domain/values/person';
import { shown } from '../words/escape-markdown';
import { showInstant } from '../words/show-instant';
import { showMoney } from '../words/show-money';
import type { Words } from '../words/words';

const maxRows = 20;

const statusIcons: Readonly<Record<PaymentCase['status'], string>> = {
  under_review: '◔',
  held: '⚠',
  compliance_review: '◔',
  awaiting_approval: '○',
  approved: '✓',
  rejected: '✕',
};

/** A case that waits, and what whoever asks may do about it now. */
export interface WaitingCase {
  readonly case: PaymentCase;
  readonly offers: readonly Offer[];
  /** Until when a blocked payment is reported; left out or null where nothing is to be. */
  readonly report?: BlockReport | null;
}

export function pendingCardData(cases: readonly WaitingCase[], words: Words) {
  const { pending } = words.lists;
  return {
    title: cases.length === 0 ? pending.none : pending.title(cases.length),
    rows: cases.slice(0, maxRows).map(({ case: paymentCase, offers, report }) => ({
      title: pending.row(
        shown(paymentCase.payment.payment_id, 64),
        showMoney(paymentCase.payment.amount, paymentCase.payment.currency),
        shown(paymentCase.payment.beneficiary_name, 80),
      ),
      text: [
        `${statusIcons[paymentCase.status]} ${words.caseStates.name[paymentCase.status]}`,
        awaited(paymentCase, words),
        waitsForAcknowledgement(paymentCase) ? openBlockText(report ?? null, words) : '',
        yours(offers, words),
        pending.opened(shown(showInstant(paymentCase.openedAt), 40)),
      ]
        .filter((part) => part !== '')
        .join('  ·  '),
    })),
    footer: footerOf(cases.length, pending.hint, words),
  };
}

/** `current` is who the tester acts as now; null for themselves. */
export function personasCardData(people: readonly Member[], current: Member | null, words: Words) {
  const { personas } = words.lists;
  return {
    title: current === null ? personas.yourself : personas.actingAs(shown(current.name, 80)),
    rows: people.slice(0, maxRows).map(({ name, roles }) => ({
      title: shown(name, 80),
      text:
        roles.length === 0
          ? personas.noRole
          : roles
              .slice(0, 8)
              .map((role) => shown(role, 60))
              .join(', '),
    })),
    footer: footerOf(people.length, personas.hint, words),
  };
}

function yours(offers: readonly Offer[], { lists: { pending } }: Words): string {
  const acts = offers.flatMap(({ act }) => pending.acts[act] ?? []);
  return acts.length === 0 ? '' : pending.youMay([...new Set(acts)]);
}

function awaited(paymentCase: PaymentCase, { lists: { pending } }: Words): string {
  if (paymentCase.status !== 'awaiting_approval') return '';
  const roles = pendingRoles(paymentCase).slice(0, 6);
  return pending.by(roles.map((role) => shown(role, 60)));
}

function footerOf(count: number, hint: string, { lists }: Words): string {
  return count > maxRows ? lists.firstOf(maxRows, count, hint) : hint;
}
