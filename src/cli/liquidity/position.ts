/** `liquidity position`: the day's cash by bank, entity and currency, in each currency and in one base currency. */
import type { Config } from '../../composition/config/config';
import { cashPosition, type AccountCash, type Cash, type CashGroup } from '../../domain/liquidity/cash-position';
import { baseCurrencyOf, termsOf } from '../../domain/liquidity/terms';
import { currencyExponent, formatAmount, type Decimal } from '../../domain/values/money';
import { refuse } from '../../domain/values/errors';
import { createSystemClock } from '../../jobs/system-clock';
import { readLedgerFolder } from '../../sources/ledger/folder';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { printJson, printText, RefusedInput } from '../answer';

export interface PositionOptions {
  readonly base?: string;
  readonly json?: boolean;
}

export function showPosition(config: Config, { base, json }: PositionOptions): void {
  const terms = termsOf(readPolicyFolder(config.policyDir));
  const baseCurrency = base ?? baseCurrencyOf(terms);
  if (currencyExponent(baseCurrency) === null)
    throw new RefusedInput(
      refuse('unknown_currency', `${baseCurrency} is not a currency code we know.`, 'base').problems,
    );
  const ledger = readLedgerFolder(config.ledgerDir, config.ledgerAsOf);
  const nowMs = config.demoStartMs ?? createSystemClock().now();
  const position = cashPosition(ledger, { nowMs, baseCurrency, rate: terms.rate });
  if (json === true) {
    printJson(position);
    return;
  }
  const inBase = (amount: Decimal | null): string =>
    amount === null
      ? 'unknown: a rate is missing or too old'
      : `${formatAmount(amount.toDecimalPlaces(currencyExponent(baseCurrency) ?? 0), baseCurrency)} ${baseCurrency}`;
  printText([
    `Cash position of ${position.day ?? 'no day'}, ledger ${ledger.name}, as of ${ledger.asOf ?? 'nobody knows when'}`,
    ...position.groups.flatMap((group) => [
      '',
      `${placeInWords(group)}: ${cashInWords(group, group.currency)}`,
      ...group.accounts.map(accountInWords),
    ]),
    '',
    `available in all: ${inBase(position.total)}`,
    `closing in all: ${inBase(position.totalAtClose)}; rates as of ${terms.ratesAsOf}`,
  ]);
}

const proofWords = {
  proven: 'proven',
  not_proven: 'NOT PROVEN',
  unstated: 'nothing to prove it by',
  no_statement: 'no statement',
} as const;

function placeInWords({ bank, entity, currency }: CashGroup): string {
  return `${bank ?? 'bank not recorded'}, ${entity}, ${currency}`;
}

function accountInWords(account: AccountCash): string {
  return `  ${account.accountId}: ${cashInWords(account, account.currency)}; ${proofWords[account.proof]}`;
}

function cashInWords({ available, opening, certain, closing }: Cash, currency: string): string {
  const money = (amount: Decimal): string => formatAmount(amount, currency);
  return `available ${money(available)}, opening ${money(opening)}, booked so far ${money(certain)}, closing with all that is expected ${money(closing)}`;
}
