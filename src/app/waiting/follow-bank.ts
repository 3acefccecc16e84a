/** Says of every payment that was approved what the bank's statements say of it: that it was booked, all of it or less, or came back. */
import {
  entriesSince,
  judgeBanked,
  withEarlierDays,
  type Banked,
  type BankedEntry,
} from '../../domain/liquidity/statements/banked-payment';
import { cutLength } from '../../domain/liquidity/statements/find-payment';
import type { BankEntry } from '../../domain/case/machine/commands';
import type { PaymentCase } from '../../domain/case/payment-case';
import { shortfall } from '../../domain/case/acts/bank/bank-word';
import { nameAtBank } from '../../domain/case/acts/bank/name-at-bank';
import { takesCommand } from '../../domain/case/machine/states';
import { decimal } from '../../domain/values/money';
import { asFault, isOfDatabase } from '../../domain/values/errors';
import type { LedgerSource } from '../../ports/sources';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { ChangeCase } from '../change-case';
import type { Knowledge } from '../know';
import { createFollowedPayments } from './followed-payments';

/** One round. Throws only what the store throws. */
export type FollowBank = () => Promise<void>;

export interface FollowBankDeps {
  readonly store: Pick<
    Store,
    'listRunIds' | 'lastEvent' | 'readEvents' | 'listStanding' | 'findCase' | 'listPaymentIds'
  >;
  readonly changeCase: ChangeCase;
  readonly knowledge: Pick<Knowledge, 'known'>;
  readonly ledger: LedgerSource;
  readonly log: Pick<Log, 'info' | 'error'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** What one round reads, one case after the other with the rest of the process in between: a second of work. */
const casesPerRound = 200;
export function createFollowBank(deps: FollowBankDeps): FollowBank {
  const { store, ledger, log, turn } = deps;
  const followed = createFollowedPayments(store);
  /** What the bank calls each: statements name few, so most cases need not be read. */
  const namesOf = new Map<string, string>();

  return async () => {
    const { fingerprint } = ledger.current();
    // Only a ledger that was read from files has statements.
    if (fingerprint === null) return;
    // Once it is sent its name may be another one.
    const changed = await followed.bringUpToDate(fingerprint);
    if (changed === null) namesOf.clear();
    for (const runId of changed ?? []) namesOf.delete(runId);
    let read = 0;
    for (const runId of followed.due()) {
      const known = namesOf.get(runId);
      if (known !== undefined && !isNamed(known)) {
        followed.noteLooked(runId);
        continue;
      }
      if (read === casesPerRound) return;
      read += 1;
      await turn();
      if (await lookOrLog(runId)) followed.noteLooked(runId);
    }
  };

  /** A case that cannot be looked at keeps no other from it. */
  async function lookOrLog(runId: string): Promise<boolean> {
    try {
      return await look(runId);
    } catch (error) {
      const fault = asFault(error);
      if (isOfDatabase(fault)) throw fault;
      log.error({ runId, code: fault.code, err: fault }, 'what the bank says of a payment could not be noted');
      return true;
    }
  }

  function isNamed(id: string): boolean {
    return ledger.current().bankedEntries(id).length > 0 || ledger.current().cutEntries(id).length > 0;
  }

  /** Under its whole id, or cut, where no other payment of the desk begins alike: then nobody knows which of them it is. */
  async function entriesOf(id: string): Promise<readonly BankedEntry[]> {
    const current = ledger.current();
    const whole = current.bankedEntries(id);
    const cut = whole.length > 0 ? [] : current.cutEntries(id);
    if (cut.length === 0) return whole;
    const alike = await store.listPaymentIds({ beginning: id.slice(0, cutLength), limit: 2 });
    return alike.length === 1 ? cut : whole;
  }

  /** False where somebody else changed the case meanwhile: it is looked at in the next round. */
  async function look(runId: string): Promise<boolean> {
    const current = await store.findCase(runId);
    if (!current) return true;
    const name = nameAtBank(current);
    namesOf.set(runId, name);
    const now = entriesSince(current.bankedBefore, await entriesOf(name));
    const entries = withEarlierDays(current.settlement?.entries ?? [], now);
    const banked = judgeBanked(entries, current.payment);
    const type = banked && commandFor(banked, current);
    if (!banked || !type) return true;
    const command = { type, basedOn: current.version, entry: entryOf(banked), entries };
    const changed = await deps.changeCase(runId, command, (now) => deps.knowledge.known(now));
    if (changed.ok) log.info({ runId, state: banked.state, ...command.entry }, 'a bank statement has the payment');
    return changed.ok;
  }
}

function commandFor(banked: Banked, current: PaymentCase): 'settle' | 'book_short' | 'return_payment' | null {
  const { status } = current;
  if (banked.state === 'returned') return takesCommand(status, 'return_payment') ? 'return_payment' : null;
  if (banked.state === 'settled') return takesCommand(status, 'settle') ? 'settle' : null;
  return takesCommand(status, 'book_short') && isNewShort(banked, current) ? 'book_short' : null;
}

/** What has settled is short again only by what came back; what is short already, by another amount. */
function isNewShort({ stands, returned }: Banked, current: PaymentCase): boolean {
  if (current.status === 'settled') return !returned.isZero();
  const known = shortfall(current);
  return known === null || !stands.eq(decimal(known.booked));
}

function entryOf({ entry }: Banked): BankEntry {
  const { code = null, text: note = null } = entry.reason ?? {};
  return {
    reference: entry.reference,
    bookedOn: entry.day,
    statement: entry.statementId,
    note,
    ...(code === null ? {} : { code }),
  };
}
