/** What agents were told of earlier runs, in words: the payments for everybody, compliance's records for compliance. */
import type { Recalled } from '../../../domain/case/run/recalled';
import type { PaymentCase } from '../../../domain/case/payment-case';
import { shown } from '../../words/escape-markdown';
import type { Fact } from '../../words/fact';
import type { Words } from '../../words/words';
import type { CardContext } from '../card-context';

/** None where nothing was on record, or memory is off. */
export function recalledFacts({ view, words }: CardContext): readonly Fact[] {
  const { recalled } = view.case.run;
  if (!recalled || recalled.earlier_count === 0) return [];
  const { title } = words.recalled;
  return [{ title, value: [paymentsText(recalled, words), usualText(recalled, words)].join('') }];
}

/** For compliance alone. */
export function recalledRecords({ run: { recalled } }: PaymentCase, words: Words): { text: string }[] {
  const entries = (recalled?.false_positives ?? []).map(({ list, uid, expires_on: day }) =>
    words.recalled.falsePositive(shown(list, 64), shown(uid, 64), words.show.day(day)),
  );
  return entries.length === 0 ? [] : [{ text: words.recalled.falsePositives(entries.join('; ')) }];
}

function paymentsText({ earlier_payments: payments, earlier_count: count }: Recalled, words: Words): string {
  const named = payments.map(({ payment_id: id, became, asked_on: day }) =>
    words.recalled.payment(shown(id, 40), became, words.show.day(day)),
  );
  const rest = count > named.length ? [words.recalled.more(count - named.length)] : [];
  return words.recalled.payments(count, [...named, ...rest].join(', '));
}

function usualText({ usual_amount: usual }: Recalled, words: Words): string {
  if (!usual) return '';
  const money = (amount: number) => words.show.money(amount, usual.currency);
  return `; ${words.recalled.usual(money(usual.middle), money(usual.lowest), money(usual.highest))}`;
}
