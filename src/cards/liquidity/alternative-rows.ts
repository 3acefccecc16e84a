/** What else could be done: each option, whether it is possible, its figures and its proof. */
import type { LiquidityAlternative, LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import type { LiquiditySubject } from './liquidity-subject';

export interface AlternativeRow {
  readonly title: string;
  readonly text: string;
}

const maxProof = 220;
/** Accounts or payments one option is written out for. */
const maxListed = 3;

/** In the gate's own order, the best first. */
export function alternativeRows(
  result: LiquidityScreening,
  subject: LiquiditySubject,
): { readonly possible: readonly AlternativeRow[]; readonly impossible: readonly AlternativeRow[] } {
  const options = result.recommendation.alternative_details ?? [];
  const { names, possible, impossible } = subject.words.liquidity.options;
  const rowOf = (option: LiquidityAlternative): AlternativeRow => ({
    title: (option.feasible ? possible : impossible)(names[option.kind]),
    text: [proof(option, result, subject), ...(option.feasible ? figures(option, result, subject) : [])].join(' '),
  });
  return {
    possible: options.filter(({ feasible }) => feasible).map(rowOf),
    impossible: options.filter(({ feasible }) => !feasible).map(rowOf),
  };
}

/** Why it is possible or not, in the gate's own words. */
function proof(
  option: LiquidityAlternative,
  { payment_assessed: { timestamp_utc: day } }: LiquidityScreening,
  { money, quote, words }: LiquiditySubject,
): string {
  const said = words.liquidity.options.proof(option, money, (at) => words.show.clock(at, day));
  return quote(words.show.datesIn(said), maxProof);
}

/** What the proof does not say: sentences. */
function figures(
  option: LiquidityAlternative,
  { payment_assessed: { timestamp_utc: day, currency } }: LiquidityScreening,
  { money, quote, words, mask }: LiquiditySubject,
): readonly string[] {
  const { options } = words.liquidity;
  const time = (at: string): string => words.show.clock(at, day);
  switch (option.kind) {
    case 'delay':
    case 'escalate_for_funding':
      return [];
    case 'partial_release': {
      const rest = money(option.remainder);
      const at = option.remainder_release_at;
      return [at === null ? options.restNotToday(rest) : options.restFitsAt(rest, time(at))];
    }
    case 'sweep':
      return option.sources.slice(0, maxListed).map((source) => left(source, currency));
    case 'fx_sweep':
      return option.sources.slice(0, maxListed).map((source) => left(source, source.currency));
    case 'swap_order':
      return option.moved
        .slice(0, maxListed)
        .map(({ txn_id, amount, from }) => options.planned(quote(txn_id, 40), money(amount), time(from)));
    case 'credit_line':
      return option.limit === null ? [] : [options.limit(money(option.limit))];
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
    const own = mask.of(source.account_id);
    const account = source.intercompany ? options.ofSister(own, quote(source.entity, 40)) : own;
    return options.leftAbove(account, words.show.money(source.headroom_after, held));
  }
}
