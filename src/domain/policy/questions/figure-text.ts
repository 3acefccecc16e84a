/** A figure of policy's tables as a sentence in English, as the command line and the desk's own answer say it. */
import { formatAmount } from '../../values/money';
import type { ToldFigure } from './told-answer';

export function figureText(figure: ToldFigure): string {
  switch (figure.of) {
    case 'reason_code':
      return `${figure.code}: ${figure.meaning} ${figure.nextStep}`;
    case 'retention':
      return `Records are kept for ${figure.years} years (${figure.basis})${figure.isOfSanctions ? ' where screening stopped the payment' : ''}.`;
    case 'delegation':
      return `${figure.role}: ${figure.businessDays === null ? 'may not delegate' : `may delegate for at most ${figure.businessDays} business days`}.`;
    case 'time_to_answer':
      return `${figure.role}: ${figure.hours} h to answer${figure.next === null ? '' : `, then ${figure.next} is asked`}.`;
    case 'buffer':
      return `${figure.entity} keeps at least ${formatAmount(figure.minimum, figure.currency)} ${figure.currency} on each account, unless its ledger brings buffers of its own.`;
    case 'severity':
      return `By the projected minimum against the buffer: WARNING below ${figure.warning} %, BREACH below 100 %, CRITICAL below ${figure.critical} %.`;
  }
}
