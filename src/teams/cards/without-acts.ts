/** A card without what could be pressed to do something: what is posted first, until its name is written down, so that no second card with live buttons is left by a crash. */
import type { Card } from '../../cards/templates';

/** What only unfolds or leads elsewhere. */
const harmless = ['Action.ToggleVisibility', 'Action.OpenUrl'];

export function withoutActs(card: Card): Card {
  return clean(card) as Card;
}

function clean(node: unknown): unknown {
  if (Array.isArray(node)) return node.filter((inner) => !isAct(inner)).map(clean);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, inner]) => (isAct(inner) ? [] : [[name, clean(inner)]])),
  );
}

/** An action that does something, an input, or a row of buttons of which none is left. */
function isAct(node: unknown): boolean {
  if (typeof node !== 'object' || node === null || !('type' in node)) return false;
  const { type } = node;
  if (typeof type !== 'string') return false;
  if (type.startsWith('Action.')) return !harmless.includes(type);
  if (type.startsWith('Input.')) return true;
  if (type !== 'ActionSet' || !('actions' in node) || !Array.isArray(node.actions)) return false;
  return node.actions.every(isAct);
}
