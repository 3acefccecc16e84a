/** An event of the audit trail as one line for people: who, as which test persona, in which role, and what was said. */
import { z } from 'zod';
import { cut } from '../../domain/values/text/cut';
import { isHouseEvent, type ChainEvent } from '../../domain/case/audit-event';

const longestSaid = 100;
/** What some events say in their payload; each is shown where it is there. */
const saidSchema = z.looseObject({
  role: z.string().nullish().catch(null),
  result: z.string().nullish().catch(null),
  outcome: z.string().nullish().catch(null),
  comment: z.string().nullish().catch(null),
  reason: z.string().nullish().catch(null),
  on_behalf_of: z.string().nullish().catch(null),
  delegation: z.string().nullish().catch(null),
  to_person: z.string().nullish().catch(null),
  fingerprint: z.string().nullish().catch(null),
  day: z.string().nullish().catch(null),
  name: z.string().nullish().catch(null),
  version: z.string().nullish().catch(null),
  people: z.number().nullish().catch(null),
  lists: z
    .array(z.looseObject({ name: z.string(), list_date: z.string().nullable(), entries: z.number() }))
    .catch([])
    .default([]),
});

export function eventLine(event: ChainEvent): string {
  const { seq, at, type, actor, payload, hash } = event;
  const persona = actor.persona_of === undefined ? '' : ` (test persona of ${actor.persona_of})`;
  const { role, result, outcome, comment, reason, ...more } = saidSchema.parse(payload);
  const whose = more.on_behalf_of == null ? null : `for ${more.on_behalf_of}, delegation ${more.delegation ?? '?'}`;
  const lists = more.lists.map(({ name, list_date: day, entries }) => `${name} of ${day ?? '?'}: ${entries} entries`);
  const people = more.people == null ? null : `${more.people} people`;
  const workflow = more.version == null ? null : `${more.name ?? '?'} ${more.version}`;
  const about = isHouseEvent(event)
    ? [event.subject_id, more.to_person, more.fingerprint?.slice(0, 12), more.day, people, workflow, ...lists]
    : [];
  const said = [...about, role, whose, result, outcome, comment ?? reason]
    .filter((part) => part != null && part !== '')
    .join(', ');
  const shown = cut(said.replaceAll(/\s+/g, ' '), longestSaid);
  return [String(seq), at, type.padEnd(22), `${actor.name}${persona}`.padEnd(20), hash.slice(0, 12), shown]
    .join('  ')
    .trimEnd();
}
