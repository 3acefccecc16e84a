/** Turns what somebody sent into a complete payment request, looking up what a queued ledger payment already says, or names every problem. */
import { bankDetailProblems } from './bank-details';
import type { Problem, Refusal } from '../values/errors';
import { refuse } from '../values/errors';
import { readCountry, type CountryCode } from '../values/country';
import { contradictions } from './contradict-ledger';
import { ledgerType } from './ledger-payment-type';
import type { LedgerLookup, LedgerRow } from './ledger-row';
import { parseAmount } from '../values/amounts/parse-amount';
import { foldId } from '../values/text/fold-id';
import { toJsonNumber } from '../values/money';
import type { PaymentDraft, PaymentRequest, PaymentType } from './payment-request';
import { channels, paymentDraftSchema } from './payment-request';
import { formatUtc, parseUtc, startOfDay, utcDay } from '../values/time';

export interface CompletionContext {
  readonly ledger: LedgerLookup;
  readonly nowMs: number;
  /** The authenticated submitter's address or name: the originator whatever the request claims. */
  readonly originator: string;
  /** The review holds it against its row of the ledger, and says what differs; left out: what differs is refused. */
  readonly mayDiffer?: boolean;
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
  const { ledger } = context;
  const draft = withKnownAccount(typed, ledger);
  const queued = findQueued(draft, ledger);
  if (!queued.ok) return queued;
  const { row } = queued;
  const merged = row ? withLedger(draft, row) : draft;
  const contradicting = row && context.mayDiffer !== true ? contradictions(draft, row) : [];
  const stated = [...contradicting, ...missingFields(merged)];
  if (!isWhole(merged)) return { ok: false, problems: stated };
  const amount = parseAmount(merged.amount, merged.currency);
  const leaves = leavingAt(merged, context);
  const account = findEntity(ledger, merged);
  const country = countryOf(merged);
  const problems = [
    ...stated,
    ...problemsOf(amount),
    ...problemsOf(leaves),
    ...problemsOf(account),
    ...bankDetailProblems(merged, country.ok ? country.code : undefined),
    ...problemsOf(country),
    ...(leaves.ok ? outsideDay(leaves.atMs, ledger.day) : []),
  ];
  if (problems.length > 0 || !amount.ok || !leaves.ok || !account.ok || !country.ok) return { ok: false, problems };
  const found = { amount: toJsonNumber(amount.amount), entity: account.entity, country: country.code };
  return { ok: true, request: requestOf(merged, { ...found, atMs: leaves.atMs }, context) };
}

interface Worked {
  readonly amount: number;
  readonly entity: string;
  readonly country: CountryCode | undefined;
  readonly atMs: number;
}

function requestOf(
  { originator: claimed, ...stated }: Whole,
  { amount, entity, country, atMs }: Worked,
  { originator, newPaymentId }: CompletionContext,
): PaymentRequest {
  return {
    ...withoutUndefined(stated),
    payment_id: stated.payment_id ?? foldId(newPaymentId()),
    amount,
    entity,
    timestamp_utc: formatUtc(atMs),
    originator,
    ...(country === undefined ? {} : { beneficiary_country: country }),
    ...(claimed === undefined || claimed === originator ? {} : { claimed_originator: claimed }),
  };
}

/** The row of a payment that is queued to go out; none for one that is asked for whole. */
function findQueued(
  { payment_id: id, amount }: PaymentDraft,
  ledger: LedgerLookup,
): { ok: true; row: LedgerRow | undefined } | Refusal {
  const row = id === undefined ? undefined : ledger.findPayment(id);
  if (id !== undefined && !row && amount === undefined)
    return refuse('unknown_payment', `No payment ${id} is queued in the ledger.`, 'payment_id', { id });
  if (row && (row.direction !== 'OUT' || !openStatuses.includes(row.status)))
    return refuse(
      'payment_not_queued',
      `${row.txn_id} is ${row.direction} and ${row.status} in the ledger, not queued to go out.`,
      'payment_id',
      { state: row.status },
    );
  return { ok: true, row };
}

function missingFields(merged: Merged): readonly Problem[] {
  return requiredFields
    .filter((field) => merged[field] === undefined)
    .map((field) => ({ code: 'field_missing', field, message: `${field} is missing.` }));
}

function isWhole(merged: Merged): merged is Whole {
  return requiredFields.every((field) => merged[field] !== undefined);
}

function problemsOf(read: { readonly ok: true } | Refusal): readonly Problem[] {
  return read.ok ? [] : read.problems;
}

function leavingAt(
  { timestamp_utc: at, value_date: valueDate }: Merged,
  { ledger, nowMs }: CompletionContext,
): { ok: true; atMs: number } | Refusal {
  const atMs = at === undefined ? instantFor(valueDate, ledger.day, nowMs) : parseUtc(at);
  if (atMs !== null) return { ok: true, atMs };
  return refuse('timestamp_invalid', 'timestamp_utc is not a date and time.', 'timestamp_utc');
}

function outsideDay(atMs: number, day: string | null): readonly Problem[] {
  if (day === null || utcDay(atMs) === day) return [];
  const message = `The ledger is of ${day}; the payment is for ${utcDay(atMs)}.`;
  return [{ code: 'timestamp_outside_day', field: 'timestamp_utc', message }];
}

function countryOf({ beneficiary_country: stated }: Merged): { ok: true; code: CountryCode | undefined } | Refusal {
  if (stated === undefined) return { ok: true, code: undefined };
  const code = readCountry(stated);
  if (code !== null) return { ok: true, code };
  return refuse(
    'country_unknown',
    `beneficiary_country "${stated}" is neither an ISO code nor a country's name that is understood.`,
    'beneficiary_country',
  );
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

/** Statuses of a payment that has not left yet. */
const openStatuses = ['QUEUED', 'PENDING_APPROVAL', 'ON_HOLD'];

type Merged = Omit<PaymentDraft, 'payment_type'> & { payment_type?: PaymentType | undefined };

/** Nothing of it is missing. */
type Whole = Merged & { readonly [Field in (typeof requiredFields)[number]]: NonNullable<Merged[Field]> };

/** What both say is the same, or is refused as a contradiction; the rest is the ledger's. */
function withLedger(draft: PaymentDraft, row: LedgerRow): Merged {
  const { entity, ...ofRow } = fromLedger(row);
  // Another account has an entity of its own.
  const isItsAccount = draft.account_id === undefined || draft.account_id === row.account_id;
  return {
    ...ofRow,
    ...(isItsAccount ? { entity } : {}),
    ...draft,
    payment_id: row.txn_id,
    payment_type: typeOf(draft.payment_type, row),
  };
}

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

function findEntity(
  ledger: LedgerLookup,
  { account_id: accountId, currency, entity: stated }: Pick<Whole, 'account_id' | 'currency' | 'entity'>,
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
