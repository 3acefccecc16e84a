/** Turns what somebody sent into a complete payment request, looking up what a queued ledger payment already says, or names every problem. */
import { bankDetailProblems } from './bank-details';
import type { Problem, Refusal } from '../values/errors';
import { refuse } from '../values/errors';
import { readCountry } from '../values/country';
import { contradictsLedgerType, ledgerType } from './ledger-payment-type';
import type { LedgerLookup, LedgerRow } from './ledger-row';
import { parseAmount } from '../values/amounts/parse-amount';
import { foldId } from '../values/text/fold-id';
import { decimal, toJsonNumber } from '../values/money';
import type { PaymentDraft, PaymentRequest, PaymentType } from './payment-request';
import { channels, paymentDraftSchema } from './payment-request';
import { plainText } from '../values/text/plain-text';
import { formatUtc, parseUtc, startOfDay, utcDay } from '../values/time';

export interface CompletionContext {
  readonly ledger: LedgerLookup;
  readonly nowMs: number;
  /** The authenticated submitter's address or name: the originator whatever the request claims. */
  readonly originator: string;
  /** Names a payment that has no id yet. */
  readonly newPaymentId: () => string;
}

/** What a request must have, from its sender or from the ledger; the rest can be worked out. */
export const requiredFields = ['beneficiary_name', 'amount', 'currency', 'account_id', 'payment_type'] as const;

/** Checks the shape only: every field that cannot be understood, by name. */
export function readDraft(input: unknown): { ok: true; draft: PaymentDraft } | Refusal {
  const parsed = paymentDraftSchema.safeParse(input);
  if (parsed.success) return { ok: true, draft: parsed.data };
  const problems = parsed.error.issues.map((issue): Problem => {
    const field = issue.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : issue.path.join('.');
    const message = issue.code === 'unrecognized_keys' ? 'is not a field of a payment request' : issue.message;
    return { code: 'field_invalid', field, message: `${field || 'The request'}: ${message}` };
  });
  return { ok: false, problems };
}

export function completeRequest(
  typed: PaymentDraft,
  context: CompletionContext,
): { ok: true; request: PaymentRequest } | Refusal {
  const draft = withKnownAccount(typed, context.ledger);
  const row = draft.payment_id === undefined ? undefined : context.ledger.findPayment(draft.payment_id);
  if (draft.payment_id !== undefined && !row && draft.amount === undefined) {
    return refuse('unknown_payment', `No payment ${draft.payment_id} is queued in the ledger.`, 'payment_id', {
      id: draft.payment_id,
    });
  }
  if (row && (row.direction !== 'OUT' || !openStatuses.includes(row.status))) {
    return refuse(
      'payment_not_queued',
      `${row.txn_id} is ${row.direction} and ${row.status} in the ledger, not queued to go out.`,
      'payment_id',
      { state: row.status },
    );
  }
  const problems = row ? contradictions(draft, row) : [];
  const merged = row
    ? { ...fromLedger(row), ...draft, payment_id: row.txn_id, payment_type: typeOf(draft.payment_type, row) }
    : draft;
  const missing = requiredFields.filter((field) => merged[field] === undefined);
  problems.push(
    ...missing.map((field) => ({ code: 'field_missing' as const, field, message: `${field} is missing.` })),
  );
  const { beneficiary_name, amount, currency, account_id, payment_type } = merged;
  if (
    beneficiary_name === undefined ||
    amount === undefined ||
    currency === undefined ||
    account_id === undefined ||
    payment_type === undefined
  ) {
    return { ok: false, problems };
  }
  const parsedAmount = parseAmount(amount, currency);
  if (!parsedAmount.ok) problems.push(...parsedAmount.problems);
  const { day } = context.ledger;
  const atMs =
    merged.timestamp_utc === undefined
      ? instantFor(merged.value_date, day, context.nowMs)
      : parseUtc(merged.timestamp_utc);
  if (atMs === null)
    problems.push({
      code: 'timestamp_invalid',
      field: 'timestamp_utc',
      message: 'timestamp_utc is not a date and time.',
    });
  const account = findEntity(context.ledger, account_id, currency, merged.entity);
  if (!account.ok) problems.push(...account.problems);
  const country = merged.beneficiary_country === undefined ? undefined : readCountry(merged.beneficiary_country);
  problems.push(...bankDetailProblems(merged, country ?? undefined));
  if (country === null)
    problems.push({
      code: 'country_unknown',
      field: 'beneficiary_country',
      message: `beneficiary_country "${merged.beneficiary_country ?? ''}" is neither an ISO code nor a country's name that is understood.`,
    });
  if (atMs !== null && day !== null && utcDay(atMs) !== day) {
    problems.push({
      code: 'timestamp_outside_day',
      field: 'timestamp_utc',
      message: `The ledger is of ${day}; the payment is for ${utcDay(atMs)}.`,
    });
  }
  if (problems.length > 0 || !parsedAmount.ok || atMs === null || !account.ok || country === null)
    return { ok: false, problems };
  const { originator: claimed, ...stated } = merged;
  return {
    ok: true,
    request: {
      ...withoutUndefined(stated),
      payment_id: merged.payment_id ?? foldId(context.newPaymentId()),
      beneficiary_name,
      amount: toJsonNumber(parsedAmount.amount),
      currency,
      account_id,
      entity: account.entity,
      payment_type,
      timestamp_utc: formatUtc(atMs),
      originator: context.originator,
      ...(country === undefined ? {} : { beneficiary_country: country }),
      ...(claimed === undefined || claimed === context.originator ? {} : { claimed_originator: claimed }),
    },
  };
}

