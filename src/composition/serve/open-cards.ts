/** Cards, wired: drawn from the case and what may be done about it, kept current in lanes of their own, and what is told beside them. */
import { createFollowDelegations, type FollowDelegations } from '../../app/house/follow-delegations';
import { createOpenRests, type OpenRests } from '../../app/requests/release-part';
import type { Language } from '../../cards/words/languages';
import type { ChatPackage } from '../../teams/channel';
import { createChosenLanguages } from '../../teams/people/chosen-languages';
import type { Ground } from './open-ground';
import type { Work } from './open-work';
import { openAnnouncements, type Announcements } from './parts/open-announcements';
import { openChat } from './parts/open-chat';
import { openDelivery, type OpenedDelivery } from './parts/open-delivery';
import { createRenderers, type Renderer } from './render-case';

export interface OpenedCards extends OpenedDelivery, Announcements {
  readonly renderers: Readonly<Record<Language, Renderer>>;
  readonly chat: ChatPackage;
  readonly openRests: OpenRests;
  /** Brings the cards up to date that name somebody's delegate. */
  readonly followDelegations: FollowDelegations;
}

/** Throws `configuration_invalid`, and what the store throws. */
export async function openCards(ground: Ground, work: Work): Promise<OpenedCards> {
  const { config, credentials, data, store, clock, delegations } = ground;
  const { wakeups, review, waiting, underWay, paymentFiles } = work;
  // Everybody's roles, and whose place they take.
  const { directory } = delegations;
  const { knowledge, changeCase } = review;
  const { ledger, policy } = data;
  const drawn = { data, knowledge, clock, store, people: directory, underWay: underWay?.of };
  const renderers = createRenderers({ ...drawn, cardsDir: config.cardsDir });
  const chat = await openChat(config.channel, credentials);
  const chosen = createChosenLanguages(store);
  await chosen.refresh();
  const parts = { ...ground, ...work, ...waiting, knowledge, directory, renderers, connect: chat.connect, chosen };
  const opened = openDelivery(parts);
  const { delivery } = opened;
  const { showOrLog } = delivery;
  return {
    ...opened,
    ...openAnnouncements({ ...parts, ...paymentFiles, policy }),
    renderers,
    chat,
    openRests: createOpenRests({ store, changeCase, knowledge, ledger, showOrLog, wakeups, log: ground.log }),
    followDelegations: createFollowDelegations({ store, directory, delivery, clock }),
  };
}
