/** Marks every button of a payment's card with the copy it is on, so that a press tells which posting arrived. */
import type { Card } from '../../cards/templates';

export function stampCopy(card: Card, copy: number): Card {
  return stamp(card, copy) as Card;
}

function stamp(node: unknown, copy: number): unknown {
  if (Array.isArray(node)) return node.map((inner) => stamp(inner, copy));
  if (typeof node !== 'object' || node === null) return node;
  const members = Object.entries(node).map(([name, inner]) => [name, stamp(inner, copy)] as const);
  const stamped: Record<string, unknown> = Object.fromEntries(members);
  const { data } = stamped;
  if (typeof data === 'object' && data !== null && 'run_id' in data) stamped['data'] = { ...data, copy };
  return stamped;
}
