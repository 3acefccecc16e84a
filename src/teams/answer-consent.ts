/** What somebody answered to the offer of a bundle as a file: it is put where Teams says, or not, and they are told. */
import type { Member } from '../domain/values/person';
import type { Refusal } from '../domain/values/errors';
import { cardMessage, type Message } from './activity';
import type { Desk } from './desk';
import { fileMessage, offerOver, readFileConsent } from './files/file-consent';
import { refusalCard } from './answers/answer-intent';

export interface ConsentGiven {
  /** What the client sent. Never trusted further. */
  readonly value: unknown;
  readonly actor: Member;
}

export type AnswerConsent = (given: ConsentGiven) => Promise<Message>;

export function createAnswerConsent(desk: Desk): AnswerConsent {
  const { bundleOffers, words, cards } = desk;

  return async ({ value, actor }) => {
    const refused = (refusal: Refusal): Message =>
      cardMessage(refusalCard(desk, words.chat.problems.notDone(actor.name), refusal.problems, { actor }));
    const consent = readFileConsent(value);
    const offered = consent && ((await bundleOffers?.find(consent.token, actor)) ?? null);
    if (!consent || !bundleOffers || !offered) return refused(offerOver());
    const { buttons } = words;
    const title = buttons.bundleTitle(offered.paymentId);
    if (consent.action === 'decline') {
      await bundleOffers.forget(consent.token);
      return cardMessage(cards.noticeCard({ title, text: buttons.bundleDeclined }));
    }
    // What they might have when they were asked they may not have any more.
    const current = await desk.store.findCase(offered.runId);
    const offer = current && (await desk.offerOrRefusal('export_bundle', current, actor));
    if (offer?.ok === false) return refused(offer);
    const taken = await bundleOffers.take(consent.token, actor);
    if (!taken.ok) return refused(taken);
    const uploaded = await desk.uploadFile(consent.place.uploadUrl, taken.bytes);
    return uploaded.ok ? fileMessage({ ...consent.place, name: taken.name }) : refused(uploaded);
  };
}
