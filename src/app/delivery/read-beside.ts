/** Reads what each card of a case says now beside the case: once for all of them, as they are looked at together. */
import { knownBeside, waitsForPeople } from '../../domain/case/people/known-beside';
import type { InForce } from '../../domain/case/in-force';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { JsonObject } from '../../domain/values/json';
import type { Directory } from '../../ports/sources';
import type { CardCopy } from '../../ports/delivery';

type ReadCopy = Pick<CardCopy, 'viewer'> & Partial<Pick<CardCopy, 'conversation' | 'drawnFrom'>>;

/** Null where a card says nothing beside its case. */
export type ReadBeside = (current: PaymentCase) => Promise<(copy: ReadCopy) => string | null>;

export interface ReadBesideDeps {
  readonly inForce: (current: PaymentCase) => Promise<InForce>;
  readonly directory: Pick<Directory, 'find' | 'members'>;
  /** The language that was chosen in a chat; null where nobody chose one since the start. Left out where none is chosen. */
  readonly chosenIn?: (conversation: JsonObject) => string | null;
}

export function createReadBeside({ inForce, directory, chosenIn = noneChosen }: ReadBesideDeps): ReadBeside {
  return async (current) => {
    if (!waitsForPeople(current)) return () => null;
    const known = { inForce: await inForce(current), members: directory.members() };
    const read = new Map<string, string | null>();
    return (copy) => inLanguage(knownTo(copy), copy);

    function knownTo({ viewer }: ReadCopy): string | null {
      const name = viewer ? `${viewer.tenantId} ${viewer.objectId}` : '';
      const before = read.get(name);
      if (before !== undefined) return before;
      // Whoever is not of the people file any more reads what everybody does.
      const member = viewer ? directory.find(viewer.tenantId, viewer.objectId) : null;
      const now = knownBeside(current, member, known);
      read.set(name, now);
      return now;
    }

    /** What was chosen is forgotten when the desk ends: a card that was drawn in it stays as it is. */
    function inLanguage(now: string | null, { conversation, drawnFrom }: ReadCopy): string | null {
      const chat = conversation ?? current.conversation;
      const chosen = (chat && chosenIn(chat)) ?? drawnIn.exec(drawnFrom ?? '')?.[1];
      return now === null || chosen === undefined ? now : `${now} in ${chosen}`;
    }
  };
}

const drawnIn = / in (\w+)$/;
const noneChosen = (): null => null;
