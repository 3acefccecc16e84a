/**
 * What a card says of itself where it is posted: Teams asks for the newest one as soon as somebody sees it, so that a card whose posting
 * nobody heard of is found without a press. No update carries it on, so a card asks until its first update and never again.
 */
import type { Card } from '../../cards/templates';
import { verbs } from '../../cards/verbs';
import type { CardSending } from '../../ports/delivery';

/** In chats of up to 60 people Teams asks for whoever sees it; in larger ones it offers it in the message's menu. */
export function askOnSight(card: Card, { case: { runId, version }, copy }: CardSending): Card {
  const data = { run_id: runId, version, copy, unasked: true };
  const action = { type: 'Action.Execute', title: 'Refresh', verb: verbs.show_payment, data };
  return { ...card, refresh: { action } };
}
