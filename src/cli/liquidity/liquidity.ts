/** `liquidity`: what one payment, or each of a file of them, does to its account, on the ledger given. */
import type { Config } from '../../composition/config/config';
import { asFault, refuse, type Refusal } from '../../domain/values/errors';
import { liquidityInputSchema, type LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { assessLiquidity } from '../../domain/liquidity/assess-liquidity';
import { termsOf } from '../../domain/liquidity/terms';
import { fieldProblems } from '../../domain/policy/questions/question-fields';
import { createSystemClock } from '../../jobs/system-clock';
import { randomHex } from '../../composition/random-hex';
import { readLedgerFolder } from '../../sources/ledger/folder';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { printJson, printText, RefusedInput } from '../answer';
import { answerLines } from '../json-lines';

export interface LiquidityOptions {
  readonly paymentId?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly account?: string;
  readonly entity?: string;
  readonly at?: string;
  readonly paymentType?: string;
  readonly channel?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

export function liquidity(config: Config, options: LiquidityOptions): void {
  const ask = openGate(config);
  if (options.batch !== undefined) {
    answerLines(options.batch, (question) => {
      const asked = ask(question);
      return asked.ok ? { ok: true, value: asked.output } : asked;
    });
    return;
  }
  const given = {
    payment_id: options.paymentId,
    amount: options.amount,
    currency: options.currency,
    account_id: options.account,
    entity: options.entity,
    timestamp_utc: options.at,
    payment_type: options.paymentType,
    channel: options.channel,
  };
  const asked = ask(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  if (!asked.ok) throw new RefusedInput(asked.problems);
  if (options.json === true) printJson(asked.output);
  else printText(inWords(asked.output));
}

/** The tool's question put to the ledger and policy on disk: every input is answered or refused by name. */
function openGate(config: Config): (question: unknown) => { ok: true; output: LiquidityScreening } | Refusal {
  const ledger = readLedgerFolder(config.ledgerDir, config.ledgerAsOf);
  const terms = termsOf(readPolicyFolder(config.policyDir));
  const nowMs = config.demoStartMs ?? createSystemClock().now();
  return (question) => {
    const input = liquidityInputSchema.safeParse(question);
    if (!input.success) return { ok: false, problems: fieldProblems(input.error, question) };
    try {
      return assessLiquidity(ledger, input.data, { runId: `LIQUIDITY-${randomHex(6)}`, nowMs, terms });
    } catch (error) {
      // A figure too large to state exactly is this question's problem, not the batch's.
      const fault = asFault(error);
      if (fault.code !== 'amount_out_of_range') throw error;
      return refuse(fault.code, `${fault.message}.`, 'amount');
    }
  };
}

function inWords({
  breach_assessment: breach,
  recommendation,
  payment_assessed: payment,
  audit,
}: LiquidityScreening): string[] {
  const age = audit['data_age_minutes'];
  return [
    `${recommendation.action}  ${recommendation.reason}`,
    `projected minimum ${breach.projected_min_balance} ${payment.currency}, buffer ${breach.buffer_threshold}, headroom ${breach.headroom}, severity ${breach.severity}`,
    ageInWords(age),
    ...(recommendation.alternative_details ?? []).map(
      ({ kind, feasible, why }) => `  ${feasible ? 'yes' : 'no '}  ${kind.replaceAll('_', ' ')}: ${why}`,
    ),
  ];
}

function ageInWords(minutes: unknown): string {
  if (typeof minutes !== 'number') return 'nobody recorded how old the data is';
  return minutes < 0 ? `data is dated ${-minutes} minutes ahead of now` : `data is ${minutes} minutes old`;
}
