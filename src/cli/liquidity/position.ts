/** `liquidity position`: the day's cash by entity, currency and account, in each account's currency and in one base currency. */
import type { Config } from '../../composition/config';
import { cashPosition, type AccountCash } from '../../domain/liquidity/cash-position';
import { termsOf } from '../../domain/liquidity/terms';
import { currencyExponent, formatAmount } from '../../domain/values/money';
import { refuse } from '../../domain/values/errors';
import { createSystemClock } from '../../jobs/system-clock';
import { readLedgerFolder } from '../../sources/ledger/folder';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { printJson, printText, RefusedInput } from '../answer';

export interface PositionOptions {
  readonly base: string;
  readonly json?: boolean;
}

export function showPosition(config: Config, { base, json }: PositionOptions): void {
  if (currencyExponent(base) === null)
    throw new RefusedInput(refuse('unknown_currency', `${base} is not a currency code we know.`, 'base').problems);
  const ledger = readLedgerFolder(config.ledgerDir, config.ledgerAsOf);
  const nowMs = config.demoStartMs ?? createSystemClock().now();
  const position = cashPosition(ledger, {
    nowMs,
    baseCurrency: base,
    rate: termsOf(readPolicyFolder(config.policyDir)).rate,
  });
  if (json === true) {
    printJson(position);
    return;
  }
  const total =
    position.total === null
      ? 'unknown: a rate is missing or too old'
      : `${formatAmount(position.total.toDecimalPlaces(2), base)} ${base}`;
  printText([
    `Cash position of ${position.day ?? 'no day'}, ledger ${ledger.name}, as of ${ledger.asOf ?? 'nobody knows when'}`,
    ...position.accounts.map(inWords),
    `available in all: ${total}`,
  ]);
}

const proofWords = {
  proven: 'proven',
  not_proven: 'NOT PROVEN',
  unstated: 'nothing to prove it by',
  no_statement: 'no statement',
} as const;

function inWords({ entity, currency, accountId, opening, certain, closing, available, proof }: AccountCash): string {
  const money = (amount: AccountCash['opening']): string => formatAmount(amount, currency);
  return `${entity} ${currency} ${accountId}: available ${money(available)}, opening ${money(opening)}, booked so far ${money(certain)}, closing with all that is expected ${money(closing)}; ${proofWords[proof]}`;
}
