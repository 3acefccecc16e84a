/** The way to the chats, wired: what posts and updates cards, and who is brought one. */
import { createDeliverCard } from '../../../app/delivery/deliver-card';
import { createHomeReader } from '../../../app/delivery/home-reader';
import { createFollowOutside, type FollowOutside } from '../../../app/delivery/follow-outside';
import { createReadBeside } from '../../../app/delivery/read-beside';
import type { NoteLater } from '../../../app/waiting/note-later';
import { createReachPeople } from '../../../app/delivery/reach-people';
import { createCardDelivery, type CardDelivery } from '../../../app/delivery/card-delivery';
import { createLanes } from '../../../jobs/lanes';
import { randomHex } from '../../random-hex';
import type { Timers } from '../../../jobs/timers';
import type { CardChannel } from '../../../ports/delivery';
import type { PaceOf } from '../../../ports/case-locks';
import type { Clock, Log } from '../../../ports/process';
import type { Directory, PolicySource } from '../../../ports/sources';
import type { Store } from '../../../ports/store';
import type { ChatPackage, Connect } from '../../../teams/channel';
import type { ChosenLanguages } from '../../../teams/people/chosen-languages';
import { chatOf, createCardChannel, toReference, type CardChannelDeps } from '../../../teams/cards/card-channel';
import { approvalsChannelOf } from '../../config/approvals-channel';
import type { BotCredentials, Config } from '../../config/config';
import { chatLanes, chatLimits, sendLimits } from '../../config/send-limits';
import type { Language } from '../../../cards/words/languages';
import type { Knowledge } from '../../../app/know';
import type { JsonObject } from '../../../domain/values/json';
import type { PaymentCase } from '../../../domain/case/payment-case';
import type { Telemetry } from '../../../ports/telemetry';
import type { Renderer } from '../render-case';
import { tellOfCards, type IsTraced } from '../tell-of-work';

export interface DeliveryParts {
  readonly config: Pick<Config, 'sendsPerSecond' | 'approvalsChannel'>;
  readonly credentials: BotCredentials | null;
  readonly connect: ChatPackage['connect'];
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly paceOf: PaceOf;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly isTraced: IsTraced;
  readonly renderers: Readonly<Record<Language, Renderer>>;
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly data: { readonly policy: PolicySource };
  readonly directory: Pick<Directory, 'find' | 'members'>;
  /** What cards of a chat are drawn in. */
  readonly chosen: ChosenLanguages;
  readonly noteLater: NoteLater;
  readonly turn: () => Promise<void>;
}

export interface OpenedDelivery {
  readonly ofChat: {
    readonly cardChannelThrough: (through: Connect) => CardChannel;
    readonly chosen: ChosenLanguages;
  };
  readonly delivery: CardDelivery;
  readonly followOutside: FollowOutside;
}

export function openDelivery(parts: DeliveryParts): OpenedDelivery {
  const { config, credentials, store, clock, timers, log, renderers, directory, chosen } = parts;
  const { policy } = parts.data;
  const inForce = (current: PaymentCase) => parts.knowledge.inForce(current);
  const elapsedMs = (): number => timers.nowMs();
  const chosenIn = (conversation: JsonObject) => chosen.inChat(toReference(conversation).conversation.id);
  const readBeside = createReadBeside({ inForce, directory, chosenIn });
  const cardChannelThrough = (through: Connect): CardChannel => {
    const renderCase: CardChannelDeps['renderCase'] = (paymentCase, copy, language) =>
      renderers[language].renderCopy(paymentCase, copy);
    const renderBrief: CardChannelDeps['renderBrief'] = (paymentCase, language) =>
      renderers[language].renderBrief(paymentCase);
    const asksOnSight = credentials !== null;
    const channel = createCardChannel({
      connect: through,
      clock,
      renderCase,
      renderBrief,
      asksOnSight,
      chosenIn: (chatId) => chosen.inChat(chatId),
    });
    return tellOfCards(channel, parts.telemetry, parts.isTraced);
  };
  const delivery = createCardDelivery({
    store,
    lanes: createLanes({
      ...chatLanes,
      ...sendLimits(config.sendsPerSecond),
      alsoTake: parts.paceOf(chatLimits) ?? undefined,
      timers,
      log,
    }),
    deliverCard: createDeliverCard({
      store,
      by: randomHex(16),
      clock,
      elapsedMs,
      random: Math.random,
      chatOf,
      readBeside,
      // In the local profile one chat is everybody's: a tester acts as others in it.
      homeReader: credentials === null ? undefined : createHomeReader({ store, chatOf }),
      log,
    }),
    cards: cardChannelThrough(parts.connect),
    reachPeople: createReachPeople({
      store,
      inForce,
      members: () => directory.members(),
      channel: approvalsChannelOf(config.approvalsChannel, credentials),
      chatOf,
    }),
    chatOf,
    clock,
    elapsedMs,
    log,
  });
  const followOutside = createFollowOutside({ ...parts, delivery, readBeside, policy });
  return { ofChat: { cardChannelThrough, chosen }, delivery, followOutside: afterReading(chosen, followOutside) };
}

/** Else a card that another process has just drawn anew would go back to what was chosen before. */
function afterReading(chosen: Pick<ChosenLanguages, 'refresh'>, follow: FollowOutside): FollowOutside {
  return async () => {
    await chosen.refresh();
    await follow();
  };
}
