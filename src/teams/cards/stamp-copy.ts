/** Marks every button of a payment's card with the copy it is on, so that a press tells which posting arrived. */
import type { Card } from '../../cards/templates';

export function stampCopy(card: Card, copy: number): Card {
  return stamp(card, copy) as Card;
}

/** Of some hundred nodes a card has, a handful carry a button: what has none in it stays the same object. */
function stamp(node: unknown, copy: number): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) {
    let stamped: unknown[] | null = null;
    for (const [at, inner] of node.entries()) {
      const now = stamp(inner, copy);
      if (now !== inner) (stamped ??= [...(node as unknown[])])[at] = now;
    }
    return stamped ?? node;
  }
  const members = node as Readonly<Record<string, unknown>>;
  let stamped: Record<string, unknown> | null = null;
  for (const name in members) {
    const inner = members[name];
    const now = name === 'data' && isOfCase(inner) ? { ...inner, copy } : stamp(inner, copy);
    if (now !== inner) (stamped ??= { ...members })[name] = now;
  }
  return stamped ?? node;
}

function isOfCase(data: unknown): data is object {
  return typeof data === 'object' && data !== null && 'run_id' in data;
}
