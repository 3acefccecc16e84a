/** The list of the people a tester may act as. */
import type { Member } from '../../domain/values/person';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

const maxRows = 20;

/** `current` is who the tester acts as now; null for themselves. */
export function personasCardData(people: readonly Member[], current: Member | null, words: Words) {
  const { personas } = words.lists;
  return {
    title: current === null ? personas.yourself : personas.actingAs(shown(current.name, 80)),
    rows: people.slice(0, maxRows).map(({ name, roles }) => ({
      title: shown(name, 80),
      text:
        roles.length === 0
          ? personas.noRole
          : roles
              .slice(0, 8)
              .map((role) => shown(role, 60))
              .join(', '),
    })),
    footer: footerOf(people.length, personas.hint, words),
  };
}

function footerOf(count: number, hint: string, { lists }: Words): string {
  return count > maxRows ? lists.firstOf(maxRows, count, hint) : hint;
}
