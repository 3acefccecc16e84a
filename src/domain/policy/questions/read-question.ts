/** What a sentence about policy speaks of: amount, currency, channel, type, entity, breach, night. */
import { currencyExponent, decimal, type Decimal } from '../../values/money';
import { channels, paymentTypes, type Channel, type PaymentType } from '../../payment/payment-request';
import type { Severity } from '../../evidence/liquidity-screening';
import type { Policy } from '../policy';

export interface QuestionWords {
  readonly amount: Decimal | null;
  readonly currency: string | null;
  readonly channel: Channel | null;
  readonly paymentType: PaymentType | null;
  readonly entity: string | null;
  readonly severity: Severity;
  readonly isAtNight: boolean;
}

const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '₺': 'TRY' };
const multiples: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
};

export function readQuestion(policy: Policy, text: string): QuestionWords {
  const words = text.split(/[^\p{L}\p{N}_]+/u);
  const upper = words.map((word) => word.toUpperCase());
  const currency = readCurrency(policy, text, words);
  const spaced = text.toUpperCase().replaceAll(/[\s_-]+/g, ' ');
  return {
    amount: readAmount(text, currency),
    currency,
    channel: channels.find((channel) => upper.includes(channel)) ?? null,
    paymentType: paymentTypes.find((type) => ` ${spaced} `.includes(` ${type.replaceAll('_', ' ')}`)) ?? null,
    entity:
      [...entitiesOf(policy), ...policy.liquidity.buffers.map(({ entity }) => entity)].find((entity) =>
        upper.includes(entity.toUpperCase()),
      ) ?? null,
    severity: severityIn(upper),
    isAtNight: /after[ -]hours|\bnight|overnight|out of hours/i.test(text),
  };
}

/** Every entity that any cutoff names. */
export function entitiesOf({ cutoffs }: Policy): readonly string[] {
  return [...new Set([...cutoffs.internal, ...cutoffs.bank].map(({ entity }) => entity))];
}

/**
 * 300k, 2.5 million, 250,000.00, 250 000; the first amount said. Null for a year, a day, a time of day, a small number
 * without a unit (2 approvers), and 250.000, which means two things to two readers.
 */
function readAmount(text: string, currency: string | null): Decimal | null {
  const found =
    /(?<![\w.:-])([$€£₺])?(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d+)?\s?(k|mn|m|bn|thousand|million|billion)?(?![\w:.-]*\w)/i.exec(
      text,
    );
  if (!found) return null;
  const [said, sign, whole = '', fraction = '', multiple] = found;
  const times = multiple === undefined ? 1 : multiples[multiple.toLowerCase()];
  const isYear = multiple === undefined && sign === undefined && /^20\d\d$/.test(said.trim());
  const isBareNumber = whole.length < 4 && multiple === undefined && currency === null;
  const isAmbiguous = fraction.length === 4 && multiple === undefined;
  if (times === undefined || isYear || isBareNumber || isAmbiguous) return null;
  const amount = decimal(`${whole.replaceAll(/[, ]/g, '')}${fraction}`).times(times);
  return amount.isZero() ? null : amount;
}

/** Any currency in capitals; in small letters those policy knows, but for `try`, which is an English word. */
function readCurrency(policy: Policy, text: string, words: readonly string[]): string | null {
  const known = new Set([
    'USD',
    ...Object.keys(policy.calendars.by_currency),
    ...Object.keys(policy.rates.usd_per_unit),
  ]);
  const capital = words.find((word) => /^[A-Z]{3}$/.test(word) && currencyExponent(word) !== null);
  const code = capital ?? words.find((word) => word.toLowerCase() !== 'try' && known.has(word.toUpperCase()));
  if (code !== undefined) return code.toUpperCase();
  const sign = Object.keys(signs).find((candidate) => text.includes(candidate));
  return sign === undefined ? null : (signs[sign] ?? null);
}

function severityIn(upper: readonly string[]): Severity {
  if (upper.includes('CRITICAL')) return 'CRITICAL';
  return upper.some((word) => word.startsWith('BREACH')) ? 'BREACH' : 'NONE';
}
