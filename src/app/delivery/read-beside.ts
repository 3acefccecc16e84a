/** Reads what each card of a case says now beside the case: once for all of them, as they are looked at together. */
import { knownBeside, waitsForPeople } from '../../domain/case/people/known-beside';
import type { InForce } from '../../domain/case/in-force';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Directory } from '../../ports/sources';
import type { CardCopy } from '../../ports/delivery';

/** Null where a card says nothing beside its case. */
export type ReadBeside = (current: PaymentCase) => Promise<(copy: Pick<CardCopy, 'viewer'>) => string | null>;

export interface ReadBesideDeps {
  readonly inForce: (current: PaymentCase) => Promise<InForce>;
  readonly directory: Pick<Directory, 'find' | 'members'>;
}

export function createReadBeside({ inForce, directory }: ReadBesideDeps): ReadBeside {
  return async (current) => {
    if (!waitsForPeople(current)) return () => null;
    const known = { inForce: await inForce(current), members: directory.members() };
    const read = new Map<string, string | null>();
    return ({ viewer }) => {
      const name = viewer ? `${viewer.tenantId} ${viewer.objectId}` : '';
      const before = read.get(name);
      if (before !== undefined) return before;
      // Whoever is not of the people file any more reads what everybody does.
      const member = viewer ? directory.find(viewer.tenantId, viewer.objectId) : null;
      const now = knownBeside(current, member, known);
      read.set(name, now);
      return now;
    };
  };
}
