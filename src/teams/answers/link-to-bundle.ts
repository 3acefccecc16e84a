/** A payment's audit bundle, asked for from its card: a link, where nobody else reads it. */
import type { Card } from '../../cards/templates';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import type { Desk } from '../desk';

/** A link is read by everybody in its chat. */
export async function linkToBundle(
  { offerOrRefusal, linkBundle, cards, words: { buttons } }: Desk,
  current: PaymentCase,
  { actor, isPersonal = false }: { readonly actor: Member; readonly isPersonal?: boolean },
): Promise<{ readonly ok: true; readonly card: Card } | Refusal> {
  const offered = await offerOrRefusal('export_bundle', current, actor);
  if (!offered.ok) return offered;
  const { payment_id: id } = current.payment;
  const link = isPersonal ? await linkBundle(current, actor) : null;
  if (link) return { ok: true, card: cards.bundleCard(link, id) };
  const text = isPersonal ? buttons.bundleNoPlace : buttons.bundleElsewhere;
  return { ok: true, card: cards.noticeCard({ title: buttons.bundleTitle(id), text }) };
}
