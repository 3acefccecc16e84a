/** Says in one or two sentences what the figures mean for the account, and what to do. */
import { formatAmount } from '../values/money';
import { clockTime } from './alternatives/option-question';
import type { AssessedPayment } from './assessed-payment';
import type { Impact } from './impact';
import { fromMinor } from './ledger/minor-units';

/** `name`: whose balance decides, the account's or the entity's. */
export function explainImpact(name: string, payment: AssessedPayment, impact: Impact): string {
  const money = (minor: bigint): string =>
    `${formatAmount(fromMinor(minor, payment.exponent), payment.currency)} ${payment.currency}`;
  const buffer = `${formatAmount(payment.buffer.minimum, payment.currency)} ${payment.currency}`;
  const lowest = `${money(impact.minimumMinor)} ${momentOf(impact.minimumAtMs)}`;
  if (!impact.breach) {
    const close = impact.severity === 'WARNING' ? ', which is close' : '';
    return `${name} stays ${money(impact.headroomMinor)} above its buffer of ${buffer} at its lowest (${lowest})${close}.`;
  }
  if (impact.alreadyBelowSinceMs !== null) {
    const before = `${name} is already below buffer (${buffer}) ${sinceOf(impact.alreadyBelowSinceMs)}, without this payment.`;
    if (impact.shortfallMinor === 0n) return `${before} From its own time on the payment keeps the buffer.`;
    return `${before} With it the lowest balance is ${lowest}, ${money(impact.gapMinor)} below.`;
  }
  const bufferMinor = impact.minimumMinor - impact.headroomMinor;
  const falls = `${name} would fall to ${lowest}, ${money(impact.gapMinor)} below its buffer of ${buffer}.`;
  if (impact.minimumWithoutMinor >= bufferMinor) return falls;
  return `${falls} ${money(bufferMinor - impact.minimumWithoutMinor)} of that comes from the day's other flows alone.`;
}

function momentOf(atMs: number): string {
  return Number.isFinite(atMs) ? `at ${clockTime(atMs)}` : 'at the start of the day';
}

function sinceOf(atMs: number): string {
  return Number.isFinite(atMs) ? `since ${clockTime(atMs)}` : 'since the start of the day';
}
