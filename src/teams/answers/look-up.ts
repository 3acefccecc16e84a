/** What is on the accounts, and what a payment would do to them. */
import { balancesAt } from '../../domain/liquidity/balances';
import type { Problem } from '../../domain/values/errors';
import { currencyExponent, decimal } from '../../domain/values/money';
import { utcDay } from '../../domain/values/time';
import type { Card } from '../../cards/templates';
import type { Desk } from '../desk';
import { askWhich } from './ask-which';
import { problemCard, refusalCard, type AnswerIntent } from './answer-intent';

/** Everything, added up in one currency; null for the one policy names. */
export function showCash(desk: Desk, currency: string | null): Card {
  if (currency !== null && currencyExponent(currency) === null) {
    const { chat, liquidity } = desk.words;
    const message = liquidity.cash.unknownCurrency(currency);
    return problemCard(desk, chat.problems.noLiquidity, 'unknown_currency', message);
  }
  const { position, ratesAsOf } = desk.cashPosition(currency);
  const { name, asOf } = desk.ledger.current();
  return desk.cards.cashCard(position, { ledger: { name, asOf }, ratesAsOf });
}

export const showBalance: AnswerIntent = (desk, { reading }) => {
  const { account_id: id, currency, entity } = reading.fields;
  if (id === undefined && currency === undefined && entity === undefined && reading.ambiguities.length === 0)
    return [showCash(desk, null)];
  const ledger = desk.ledger.current();
  const { balances, problems } = desk.words.chat;
  const [unclear] = reading.ambiguities;
  if (unclear) return [askWhich(desk, reading, unclear)];
  const accounts = ledger
    .accounts()
    .filter(
      (one) =>
        (id === undefined || one.account_id === id) &&
        (currency === undefined || one.currency === currency) &&
        (entity === undefined || one.entity === entity),
    );
  const nowMs = desk.clock.now();
  if (accounts.length === 0)
    return [problemCard(desk, problems.noAccount, 'unknown_account', problems.notInLedger(null, currency ?? null))];
  const lines = balancesAt(ledger, accounts, nowMs).map(({ account, now, lowest }) => {
    const money = (amount: typeof now) => desk.words.show.money(amount, account.currency);
    return balances.line(account.account_id, account.entity, money(now), money(lowest.amount));
  });
  const { show } = desk.words;
  const day = ledger.day === null ? null : show.day(ledger.day);
  const asOf = ledger.asOf === null ? null : show.instant(ledger.asOf);
  return [
    desk.cards.answerCard({
      title: balances.title,
      lines,
      sources: [balances.source(ledger.name, day, asOf), ...reading.assumed.map(problems.assumed)],
    }),
  ];
};

/** Answered by the liquidity gate; where the account is open, it is asked. */
export const tryPayment: AnswerIntent = async (desk, { reading, named }) => {
  const { amount, currency, account_id: account, payment_id: id, timestamp_utc: at } = reading.fields;
  const { problems } = desk.words.chat;
  if (id !== undefined && amount === undefined) return [await tryKnown(desk, id, named?.payment.payment_id)];
  const [unclear] = reading.ambiguities;
  if (unclear) return [askWhich(desk, reading, unclear)];
  if (amount === undefined)
    return [problemCard(desk, problems.whichOne, 'ambiguous', `"${reading.text}": ${problems.noAmount}`)];
  return [await wouldFit(desk, { amount, currency, account, at })];
};

async function tryKnown(desk: Desk, id: string, named: string | undefined): Promise<Card> {
  const known = named ?? desk.ledger.current().findPayment(id)?.txn_id;
  const { problems } = desk.words.chat;
  if (known === undefined) return problemCard(desk, problems.unknownPayment, 'unknown_case', problems.nothingKnown(id));
  return assessed(desk, { payment_id: known });
}

export interface Tried {
  readonly amount: string;
  readonly currency: string | undefined;
  readonly account: string | undefined;
  /** ISO 8601; now where left out. */
  readonly at: string | undefined;
}

/** What a payment would do to the account, or to the only one of its currency. */
export async function wouldFit(desk: Desk, { amount, currency, account, at }: Tried): Promise<Card> {
  const { problems } = desk.words.chat;
  const ledger = desk.ledger.current();
  const id = account === undefined ? undefined : (ledger.accountIdOf(account) ?? account);
  const candidates = ledger
    .accounts()
    .filter(
      (known) =>
        (currency === undefined || known.currency === currency) && (id === undefined || known.account_id === id),
    );
  const [only, ...others] = candidates;
  if (!only || others.length > 0) {
    if (!only)
      return problemCard(
        desk,
        problems.whichAccount,
        'unknown_account',
        problems.notInLedger(account ?? null, currency ?? null),
      );
    const currencies = [...new Set(candidates.map((known) => known.currency))];
    return currencies.length > 1
      ? whichCurrency(desk, amount, currencies)
      : whichAccount(desk, { amount, at }, candidates);
  }
  return assessed(desk, {
    amount,
    currency: only.currency,
    account_id: only.account_id,
    entity: only.entity,
    ...(at === undefined ? {} : { timestamp_utc: at }),
  });
}

