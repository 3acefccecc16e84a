/** What an activity of the channel is: text, a posted card, a press; in a chat with one person or with several. */
import type { Activity } from './activity';

/** Where all answers travel back at the end of the turn instead, none has an id yet by which it could be updated later. */
export function takesActivities({ deliveryMode }: Activity): boolean {
  return deliveryMode !== 'expectReplies';
}

/** Null where the channel gives its messages no ids. */
export function messageKey({ id, conversation: { id: conversationId } }: Activity): string | null {
  return id === undefined || id === '' ? null : `${conversationId}\n${id}`;
}

/** A message may have nothing but attachments. */
export function textOf({ text }: { text?: string | null }): string {
  return text ?? '';
}

/** A chat with the bot alone. The Emulator has no others and does not say so; what is unknown elsewhere is taken for a group. */
export function isPersonal({ channelId, conversation: { conversationType, isGroup } }: Activity): boolean {
  return conversationType === 'personal' || (channelId === 'emulator' && !isGroup);
}

/** Nobody else in the chat sees that it was sent. */
export function isPostedCard(activity: Activity): boolean {
  const { type, value } = activity;
  return type === 'message' && textOf(activity).trim() === '' && typeof value === 'object' && value !== null;
}

export function isExecute({ type, name, value }: Activity): boolean {
  return (
    type === 'invoke' &&
    name === 'adaptiveCard/action' &&
    asObject(asObject(value)['action'])['type'] === 'Action.Execute'
  );
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export interface PressRead {
  /** Empty where it is no text: none of ours. */
  readonly verb: string;
  readonly data: unknown;
}

/** Of a card that was posted: the verb stands in its data. */
export function postedPress(value: unknown): PressRead {
  const { verb, ...data } = asObject(value);
  return { verb: verbIn(verb), data };
}

export function executedPress(value: unknown): PressRead {
  const { verb, data } = asObject(asObject(value)['action']);
  return { verb: verbIn(verb), data };
}

/** An object may have a `toString` that is none. */
function verbIn(given: unknown): string {
  return typeof given === 'string' ? given : '';
}
