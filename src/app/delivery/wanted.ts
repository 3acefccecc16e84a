/** A card or a word that somebody shall have in a chat. */
import type { CardCopy, PersonalChat } from '../../ports/delivery';

/** A card that shall be there: of a person, of the approvals channel, or a word that something happened. */
export type Wanted = Pick<CardCopy, 'kind' | 'conversation' | 'viewer' | 'about'>;

/** Whose a card in that chat is. */
export function viewerOf({ person: { tenantId, objectId }, isPersona }: PersonalChat): NonNullable<CardCopy['viewer']> {
  return isPersona ? { tenantId, objectId, isPersona } : { tenantId, objectId };
}
