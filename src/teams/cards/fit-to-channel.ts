/** The one place that knows which client needs a card in another form, or takes no update of one. */
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

/** The Emulator answers an update with 200 and never shows it: what stood there has to be said again. */
export function showsUpdates(channelId: string): boolean {
  return channelId !== 'emulator';
}

/** Web Chat replaces what it shows by a newer message of the same name: one card stays one card where nothing can be updated. */
export function namedInPage(name: string): { readonly channelData: { readonly clientActivityID: string } } {
  return { channelData: { clientActivityID: name } };
}
