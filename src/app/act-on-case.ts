/** What a person presses, done or refused by name, once however often it arrives. */
import type { Press } from '../domain/case/machine/commands';
import { isNews } from '../domain/case/decision/liquidity-check';
import type { PaymentCase } from '../domain/case/payment-case';
import { offer } from '../domain/case/machine/permitted-actions';
import type { ScreeningComparison } from '../domain/liquidity/compare-screenings';
import type { LedgerSource } from '../ports/sources';
import type { ChangeCase, Changed } from './change-case';
import type { Knowledge } from './know';
import type { RecheckLiquidity } from './waiting/recheck-liquidity';

export type ActOnCase = (runId: string, press: Press) => Promise<Changed>;
/** Writes down what a later look at liquidity found, so that the card says it to everybody. False where the case changed meanwhile. */
export type NoteCheck = (current: PaymentCase, found: ScreeningComparison) => Promise<boolean>;

export interface ActOnCaseDeps {
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly recheckLiquidity: RecheckLiquidity;
  readonly noteCheck: NoteCheck;
}

export function createActOnCase({ changeCase, knowledge, recheckLiquidity, noteCheck }: ActOnCaseDeps): ActOnCase {
  /**
   * Approvals one at a time: of two payments that fit one by one, the second is looked at once the first is approved. Elsewhere another
   * process may be at it; what this one rests on is then seen to have moved, and it is looked at once more.
   */
  let before: Promise<unknown> = Promise.resolve();

  return (runId, press) => {
    if (press.type !== 'approve') return changeCase(runId, press, (current) => knowledge.known(current));
    const mine = before.then(() => approve(runId, press));
    before = mine.catch(() => undefined);
    return mine;
  };

  async function approve(runId: string, press: Press): Promise<Changed> {
    const looks: { readonly of: PaymentCase; readonly found: ScreeningComparison }[] = [];
    const changed = await changeCase(runId, press, async (current) => {
      // Whoever may not approve at all need not wait for a look at the ledger.
      const known = await knowledge.known(current);
      if (!current || !offer('approve', current, press.actor, known).ok) return known;
      const { found, restsOn } = await recheckLiquidity(current);
      looks.push({ of: current, found });
      // The rules last: where they have changed since the look, what it rests on says so.
      return { ...known, ...knowledge.rules(current), liquidityNow: found, restsOn };
    });
    // The next one who looks shall not see a sound payment.
    const last = looks.at(-1);
    if (!changed.ok && last?.found.verdict === 'worse') await noteCheck(last.of, last.found);
    return changed;
  }
}

/** Where there is something new to tell. The ledger in force is taken for the one that was looked at. */
export function createNoteCheck(deps: {
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly ledger: LedgerSource;
}): NoteCheck {
  return async (current, found) => {
    if (!isNews(current, found)) return true;
    const ledgerFingerprint = deps.ledger.current().fingerprint ?? '';
    const { runId, version: basedOn } = current;
    const command = { type: 'note_liquidity_check', basedOn, found, ledgerFingerprint } as const;
    return (await deps.changeCase(runId, command, (now) => deps.knowledge.known(now))).ok;
  };
}
