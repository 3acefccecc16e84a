/** The lists the bot answers with: open payments, and the people a tester may act as. */
import { openBlockText } from '../compliance/block-text';
import type { BlockReport } from '../../domain/policy/block-report';
import { pendingRoles, waitsForAcknowledgement, type PaymentCase } from '../../domain/case/payment-case';
import { type CaseStatus } from '../../domain/case/states';
import type { Offer } from '../../domain/case/offer';
import type { Act } from '../../domain/case/refuse-act';
import type { Member } from '../../domain/values/person';
import { shown } from '../words/escape-markdown';
import { showInstant } from '../words/show-instant';
import { showMoney } from '../words/show-money';

const maxRows = 20;

const statusWords: Readonly<Record<CaseStatus, string>> = {
  under_review: '◔ under review',
  held: '⚠ held',
  compliance_review: '◔ under compliance review',
  awaiting_approval: '○ waiting for approval',
  approved: '✓ approved',
  rejected: '✕ rejected',
};

/** A case that waits, and what whoever asks may do about it now. */
export interface WaitingCase {
  readonly case: PaymentCase;
  readonly offers: readonly Offer[];
  /** Until when a blocked payment is reported; left out or null where nothing is to be. */
  readonly report?: BlockReport | null;
}

const actWords: Partial<Record<Act, string>> = {
  approve: 'approve',
  reject: 'reject',
  clear_false_positive: 'clear',
  confirm_true_match: 'stop',
  restart_review: 'restart',
  release_part: 'release a part',
  acknowledge_block: 'acknowledge',
};

export function pendingCardData(cases: readonly WaitingCase[]) {
  return {
    title: cases.length === 0 ? 'No payment is waiting' : `Waiting: ${cases.length}`,
    rows: cases.slice(0, maxRows).map(({ case: paymentCase, offers, report }) => ({
      title: `${shown(paymentCase.payment.payment_id, 64)}: ${showMoney(paymentCase.payment.amount, paymentCase.payment.currency)} to ${shown(paymentCase.payment.beneficiary_name, 80)}`,
      text: [
        statusWords[paymentCase.status],
        awaited(paymentCase),
        waitsForAcknowledgement(paymentCase) ? openBlockText(report ?? null) : '',
        yours(offers),
        `opened ${shown(showInstant(paymentCase.openedAt), 40)}`,
      ]
        .filter((part) => part !== '')
        .join('  ·  '),
    })),
    footer: footerOf(cases.length, 'Open one with /status and its payment id.'),
  };
}

/** `current` is who the tester acts as now; null for themselves. */
export function personasCardData(people: readonly Member[], current: Member | null) {
  return {
    title: current === null ? 'You act as yourself' : `You act as ${shown(current.name, 80)}`,
    rows: people.slice(0, maxRows).map(({ name, roles }) => ({
      title: shown(name, 80),
      text:
        roles.length === 0
          ? 'asks for payments, approves none'
          : roles
              .slice(0, 8)
              .map((role) => shown(role, 60))
              .join(', '),
    })),
    footer: footerOf(
      people.length,
      'Change with /as and a name, go back with /as me. Every card and the audit say that it was a test identity.',
    ),
  };
}

function yours(offers: readonly Offer[]): string {
  const acts = offers.flatMap(({ act }) => actWords[act] ?? []);
  return acts.length === 0 ? '' : `you may ${[...new Set(acts)].join(', ')}`;
}

function awaited(paymentCase: PaymentCase): string {
  if (paymentCase.status !== 'awaiting_approval') return '';
  const roles = pendingRoles(paymentCase).slice(0, 6);
  return `by ${roles.map((role) => shown(role, 60)).join(', ')}`;
}

function footerOf(count: number, hint: string): string {
  return count > maxRows ? `The first ${maxRows} of ${count}. ${hint}` : hint;
}
