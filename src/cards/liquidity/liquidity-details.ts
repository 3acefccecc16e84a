/** The liquidity of a payment as every card shows it: the sentence, the day as chart and table, whose balance, and what else could be done. */
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import type { Fact } from '../words/fact';
import { alternativeRows } from './alternative-rows';
import { balanceChart } from './balance-chart';
import { keyMoments } from './key-moments';
import { dataAge, heldByOthers, proofLine } from './liquidity-basis';
import { liquiditySentence } from './liquidity-sentence';
import type { AccountMask } from '../words/account-mask';
import { liquiditySubject, type LiquiditySubject, type Share } from './liquidity-subject';
import type { Words } from '../words/words';
import { scopeRows } from './scope-rows';

/**
 * The richest that fits the size of a card is shown. full: everything. straight: the chart's steps lose their ends. table: the day as a
 * table only, without the options that are not possible. headline: the sentence and what a decision needs beside it.
 */
export const detailLevels = ['full', 'straight', 'table', 'headline'] as const;
export type DetailLevel = (typeof detailLevels)[number];

export interface LiquidityContext {
  readonly words: Words;
  readonly share?: Share;
  readonly mask?: AccountMask | undefined;
  /** Whether chart and tables stay folded until somebody presses for them; left out: they do. */
  readonly folds?: boolean;
  /** Business time, UTC milliseconds: the age of the data is told against it. */
  readonly nowMs: number;
  /** How long there is left, told before the age of the data. */
  readonly timing?: string | undefined;
  readonly level?: DetailLevel | undefined;
}

/** The data of the `liquidity` part of a template. */
export function liquidityDetails(
  result: LiquidityScreening,
  { words, share, mask, nowMs, timing, level = 'full', folds = true }: LiquidityContext,
) {
  const subject = liquiditySubject(result, { words, share, mask });
  const { breach_assessment: found, curve, payment_assessed: assessed } = result;
  const hasTables = level !== 'headline';
  const isWhole = level === 'full' || level === 'straight';
  const moments = hasTables ? keyMoments(result, subject) : [];
  const scopes = hasTables ? scopeRows(result, subject) : [];
  const options = alternativeRows(result, subject);
  const possible = hasTables ? options.possible : [];
  const impossible = isWhole ? options.impossible : [];
  const held = heldByOthers(result, subject);
  const facts = findings(result, subject);
  const hasChart = isWhole && curve !== undefined && curve.points.length > 0;
  return {
    sentence: liquiditySentence(result, subject),
    timing: [
      ...(timing === undefined ? [] : [timing]),
      dataAge(result, nowMs, words),
      ...proofLine(result, subject),
    ].map((line) => ({ line })),
    has_held: held !== '',
    held,
    has_facts: facts.length > 0,
    facts,
    has_chart: hasChart,
    chart: hasChart ? balanceChart(result, curve, { subject, withStepEnds: level === 'full' }) : {},
    // A breach is looked into; where all is well the picture is there for who asks.
    opens_chart: found.breach,
    folds,
    currency: assessed.currency.slice(0, 3),
    has_moments: moments.length > 0,
    moments,
    has_scopes: scopes.length > 0,
    scopes,
    scope_note: concentration(result, subject),
    has_options: possible.length > 0,
    options: possible,
    has_impossible: impossible.length > 0,
    impossible,
    impossible_title: words.liquidity.options.impossibleTitle(impossible.length),
  };
}

/** What a decision needs beside the sentence; nothing where the payment fits. */
function findings(
  { breach_assessment: found, payment_assessed: assessed }: LiquidityScreening,
  { money, words }: LiquiditySubject,
): Fact[] {
  if (!found.breach) return [];
  const { facts } = words.liquidity;
  const time = (at: string | null | undefined, none: string): string =>
    at == null ? none : words.show.clock(at, assessed.timestamp_utc);
  return [
    { title: facts.releasable, value: money(found.max_releasable) },
    { title: facts.fitsFrom, value: time(found.earliest_full_release, facts.notToday) },
    ...(found.recovery_time === undefined
      ? []
      : [{ title: facts.holdsFrom, value: time(found.recovery_time, facts.notToday) }]),
  ];
}

/** `This payment is 13.3 % of what leaves the account that day.` and what is flagged there. */
function concentration({ evidence }: LiquidityScreening, { money, words }: LiquiditySubject): string {
  if (!evidence) return '';
  const say = words.liquidity.concentration;
  const { concentration: shares, anomalies } = evidence;
  const beneficiary =
    shares.beneficiary_total === null || shares.beneficiary_share === null
      ? ''
      : ` ${say.beneficiary(money(shares.beneficiary_total), words.show.number(shares.beneficiary_share))}`;
  const flagged =
    anomalies.flagged_rows === 0 ? '' : ` ${say.flagged(anomalies.flagged_rows, money(anomalies.flagged_total))}`;
  return `${say.payment(words.show.number(shares.payment_share))}${beneficiary}${flagged}`;
}
