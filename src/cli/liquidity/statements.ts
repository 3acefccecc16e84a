/** `statements unmatched` and `statements settle`: what of bank statements waits for somebody, and what people say of it. */
import type { Config } from '../../composition/config/config';
import type { OpenEntry, SettlingAct } from '../../domain/liquidity/statements/open-entry';
import { settlingActs } from '../../domain/liquidity/statements/open-entry';
import { refuse } from '../../domain/values/errors';
import { formatUtc } from '../../domain/values/time';
import { createSystemClock } from '../../jobs/system-clock';
import { readLedgerFolder } from '../../sources/ledger/folder';
import { settleEntry } from '../../sources/ledger/import-statements';
import { printJson, printText, RefusedInput } from '../answer';
import { ledgerFolder } from './import';
import { stated } from '../stated';

export interface UnmatchedOptions {
  readonly json?: boolean;
}

export function listUnmatched(config: Config, { json }: UnmatchedOptions): void {
  const ledger = readLedgerFolder(config.ledgerDir, config.ledgerAsOf);
  const [open, proofs] = [ledger.openEntries(), ledger.proofs()];
  if (json === true) {
    printJson({ open, proofs });
    return;
  }
  const unproven = proofs.filter(({ state }) => state === 'not_proven');
  printText([
    ...unproven.map(({ accountId, currency, day, why }) => `NOT PROVEN  ${accountId} ${currency} on ${day}: ${why}`),
    ...open.map(entryInWords),
    ...(open.length === 0 ? ['Nothing waits for anybody.'] : []),
  ]);
}

function entryInWords({ id, accountId, currency, day, statementId, place, amount, counts, reason }: OpenEntry): string {
  const what = amount === null ? `statement ${statementId}` : `${amount} ${currency} (${place})`;
  return `${id}  ${accountId} ${day}  ${what}: ${reason}; ${counts ? 'counts' : 'does not count'}`;
}

export interface SettleOptions {
  readonly match?: string;
  readonly accept?: boolean;
  readonly refuse?: boolean;
  readonly by: string;
  readonly reason: string;
}

/** One of match, accept and refuse. The entry keeps what was said of it in every later report. */
export function settle(config: Config, id: string, options: SettleOptions): void {
  const act = actOf(options);
  if (act === null)
    throw new RefusedInput(
      refuse('act_missing', `Say one of ${settlingActs.map((name) => `--${name}`).join(', ')}.`).problems,
    );
  const folder = ledgerFolder(config);
  const ledger = readLedgerFolder(folder, config.ledgerAsOf);
  if (!ledger.openEntries().some((entry) => entry.id === id))
    throw new RefusedInput(
      refuse('unknown_entry', `No entry ${id} waits; desk statements unmatched lists them.`, 'id').problems,
    );
  if (options.match !== undefined && !ledger.hasPayment(options.match))
    throw new RefusedInput(
      refuse('unknown_payment', `No payment ${options.match} is in the ledger.`, 'match').problems,
    );
  const by = stated('by', options.by);
  const reason = stated('reason', options.reason);
  const at = formatUtc(config.demoStartMs ?? createSystemClock().now());
  const settled = settleEntry(folder, { id, act, payment: options.match, by, reason, at });
  if (!settled.ok) throw new RefusedInput(settled.problems);
  printText([
    `${id} ${actWords(act, options.match)}, said by ${by}`,
    ...settled.ledger
      .proofs()
      .map(({ accountId, currency, state, why }) => `${accountId} ${currency} ${state.replace('_', ' ')}: ${why}`),
    `in force as version ${settled.version}`,
  ]);
}

function actOf({ match, accept, refuse: isRefused }: SettleOptions): SettlingAct | null {
  const given: SettlingAct[] = [
    ...(match === undefined ? [] : (['match'] as const)),
    ...(accept === true ? (['accept'] as const) : []),
    ...(isRefused === true ? (['refuse'] as const) : []),
  ];
  return given.length === 1 ? (given[0] ?? null) : null;
}

function actWords(act: SettlingAct, payment = ''): string {
  if (act === 'match') return `is ${payment}`;
  return act === 'accept' ? 'is right as it stands' : 'does not count';
}
