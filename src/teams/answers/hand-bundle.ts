/** A payment's audit bundle, asked for from its card: a file where the client takes files, else a link, where nobody else reads it. */
import type { Card } from '../../cards/templates';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Refusal } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { Member } from '../../domain/values/person';
import type { Message } from '../activity';
import type { Desk } from '../desk';
import { offerMessage } from '../files/file-consent';

export interface BundleAsked {
  readonly actor: Member;
  readonly isPersonal?: boolean;
  readonly conversation: JsonObject;
}

export type BundleHanded = { readonly ok: true; readonly card: Card } | { readonly ok: true; readonly file: Message };

/** A link is read by everybody in its chat, and so is who was asked about a file. */
export async function handBundle(
  { offerOrRefusal, linkBundle, bundleOffers, cards, words: { buttons } }: Desk,
  current: PaymentCase,
  { actor, isPersonal = false, conversation }: BundleAsked,
): Promise<BundleHanded | Refusal> {
  const offered = await offerOrRefusal('export_bundle', current, actor);
  if (!offered.ok) return offered;
  const { payment_id: id } = current.payment;
  // Teams asks people whether they want a file; the Emulator and Web Chat show nothing of the question.
  const takesFiles = isPersonal && conversation['channelId'] === 'msteams';
  const file = takesFiles ? await bundleOffers?.offer(current, actor) : null;
  if (file) return { ok: true, file: offerMessage(file, buttons.bundleFile(id)) };
  const link = isPersonal ? await linkBundle(current, actor) : null;
  if (link) return { ok: true, card: cards.bundleCard(link, id) };
  const text = isPersonal ? buttons.bundleNoPlace : buttons.bundleElsewhere;
  return { ok: true, card: cards.noticeCard({ title: buttons.bundleTitle(id), text }) };
}
