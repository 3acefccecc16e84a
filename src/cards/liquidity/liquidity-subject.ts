/** Whose balance a liquidity result speaks of, and how its amounts and accounts are written on a card. */
import type { LiquidityScope, LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import type { Decimal } from '../../domain/values/money';
import { shown } from '../words/escape-markdown';
import { createAccountMask, type AccountMask } from '../words/account-mask';
import type { Words } from '../words/words';

/** Escapes text of others, bounds it, and withholds what must not be read. */
export type Share = (text: string, max?: number) => string;

export interface LiquiditySubject {
  /** `account •••001`, or `the USD total of BankSubsidiary_TR` where the entity decides. */
  readonly name: string;
  /** The decider's figures with all flows. */
  readonly day: Pick<LiquidityScope, 'start_of_day_balance' | 'end_of_day_balance'>;
  /** `125,000 USD`; in the payment's currency where none is named. */
  readonly money: (amount: number | Decimal, currency?: string) => string;
  /** `125,000`, where the currency stands above. */
  readonly figure: (amount: number | Decimal) => string;
  readonly mask: AccountMask;
  /** Text of the liquidity gate with every account number masked. */
  readonly quote: Share;
  readonly words: Words;
}

export interface SubjectContext {
  readonly words: Words;
  readonly share?: Share | undefined;
  /** Left out: made from the accounts the result names. */
  readonly mask?: AccountMask | undefined;
}

export function liquiditySubject(
  result: LiquidityScreening,
  { words, share = shown, mask = createAccountMask(accountsOf(result)) }: SubjectContext,
): LiquiditySubject {
  const { payment_assessed: assessed, breach_assessment: found, account_summary: summary, scopes = [] } = result;
  const { currency, account_id: accountId, entity } = assessed;
  const decidedBy = found.decided_by ?? 'account';
  const accounts = accountsOf(result);
  return {
    name:
      decidedBy === 'account'
        ? words.liquidity.account(mask.of(accountId))
        : words.liquidity.entityTotal(shown(currency, 3), shown(entity, 64)),
    day: scopes.find(({ scope, view }) => scope === decidedBy && view === 'all') ?? summary,
    money: (amount, own = currency) => words.show.money(amount, own),
    figure: (amount) => words.show.figure(amount, currency),
    mask,
    quote: (text, max) => share(mask.within(text, accounts), max),
    words,
  };
}

/** Every account the result names anywhere. */
export function accountsOf({
  payment_assessed: assessed,
  scopes = [],
  recommendation,
}: LiquidityScreening): readonly string[] {
  const sources = (recommendation.alternative_details ?? []).flatMap((option) =>
    option.kind === 'sweep' || option.kind === 'fx_sweep' ? option.sources : [],
  );
  return [
    assessed.account_id,
    ...scopes.filter(({ scope }) => scope === 'account').map(({ name }) => name),
    ...sources.map(({ account_id }) => account_id),
  ];
}
