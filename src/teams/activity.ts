/** An activity as Teams sends it and takes it, in the part of the channel's protocol the desk speaks, whichever package carries it. */
import type { Card } from '../cards/templates';

export interface ChannelAccount {
  readonly id: string;
  readonly name?: string;
  readonly aadObjectId?: string;
}

export interface ChannelChat {
  readonly id: string;
  readonly conversationType?: string;
  readonly isGroup?: boolean;
  readonly tenantId?: string;
  readonly name?: string;
}

export interface Attachment {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
  readonly name?: string;
}

/** Its shape is checked where it comes in (`http/receive-activity`); what is optional may be anything, and is looked at where it is used. */
export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly text?: string | null;
  readonly value?: unknown;
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly from: ChannelAccount;
  readonly recipient: ChannelAccount;
  readonly conversation: ChannelChat;
  readonly replyToId?: string;
  readonly deliveryMode?: string;
  readonly locale?: string;
  readonly membersAdded?: readonly ChannelAccount[];
  readonly attachments?: readonly Attachment[];
  readonly channelData?: unknown;
}

/** Where to speak: enough to answer an activity, or to speak in its chat later. */
export interface ConversationReference {
  readonly activityId?: string;
  readonly user?: ChannelAccount;
  readonly bot?: ChannelAccount;
  readonly conversation: ChannelChat;
  readonly channelId: string;
  readonly locale?: string;
  readonly serviceUrl: string;
}

/** What the desk says: a message, before it is addressed. */
export interface Message {
  readonly type: 'message';
  readonly attachments: readonly Attachment[];
}

/** What an invoke is answered with: the status of the HTTP answer, and its body. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** That somebody is at it. */
export interface Sign {
  readonly type: 'typing';
}

export function cardMessage(card: Card): Message {
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] };
}

export function referenceOf(activity: Activity): ConversationReference {
  const { id, from, recipient, conversation, channelId, locale, serviceUrl } = activity;
  return {
    ...(id === undefined ? {} : { activityId: id }),
    user: from,
    bot: recipient,
    conversation,
    channelId,
    ...(locale === undefined ? {} : { locale }),
    serviceUrl,
  };
}

/** What a connector takes: something said, with its address on it. */
export type Addressed = Pick<Activity, 'type' | 'channelId' | 'serviceUrl' | 'conversation'> & Partial<Activity>;

export function addressed(said: Message | Sign, reference: ConversationReference): Addressed {
  const { activityId, user, bot, conversation, channelId, locale, serviceUrl } = reference;
  return {
    ...said,
    channelId,
    serviceUrl,
    conversation,
    ...(locale === undefined ? {} : { locale }),
    ...(bot === undefined ? {} : { from: bot }),
    ...(user === undefined ? {} : { recipient: user }),
    ...(activityId === undefined ? {} : { replyToId: activityId }),
  };
}
