/** A few words that a payment came back from the bank, was refused there or was booked short: what the bank says, and what comes next. */
import { isRefusedByBank } from '../../domain/case/acts/bank/bank-status';
import { shortfall } from '../../domain/case/acts/bank/bank-word';
import { namesMatch } from '../../domain/case/people/match-secrets';
import type { PaymentCase } from '../../domain/case/payment-case';
import { cut } from '../../domain/values/text/cut';
import { reasonsText } from '../payment/texts/bank-status-text';
import type { Words } from '../words/words';
import type { ShortAnswer } from './answer-card';

/** Of the case as it is now: told late, what was short may be settled. */
export function bankNotice(current: PaymentCase, words: Words): Pick<ShortAnswer, 'title' | 'lines'> {
  const { payment, status } = current;
  const { reach, show } = words;
  const id = payment.payment_id;
  const money = reach.payment(show.money(payment.amount, payment.currency), payment.beneficiary_name);
  if (status === 'returned') {
    const title = isRefusedByBank(current)
      ? words.chat.explanation.refusedByBank(id)
      : words.caseStates.said.returned(id);
    return { title, lines: [money, returnedText(current, words)] };
  }
  const title = words.caseStates.said[status](id);
  const short = shortfall(current);
  if (!short) return { title, lines: [money] };
  const [booked, asked, missing] = [short.booked, payment.amount, short.missing].map((of) =>
    show.money(of, payment.currency),
  );
  const said = reach.bookedShort(booked ?? '', asked ?? '', missing ?? '');
  const why = whyText(current, words);
  return {
    title,
    lines: [money, [said, ...(why === '' ? [] : [reach.bankSays(why)]), `${words.next.short}.`].join(' ')],
  };
}

function returnedText(current: PaymentCase, words: Words): string {
  const { reach, next } = words;
  const why = whyText(current, words);
  const come = (isRefusedByBank(current) ? next.neverLeft : next.cameBack)(why !== '');
  const said = why === '' ? reach.bankSaysNothing : reach.bankSays(why);
  return [said, `${come}.`, reach.mayAskAgain(current.submitter.name)].join(' ');
}

/** Empty where the bank gave no reason. What it writes may name what compliance alone reads. */
function whyText(current: PaymentCase, words: Words): string {
  const { bankStatus, bankReturn, settlement, status } = current;
  const word = status === 'returned' ? bankReturn : settlement;
  const ofWord =
    word && (word.code !== undefined || word.note !== null) ? [{ code: word.code ?? null, text: word.note }] : [];
  const isSecret = namesMatch(current);
  return reasonsText(isRefusedByBank(current) ? (bankStatus?.reasons ?? []) : ofWord, words, {
    name: cut,
    share: (text, max) => (isSecret(text) ? words.withheld : cut(text, max)),
  });
}
