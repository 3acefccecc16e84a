/** `liquidity`: what one payment does to its account, on the ledger given. */
import type { Config } from '../config';
import { liquidityInputSchema } from '../domain/evidence/liquidity-screening';
import { assessLiquidity } from '../domain/liquidity/assess-liquidity';
import { createSystemClock } from '../jobs/system-clock';
import { randomHex } from '../main';
import { openReferenceData } from '../reference-data';
import { printJson, printText, RefusedInput } from './answer';

export interface LiquidityOptions {
  readonly paymentId?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly account?: string;
  readonly entity?: string;
  readonly at?: string;
  readonly json?: boolean;
}

export function liquidity(config: Config, options: LiquidityOptions): void {
  const given = {
    payment_id: options.paymentId,
    amount: options.amount,
    currency: options.currency,
    account_id: options.account,
    entity: options.entity,
    timestamp_utc: options.at,
  };
  const input = liquidityInputSchema.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  if (!input.success) {
    throw new RefusedInput(
      input.error.issues.map((issue) => ({
        code: 'field_invalid',
        field: issue.path.join('.'),
        message: `${issue.path.join('.')}: ${issue.message}`,
      })),
    );
  }
  const clock = createSystemClock();
  const nowMs = config.demoStartMs ?? clock.now();
  const assessed = assessLiquidity(openReferenceData(config, clock).ledger.current(), input.data, {
    runId: `LIQUIDITY-${randomHex(6)}`,
    nowMs,
  });
  if (!assessed.ok) throw new RefusedInput(assessed.problems);
  if (options.json === true) {
    printJson(assessed.output);
    return;
  }
  const { breach_assessment: breach, recommendation } = assessed.output;
  printText([
    `${recommendation.action}  ${recommendation.reason}`,
    `projected minimum ${breach.projected_min_balance}, buffer ${breach.buffer_threshold}, headroom ${breach.headroom}, severity ${breach.severity}`,
  ]);
}
