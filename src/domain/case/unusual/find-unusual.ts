/** What about a payment is unusual beside those before it: pure, from what the store remembers and what policy asks. */
import { historyKeys, idKeyOf, isNotPaid, isPaid, middle, type EarlierPayment } from './earlier-payment';
import { amountInAll, type PaymentRequest } from '../../payment/payment-request';
import { bankText, compareBanks } from './payee-bank';
import { togetherAboveTier } from './together-above-tier';
import type { Policy } from '../../policy/policy';
import type { UnusualCheck, UnusualRule } from '../../policy/tables/unusual-table';
import { decimal } from '../../values/money';
import { hourMs, dayMs } from '../../values/time';

export interface UnusualFinding {
  readonly rule: string;
  readonly check: UnusualCheck;
  readonly consequence: UnusualRule['consequence'];
  /** Ids of the payments it rests on, the newest first; none where it rests on the request alone. */
  readonly payments: readonly string[];
  /** What else it rests on, by name: countries, accounts, the middle of the amounts before. */
  readonly evidence: Readonly<Record<string, string | number>>;
}

/** What is looked for, and what amounts are worth and ask for. Without `unusual` nothing is. */
export type UnusualPolicy = Pick<Policy, 'unusual' | 'approvals' | 'rates'>;

export interface UnusualQuestion {
  readonly payment: PaymentRequest;
  /** Of other cases, the newest first, without its own parts. */
  readonly history: readonly EarlierPayment[];
  /** The part or the rest of the same payment: beside it they are nothing unusual. */
  readonly ownParts?: readonly EarlierPayment[];
  readonly policy: UnusualPolicy;
  /** When the payment was asked for, UTC milliseconds. */
  readonly askedAtMs: number;
}

/** As many as a card can name. */
const maxNamed = 5;

/** In the order of policy's rules. */
export function findUnusual(question: UnusualQuestion): readonly UnusualFinding[] {
  const { history, askedAtMs } = question;
  const { unusual: table } = question.policy;
  if (!table) return [];
  const lookedAt = history.filter((before) => Math.abs(askedAtMs - before.askedAtMs) <= table.lookback_days * dayMs);
  return table.rules.flatMap((rule): UnusualFinding[] => {
    const found = checks[rule.check](rule, { ...question, history: lookedAt });
    return found ? [{ rule: rule.id, check: rule.check, consequence: rule.consequence, ...found }] : [];
  });
}

type Found = Pick<UnusualFinding, 'payments' | 'evidence'>;

const checks: Readonly<Record<UnusualCheck, (rule: UnusualRule, question: UnusualQuestion) => Found | null>> = {
  /** Whichever was asked for first: of two at the same moment each says it of the other. */
  duplicate({ window_hours: hours = 0 }, { payment, history, askedAtMs }) {
    const { payeeKey } = historyKeys(payment);
    const same = history.filter(
      (before) =>
        before.payeeKey === payeeKey &&
        before.currency === payment.currency &&
        before.amount === payment.amount &&
        !isNotPaid(before.status) &&
        Math.abs(askedAtMs - before.askedAtMs) <= hours * hourMs,
    );
    return on(same, { hours });
  },

  id_used_before(_rule, { payment, history }) {
    const idKey = idKeyOf(payment.payment_id);
    return on(history.filter(({ paymentId }) => idKeyOf(paymentId) === idKey));
  },

  new_payee(_rule, { payment, history }) {
    const { payeeKey } = historyKeys(payment);
    const before = history.some((one) => one.payeeKey === payeeKey && isPaid(one.status));
    return before ? null : { payments: [], evidence: {} };
  },

  changed_bank_details(_rule, { payment, history }) {
    const { payeeKey, account, bank } = historyKeys(payment);
    if (account === null) return null;
    const known = history.filter((one) => one.payeeKey === payeeKey && one.account !== null && isPaid(one.status));
    const last = known[0];
    const isKnown = (one: EarlierPayment) => one.account === account && compareBanks(one.bank, bank) === 'same';
    if (!last || known.some(isKnown)) return null;
    // The same number: what is other is the bank.
    const banks = last.account === account ? { before_bank: bankText(last.bank), now_bank: bankText(bank) } : {};
    return on(known, { before: last.account ?? '', now: account, ...banks });
  },

  country_differs(_rule, { payment }) {
    const stated = {
      payee: payment.beneficiary_country?.slice(0, 2),
      account: ibanCountry(payment.beneficiary_account),
      bank: payment.beneficiary_bic?.slice(4, 6),
    };
    const countries = Object.entries(stated).flatMap(([name, country]) =>
      country === undefined ? [] : [[name, country]],
    );
    const differs = new Set(countries.map(([, country]) => country)).size > 1;
    return differs ? { payments: [], evidence: Object.fromEntries(countries) as Record<string, string> } : null;
  },

  several_payees_on_account(_rule, { payment, history }) {
    const { payeeKey, account, bank } = historyKeys(payment);
    if (account === null) return null;
    const others = history.filter(
      (one) => one.account === account && compareBanks(one.bank, bank) !== 'other' && one.payeeKey !== payeeKey,
    );
    const names = [...new Set(others.map(({ payee }) => payee))].slice(0, maxNamed);
    return on(others, { payees: names.join(', ') });
  },

  amount_unlike_before({ times = Infinity, after_payments: after = Infinity }, { payment, history }) {
    const { payeeKey } = historyKeys(payment);
    const before = history.filter(
      (one) => one.payeeKey === payeeKey && one.currency === payment.currency && isPaid(one.status),
    );
    if (before.length < after) return null;
    const usual = middle(before.map(({ amount }) => amount));
    return decimal(amountInAll(payment)).gt(decimal(usual).times(times)) ? on(before, { usual, times }) : null;
  },

  together_above_tier({ window_hours: hours = 0 }, { ownParts = [], ...question }) {
    const together = togetherAboveTier({ ...question, ownParts, hours });
    if (!together) return null;
    const { others, sumUsd, role } = together;
    return on(others, { hours, role, ...(sumUsd ? { usd: sumUsd.toFixed() } : {}) });
  },
};

function on(payments: readonly EarlierPayment[], evidence: UnusualFinding['evidence'] = {}): Found | null {
  if (payments.length === 0) return null;
  const named = payments.slice(0, maxNamed).map(({ paymentId }) => paymentId);
  return { payments: named, evidence: { ...evidence, count: payments.length } };
}

/** An account that begins with a country and two digits is an IBAN; any other number names no country. */
function ibanCountry(account: string | undefined): string | undefined {
  return account !== undefined && /^[A-Z]{2}\d{2}[A-Z0-9]{10,}$/.test(account) ? account.slice(0, 2) : undefined;
}

/** Whether whoever approves must say why it is right all the same. */
export function asksQuestion(findings: readonly UnusualFinding[]): boolean {
  return findings.some(({ consequence }) => consequence === 'question');
}
