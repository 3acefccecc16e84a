/** The one place that knows which client needs a card in another form. */
import { forLegacyClient } from '../../cards/for-legacy-client';
import type { Card } from '../../cards/templates';

/** The Emulator and Web Chat drop Action.Execute clicks; Teams and the Playground take the card as it is. */
const legacyChannels = ['emulator', 'webchat'];

function isLegacyChannel(channelId: string): boolean {
  return legacyChannels.includes(channelId);
}

export function fitToChannel(card: Card, channelId: string): Card {
  return isLegacyChannel(channelId) ? forLegacyClient(card) : card;
}
