/** What the rest of a part is called: by the id of the payment it is left of, so that a bank's word for it leads back to that. */
import { isPaymentId } from './payment-request';

/** `TXN-003-REST`, then `TXN-003-REST-2`. Null where it grows too long. */
export function idOfRest(paymentId: string, attempt: number): string | null {
  const id = attempt === 1 ? `${paymentId}-REST` : `${paymentId}-REST-${attempt}`;
  return isPaymentId(id) ? id : null;
}

/** Of a rest, of a rest's own rest, of either asked for again. */
const whole = /^(-REST(-\d+)?)+$/;
const cut = /^(-REST(-\d+)?)*(-R|-RE|-RES|-REST-\d*)$/;

/** `cutAt`: how many letters a bank may leave of it. */
export function isNameOfRest(name: string, paymentId: string, cutAt: number): boolean {
  const [asked, of] = [name.toUpperCase(), paymentId.toUpperCase()];
  if (of === '' || !asked.startsWith(of)) return false;
  const ending = asked.slice(of.length);
  return whole.test(ending) || (name.length === cutAt && cut.test(ending));
}

/** What it may be the rest of, the longest id first. */
export function mayBeRestOf(name: string, cutAt: number): readonly string[] {
  const stems = [...name.matchAll(/-R/gi)].map(({ index }) => name.slice(0, index));
  return stems.filter((stem) => isNameOfRest(name, stem, cutAt)).reverse();
}
