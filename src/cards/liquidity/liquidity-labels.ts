/** What the templates of liquidity call their tables, fields and buttons, in the words given. */
import type { Words } from '../words/words';

export function liquidityLabels({ liquidity }: Words, currency: string) {
  const { title, labels, options, part, delay, sweep, whatIf } = liquidity;
  const code = currency.slice(0, 3);
  return {
    ...labels,
    title,
    balance: labels.balance(code),
    lowest: labels.lowest(code),
    options: options.title,
    part: { comment: part.comment, reason: part.reason, reasonError: part.reasonError },
    delay: { comment: delay.comment, reason: delay.reason, reasonError: delay.reasonError },
    sweep: { button: sweep.button, note: sweep.note, from: sweep.from, fromError: sweep.fromError, fill: sweep.fill },
    what_if: { ...whatIf, amount: whatIf.amount(code) },
  };
}
