/** How audit events name who acted. */
import type { EventActor } from '../domain/case/audit-event';
import type { Person } from '../domain/values/person';

export const desk: EventActor = { kind: 'desk', name: 'Treasury Desk' };

export function eventActor(person: Person): EventActor {
  return {
    kind: 'person',
    name: person.name,
    tenant_id: person.tenantId,
    object_id: person.objectId,
    ...(person.personaOf === undefined ? {} : { persona_of: person.personaOf }),
  };
}
