/** Reads what each card of a case says now beside the case: once for all of them, as they are looked at together. */
import { knownBeside, restsOnMore } from '../../domain/case/people/known-beside';
import type { InForce } from '../../domain/case/in-force';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { JsonObject } from '../../domain/values/json';
import type { Directory } from '../../ports/sources';
import type { CardCopy } from '../../ports/delivery';

/** What a card is drawn from beside its case; empty where it says nothing but that. */
export type Drawn = Pick<CardCopy, 'drawnFrom' | 'chosenLanguage'>;

export type ReadBeside = (current: PaymentCase) => Promise<(copy: Pick<CardCopy, 'viewer' | 'conversation'>) => Drawn>;

/** Whether a card would be drawn otherwise now. A choice may be forgotten, or not read yet: a card that was drawn in it stays as it is. */
export function hasMoved(shown: Drawn, now: Drawn): boolean {
  if (now.drawnFrom !== shown.drawnFrom) return true;
  return now.chosenLanguage !== undefined && now.chosenLanguage !== shown.chosenLanguage;
}

export interface ReadBesideDeps {
  readonly inForce: (current: PaymentCase) => Promise<InForce>;
  readonly directory: Pick<Directory, 'find' | 'members'>;
  /** The language that was chosen in a chat; null where nobody chose one. Left out where none is chosen. */
  readonly chosenIn?: (conversation: JsonObject) => string | null;
}

export function createReadBeside({ inForce, directory, chosenIn = noneChosen }: ReadBesideDeps): ReadBeside {
  return async (current) => {
    if (!restsOnMore(current)) return () => ({});
    const known = { inForce: await inForce(current), members: directory.members() };
    const read = new Map<string, string | null>();
    return (copy) => {
      const drawnFrom = knownTo(copy.viewer);
      if (drawnFrom === null) return {};
      const chat = copy.conversation ?? current.conversation;
      const chosenLanguage = chat && chosenIn(chat);
      return chosenLanguage === null ? { drawnFrom } : { drawnFrom, chosenLanguage };
    };

    function knownTo(viewer: CardCopy['viewer']): string | null {
      const name = viewer ? `${viewer.tenantId} ${viewer.objectId}` : '';
      const before = read.get(name);
      if (before !== undefined) return before;
      // Whoever is not of the people file any more reads what everybody does.
      const member = viewer ? directory.find(viewer.tenantId, viewer.objectId) : null;
      const now = knownBeside(current, member, known);
      read.set(name, now);
      return now;
    }
  };
}

const noneChosen = (): null => null;
