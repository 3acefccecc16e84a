/** The tool of the liquidity gate: one payment against the ledger in force. */
import { setImmediate } from 'node:timers/promises';
import { Fault } from '../domain/values/errors';
import {
  liquidityInputSchema,
  liquidityScreeningSchema,
  type LiquidityInput,
  type LiquidityScreening,
} from '../domain/evidence/liquidity-screening';
import { accountDayText } from '../domain/liquidity/basis/account-day';
import { createKeepHeld } from '../domain/liquidity/basis/held-pieces';
import type { PlaceInLedger } from '../domain/liquidity/assess-in-place';
import { assessOnBasis, namingBasis, type BasedAssessment } from '../domain/liquidity/basis/liquidity-basis';
import type { Ledger } from '../domain/liquidity/ledger/ledger';
import { createReserve } from '../domain/liquidity/held/reserve';
import type { Reservation } from '../domain/liquidity/held/reservation';
import type { LiquidityTerms } from '../domain/liquidity/terms';
import type { Account } from '../domain/payment/ledger-row';
import { contentOf, textContent, type KeptContent } from '../domain/values/kept-content';
import { parseUtc, utcDay } from '../domain/values/time';
import { runInTurns } from '../domain/values/run-slices';
import type { Current } from '../ports/sources';
import type { Tool } from '../ports/tools';
import { toolNames } from '../domain/evidence/wire-names';

export interface RunTerms {
  /** What the policy says that the run keeps; that in force for a run nobody knows. */
  readonly terms: LiquidityTerms;
  /** Under which id the ledger has the payment of the run; left out for a run nobody knows. */
  readonly place?: PlaceInLedger;
}

export interface ComputeLiquidityImpactDeps {
  readonly ledger: Current<Ledger>;
  readonly ofRun: (runId: string) => Promise<RunTerms>;
  /** What waiting and approved payments hold. Left out: nothing is held. */
  readonly reservations?: () => Promise<Iterable<Reservation>>;
  /** Whether what has that hash is kept already; left out, nothing is. */
  readonly isKept?: ((hash: KeptContent['hash']) => boolean) | undefined;
}

const nowhere: PlaceInLedger = { ledgerId: null, isDelayed: false };

/** What the ledger cannot answer for is a fault that names every problem: a gate never guesses. */
export function createComputeLiquidityImpact({
  ledger,
  ofRun,
  reservations,
  isKept = () => false,
}: ComputeLiquidityImpactDeps): Tool<LiquidityInput, LiquidityScreening> {
  const reserve = createReserve();
  const contentsOf = restOn(isKept);
  return {
    name: toolNames.liquidity,
    title: 'Compute liquidity impact',
    description:
      'Projects the intraday balance of the funding account with a payment against its minimum buffer. ' +
      'Give payment_id of a ledger payment alone, or amount, currency, account_id and entity of any payment.',
    inputSchema: liquidityInputSchema,
    outputSchema: liquidityScreeningSchema,
    async run(input, call) {
      const { terms, place = nowhere } = await ofRun(call.runId);
      // Read last: what is decided meanwhile shall count.
      const held = (await reservations?.()) ?? [];
      const inForce = ledger.current();
      const force = { ledger: inForce, reservations: held, place };
      const assessed = assessOnBasis(force, input, { ...call, terms }, reserve);
      if (!assessed.ok) {
        const reasons = assessed.problems.map(({ message }) => message).join(' ');
        const code = isOfOtherDay(input, inForce) ? 'ledger_of_other_day' : 'tool_failed';
        throw new Fault(code, `${toolNames.liquidity}: ${reasons}`);
      }
      const { output } = assessed;
      if (!call.keep) return output;
      const contents = await contentsOf(inForce, assessed);
      call.keep(contents);
      return namingBasis(output, contents[0].hash);
    },
  };
}

/** A ledger is of one day; of a payment that was moved to the next value date it says something once that day's is in. */
function isOfOtherDay({ timestamp_utc: at }: LiquidityInput, { day }: Ledger): boolean {
  const atMs = at === undefined ? null : parseUtc(at);
  return atMs !== null && day !== null && utcDay(atMs) !== day;
}

/** What the answer rests on: its basis first, then the days of the accounts looked at, each made once for a ledger however many payments look at it. */
function restOn(isKept: (hash: string) => boolean) {
  const known = new WeakMap<Ledger, Map<Account, string>>();
  const keepHeld = createKeepHeld(isKept);
  return async (
    ledger: Ledger,
    { looked, held, basis }: BasedAssessment,
  ): Promise<readonly [KeptContent, ...KeptContent[]]> => {
    const hashes = known.get(ledger) ?? new Map<Account, string>();
    known.set(ledger, hashes);
    const made: KeptContent[] = [];
    for (const account of looked.accounts) {
      const hash = hashes.get(account);
      if (hash !== undefined && isKept(hash)) continue;
      const day = await dayOf(ledger, account);
      hashes.set(account, day.hash);
      made.push(day);
    }
    const days = looked.accounts.map((account) => hashes.get(account) ?? '');
    const { pieces, contents } = keepHeld(held);
    return [contentOf(basis(days, pieces)), ...made, ...contents];
  };
}

async function dayOf(ledger: Ledger, account: Account): Promise<KeptContent> {
  return textContent(await runInTurns(accountDayText(ledger, account), () => setImmediate()));
}
