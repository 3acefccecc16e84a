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
import {
  assessOnBasis,
  namingBasis,
  type BasedAssessment,
  type PlaceInLedger,
} from '../domain/liquidity/basis/liquidity-basis';
import type { Ledger } from '../domain/liquidity/ledger/ledger';
import type { Reservation } from '../domain/liquidity/reservation';
import type { LiquidityTerms } from '../domain/liquidity/terms';
import type { Account } from '../domain/payment/ledger-row';
import { contentOf, textContent, type KeptContent } from '../domain/values/kept-content';
import { runInTurns } from '../domain/values/run-slices';
import type { Current, Tool } from '../ports';
import { toolNames } from '../domain/evidence/wire-names';
import { keepsNothing, type KeepBasis } from './keep-basis';

export interface ComputeLiquidityImpactDeps {
  readonly ledger: Current<Ledger>;
  /** What the policy says that a run keeps; that in force for a run nobody knows. */
  readonly termsOfRun: (runId: string) => Promise<LiquidityTerms>;
  /** Under which id the ledger has the payment of that run; null for a run nobody knows. */
  readonly placeOfRun?: (runId: string) => Promise<PlaceInLedger | null>;
  /** What waiting and approved payments hold. Left out: nothing is held. */
  readonly reservations?: () => Promise<readonly Reservation[]>;
  /** Keeps what an answer about a case rests on; left out, nobody does. */
  readonly keepBasis?: KeepBasis | undefined;
}

const nowhere: PlaceInLedger = { ledgerId: null, isDelayed: false };

/** What the ledger cannot answer for is a `tool_failed` that names every problem: a gate never guesses. */
export function createComputeLiquidityImpact({
  ledger,
  termsOfRun,
  placeOfRun,
  reservations,
  keepBasis = keepsNothing,
}: ComputeLiquidityImpactDeps): Tool<LiquidityInput, LiquidityScreening> {
  const keepDaysOf = keepDays();
  return {
    name: toolNames.liquidity,
    title: 'Compute liquidity impact',
    description:
      'Projects the intraday balance of the funding account with a payment against its minimum buffer. ' +
      'Give payment_id of a ledger payment alone, or amount, currency, account_id and entity of any payment.',
    inputSchema: liquidityInputSchema,
    outputSchema: liquidityScreeningSchema,
    async run(input, call) {
      const terms = await termsOfRun(call.runId);
      // Read last: what is decided meanwhile shall count.
      const held = (await reservations?.()) ?? [];
      const place = (await placeOfRun?.(call.runId)) ?? nowhere;
      const inForce = ledger.current();
      const assessed = assessOnBasis({ ledger: inForce, reservations: held, place }, input, { ...call, terms });
      if (!assessed.ok) {
        const reasons = assessed.problems.map(({ message }) => message).join(' ');
        throw new Fault('tool_failed', `${toolNames.liquidity}: ${reasons}`);
      }
      const { output } = assessed;
      const kept = await keepDaysOf(call.runId, inForce, assessed, keepBasis);
      return kept === null ? output : namingBasis(output, kept);
    },
  };
}

/** Each account's day is written down once for a ledger, however many payments look at it. */
function keepDays() {
  const kept = new WeakMap<Ledger, Map<Account, string>>();
  return async (
    runId: string,
    ledger: Ledger,
    { looked, basis }: BasedAssessment,
    keepBasis: KeepBasis,
  ): Promise<string | null> => {
    const known = kept.get(ledger) ?? new Map<Account, string>();
    kept.set(ledger, known);
    const made = new Map<Account, KeptContent>();
    const hash = await keepBasis(runId, async () => {
      for (const account of looked.accounts) if (!known.has(account)) made.set(account, await dayOf(ledger, account));
      const hashes = looked.accounts.map((account) => known.get(account) ?? made.get(account)?.hash ?? '');
      return [contentOf(basis(hashes)), ...made.values()];
    });
    for (const [account, day] of made) known.set(account, day.hash);
    return hash;
  };
}

async function dayOf(ledger: Ledger, account: Account): Promise<KeptContent> {
  return textContent(await runInTurns(accountDayText(ledger, account), () => setImmediate()));
}