/** Now, but for a value date whose day the ledger already has: it leaves when that day begins. */
function instantFor(valueDate: string | undefined, ledgerDay: string | null, nowMs: number): number {
  const isAhead = valueDate !== undefined && valueDate === ledgerDay && valueDate > utcDay(nowMs);
  return isAhead ? startOfDay(valueDate) : nowMs;
}

/** The account's id as the ledger has it, whatever case and dashes it was typed with. */
function withKnownAccount(draft: PaymentDraft, ledger: LedgerLookup): PaymentDraft {
  const known = draft.account_id === undefined ? undefined : ledger.accountIdOf(draft.account_id);
  return known === undefined ? draft : { ...draft, account_id: known };
}

/** LedgerLookup statuses of a payment that has not left yet. */
const openStatuses = ['QUEUED', 'PENDING_APPROVAL', 'ON_HOLD'];

type Merged = Omit<PaymentDraft, 'payment_type'> & { payment_type?: PaymentType | undefined };

function fromLedger(row: LedgerRow): Merged {
  const channel = channels.find((known) => known === row.channel);
  return {
    payment_id: row.txn_id,
    beneficiary_name: row.beneficiary_name,
    amount: row.amount.toString(),
    currency: row.currency,
    account_id: row.account_id,
    entity: row.entity,
    timestamp_utc: formatUtc(row.atMs),
    ...(channel ? { channel } : {}),
  };
}

/** A ledger type that is no request type falls back to the channel. */
function typeOf(asked: PaymentType | undefined, row: LedgerRow): PaymentType | undefined {
  return asked ?? ledgerType(row) ?? channels.find((channel) => channel === row.channel);
}

function contradictions(draft: PaymentDraft, row: LedgerRow): Problem[] {
  const problems: Problem[] = [];
  const against = (field: keyof PaymentDraft, ledgerValue: string) => {
    problems.push({
      code: 'contradicts_ledger',
      field,
      message: `${field} contradicts the ledger: ${row.txn_id} has ${ledgerValue}.`,
      figures: { ledger: ledgerValue },
    });
  };
  if (draft.beneficiary_name !== undefined && plainText(draft.beneficiary_name) !== plainText(row.beneficiary_name))
    against('beneficiary_name', row.beneficiary_name);
  if (draft.currency !== undefined && draft.currency !== row.currency) against('currency', row.currency);
  if (draft.amount !== undefined) {
    const amount = parseAmount(draft.amount, row.currency);
    if (!amount.ok) problems.push(...amount.problems);
    else if (!amount.amount.eq(row.amount)) against('amount', decimal(row.amount.toString()).toString());
  }
  if (draft.account_id !== undefined && draft.account_id !== row.account_id) against('account_id', row.account_id);
  if (draft.entity !== undefined && draft.entity !== row.entity) against('entity', row.entity);
  if (draft.channel !== undefined && row.channel !== null && draft.channel !== row.channel)
    against('channel', row.channel);
  if (draft.timestamp_utc !== undefined && parseUtc(draft.timestamp_utc) !== row.atMs)
    against('timestamp_utc', formatUtc(row.atMs));
  if (draft.payment_type !== undefined && contradictsLedgerType(draft.payment_type, row))
    against('payment_type', row.payment_type);
  return problems;
}

function findEntity(
  ledger: LedgerLookup,
  accountId: string,
  currency: string,
  stated: string | undefined,
): { ok: true; entity: string } | Refusal {
  if (stated !== undefined && !ledger.entities().includes(stated))
    return refuse('unknown_entity', `No entity ${stated} is in the ledger.`, 'entity', { entity: stated });
  const account = ledger.findAccount(accountId, currency);
  if (!account) {
    const held = ledger.accountsNamed(accountId).map((known) => known.currency);
    if (held.length === 0)
      return refuse('unknown_account', `No account ${accountId} is in the ledger.`, 'account_id', {
        account: accountId,
      });
    return refuse('account_currency', `${accountId} holds ${held.join(', ')}, not ${currency}.`, 'currency', {
      held: held.join(', '),
    });
  }
  if (stated !== undefined && stated !== account.entity)
    return refuse('account_entity', `${accountId} belongs to ${account.entity}, not ${stated}.`, 'entity', {
      entity: account.entity,
    });
  if (!ledger.bufferFor(account.entity, currency)) {
    return refuse('no_buffer_rule', `${account.entity} has no liquidity buffer rule for ${currency}.`, 'entity');
  }
  return { ok: true, entity: account.entity };
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
