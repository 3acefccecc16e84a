/** The copy of a payment's card that was pressed: what comes of the press is shown as that copy is. */
import type { Card } from '../../cards/templates';
import type { PaymentCase } from '../../domain/case/payment-case';
import { samePerson, type Member } from '../../domain/values/person';
import type { CardCopy } from '../../ports/delivery';
import type { Desk } from '../desk';
import type { Pressed } from './pressed';

/** Undefined where the button does not say, or names a copy there is none of. */
export async function pressedCopy(
  desk: Pick<Desk, 'store'>,
  { runId }: PaymentCase,
  copy: Pressed['copy'],
): Promise<CardCopy | undefined> {
  const copies = copy == null ? [] : await desk.store.listCopies(runId);
  return copies.find(({ number }) => number === copy);
}

interface Presser {
  readonly actor: Member;
  readonly copy?: Pressed['copy'] | undefined;
}

/** Null where everybody's card was pressed. What the button says is not trusted: nobody is drawn what is another's. */
export async function drawnForPresser(
  desk: Pick<Desk, 'store' | 'renderCopy'>,
  current: PaymentCase,
  { actor, copy }: Presser,
  {
    isOfPayment = false,
  }: { /** Never the match, which stands on compliance's own. */ readonly isOfPayment?: boolean } = {},
): Promise<Card | null> {
  const { viewer, kind } = (await pressedCopy(desk, current, copy)) ?? {};
  if (!viewer || !samePerson(viewer, actor)) return null;
  return desk.renderCopy(current, { viewer, isOwn: kind === 'own' && !isOfPayment });
}
