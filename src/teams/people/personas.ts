/** Lets one person of the local profile act as another of the demo, so that four eyes can be tried alone; always marked as a test. */
import { refuse, type Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import type { Directory } from '../../ports/sources';

/** Where the channel names none, as the Emulator does: in the local profile alone. */
export const noTenant = 'local';

export interface Personas {
  /** The persona this person acts as now; null for themselves. Whoever no tenant vouches for, as in the Emulator, is the first of them until they choose. */
  actingAs(real: Member): Member | null;
  /** Null ends acting. Names match from their first letters on, when only one does. */
  assume(real: Member, name: string | null): { ok: true; actor: Member } | Refusal;
  list(): readonly Member[];
}

export function createPersonas(directory: Directory): Personas {
  /** The persona by object id: what it may do is read from the directory each time, as for everybody. */
  const chosen = new Map<string, string>();
  const keyOf = (person: Member) => `${person.tenantId}/${person.objectId}`;

  function actingAs(real: Member): Member | null {
    const members = directory.members();
    const chosenId = chosen.get(keyOf(real));
    const persona =
      members.find(({ objectId }) => objectId === chosenId) ??
      (real.unlisted === true && real.tenantId === noTenant ? members[0] : undefined);
    return persona ? { ...persona, personaOf: real.name } : null;
  }

  return {
    actingAs,
    list: () => directory.members(),
    assume(real, name) {
      if (name === null || name.toLowerCase() === 'me') {
        chosen.delete(keyOf(real));
        return { ok: true, actor: actingAs(real) ?? real };
      }
      const wanted = name.toLowerCase();
      const matching = directory.members().filter((member) => member.name.toLowerCase().startsWith(wanted));
      const [persona, ...others] = matching;
      if (!persona || others.length > 0) {
        const names = (others.length > 0 ? matching : directory.members()).map((member) => member.name).join(', ');
        return refuse(
          'unknown_persona',
          `${others.length > 0 ? 'More than one persona is' : 'No persona is'} called ${name}. There are: ${names}.`,
          'name',
        );
      }
      chosen.set(keyOf(real), persona.objectId);
      return { ok: true, actor: { ...persona, personaOf: real.name } };
    },
  };
}