function whichCurrency(desk: Desk, amount: string, currencies: readonly string[]): Card {
  const { balances, problems } = desk.words.chat;
  return desk.cards.answerCard({
    title: problems.whichCurrency,
    lines: [balances.nameCurrency(currencies)],
    suggestions: currencies.map((currency) => ({ title: currency, said: `/liquidity ${amount} ${currency}` })),
  });
}

const maxAccounts = 12;

/** What it would do to each of them, those it fits first; a press shows one in full, or until when it can go. */
async function whichAccount(
  desk: Desk,
  { amount, at }: Pick<Tried, 'amount' | 'at'>,
  candidates: readonly KnownAccount[],
): Promise<Card> {
  const { balances, problems, suggestions } = desk.words.chat;
  const timed = at === undefined ? {} : { timestamp_utc: at };
  const found = await Promise.all(
    candidates.slice(0, maxAccounts).map(async ({ account_id, entity, currency }) => ({
      account_id,
      entity,
      currency,
      assessed: await desk.assessLiquidity({ amount, account_id, entity, currency, ...timed }),
    })),
  );
  const fitting = found.flatMap(({ assessed: answer, ...account }) =>
    answer.ok ? [{ ...account, ...answer.output.breach_assessment }] : [],
  );
  const [first] = candidates;
  // Nobody can say it of any: why, in the gate's own words.
  if (fitting.length === 0 && first) return assessed(desk, { amount, ...first, ...timed });
  const rows = fitting.toSorted((one, other) => other.headroom - one.headroom);
  const time = at === undefined ? '' : ` ${at.slice(11, 16)}`;
  return desk.cards.answerCard({
    title: problems.whichAccount,
    lines: [
      ...rows.map(({ account_id: id, entity, currency, breach, gap, headroom }) =>
        breach
          ? balances.isShort(id, entity, desk.words.show.money(gap, currency))
          : balances.fits(id, entity, desk.words.show.money(headroom, currency)),
      ),
      balances.nameAccount(candidates.slice(0, maxAccounts).map(({ account_id: id }) => id)),
    ],
    suggestions: [
      ...rows.slice(0, 2).map(({ account_id: id, currency }) => ({
        title: id,
        said: `/liquidity ${amount} ${currency} ${id}${time}`,
      })),
      ...(first
        ? [{ title: suggestions.cutoffsOf(first.currency), said: suggestions.askCutoffsOf(first.currency) }]
        : []),
    ],
  });
}

type KnownAccount = ReturnType<ReturnType<Desk['ledger']['current']>['accounts']>[number];

/** What the liquidity gate says, or why it cannot. */
async function assessed(desk: Desk, input: Parameters<Desk['assessLiquidity']>[0]): Promise<Card> {
  const found = await desk.assessLiquidity(input);
  if (found.ok) return desk.cards.liquidityCard(found.output);
  const { problems } = desk.words.chat;
  const unclear = found.problems.find(({ field, choices = [] }) => field === 'amount' && choices.length > 0);
  if (unclear) return whichAmount(desk, input, unclear);
  return refusalCard(desk, problems.noLiquidity, found.problems);
}

/** Both readings of an amount, each a press away. */
function whichAmount(desk: Desk, input: Parameters<Desk['assessLiquidity']>[0], unclear: Problem): Card {
  const { currency = '', account_id: account = '', timestamp_utc: at } = input;
  const time = at === undefined ? '' : ` ${at.slice(11, 16)}`;
  return desk.cards.answerCard({
    title: desk.words.chat.problems.whichOne,
    lines: [desk.words.problem(unclear)],
    suggestions: (unclear.choices ?? []).map((choice) => ({
      title: `${desk.words.show.figure(decimal(choice), currency)} ${currency}`,
      said: `/liquidity ${choice} ${currency} ${account}${time}`,
    })),
  });
}

/** `14:30` on the ledger's day. */
export function onLedgerDay(desk: Desk, time: string): string {
  return `${desk.ledger.current().day ?? utcDay(desk.clock.now())}T${time}:00Z`;
}
