/** What else could be done: each option, whether it is possible, its figures and its proof. */
import type { LiquidityAlternative, LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import type { LiquiditySubject } from './liquidity-subject';
import { showClock } from '../words/show-clock';
import { showInstant } from '../words/show-instant';
import { showMoney } from '../words/show-money';

export interface AlternativeRow {
  readonly title: string;
  readonly text: string;
}

const names: Readonly<Record<LiquidityAlternative['kind'], string>> = {
  delay: 'Delay',
  partial_release: 'Partial release',
  sweep: 'Move money from another account',
  fx_sweep: 'Convert from another currency',
  swap_order: 'Let it go before a queued payment',
  credit_line: 'Draw on a credit line',
  escalate_for_funding: 'Escalate for funding',
};

const maxProof = 220;
/** Accounts or payments one option is written out for. */
const maxListed = 3;

/** In the gate's own order, the best first. */
export function alternativeRows(
  result: LiquidityScreening,
  subject: LiquiditySubject,
): { readonly possible: readonly AlternativeRow[]; readonly impossible: readonly AlternativeRow[] } {
  const options = result.recommendation.alternative_details ?? [];
  const rowOf = (option: LiquidityAlternative): AlternativeRow => ({
    title: option.feasible ? `✓ ${names[option.kind]}, possible` : `✕ ${names[option.kind]}, not possible`,
    text: [proof(option, subject), ...(option.feasible ? figures(option, result, subject) : [])].join(' '),
  });
  return {
    possible: options.filter(({ feasible }) => feasible).map(rowOf),
    impossible: options.filter(({ feasible }) => !feasible).map(rowOf),
  };
}

/** Why it is possible or not, in the gate's own words. */
function proof({ why }: LiquidityAlternative, { words }: LiquiditySubject): string {
  return words(why.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, showInstant), maxProof);
}

/** What the proof does not say: sentences. */
function figures(
  option: LiquidityAlternative,
  { payment_assessed: { timestamp_utc: day, currency } }: LiquidityScreening,
  { money, words, mask }: LiquiditySubject,
): readonly string[] {
  const time = (at: string): string => showClock(at, day);
  switch (option.kind) {
    case 'delay':
    case 'escalate_for_funding':
      return [];
    case 'partial_release': {
      const at =
        option.remainder_release_at === null ? 'does not fit today' : `fits at ${time(option.remainder_release_at)}`;
      return [`The rest, ${money(option.remainder)}, ${at}.`];
    }
    case 'sweep':
      return option.sources.slice(0, maxListed).map((source) => left(source, currency));
    case 'fx_sweep':
      return option.sources.slice(0, maxListed).map((source) => left(source, source.currency));
    case 'swap_order':
      return option.moved
        .slice(0, maxListed)
        .map(({ txn_id, amount, from }) => `${words(txn_id, 40)} is ${money(amount)}, planned for ${time(from)}.`);
    case 'credit_line':
      return option.limit === null ? [] : [`Its limit is ${money(option.limit)}.`];
  }
  function left(
    source: {
      readonly account_id: string;
      readonly entity: string;
      readonly headroom_after: number;
      readonly intercompany: boolean;
    },
    held: string,
  ): string {
    const kin = source.intercompany ? ` of ${words(source.entity, 40)} (intercompany)` : '';
    return `${mask.of(source.account_id)}${kin} then still has ${showMoney(source.headroom_after, held)} above its buffer.`;
  }
}
