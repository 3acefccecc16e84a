/** Walks parsed XML: every element is a list of nodes, its text under `#text`, its attributes under `@name`. */

export interface XmlNode {
  readonly [name: string]: readonly XmlNode[] | string | undefined;
}

export function children(node: XmlNode, name: string): readonly XmlNode[] {
  const found = node[name];
  return Array.isArray(found) ? (found as readonly XmlNode[]) : [];
}

export function child(node: XmlNode, name: string): XmlNode | null {
  return children(node, name)[0] ?? null;
}

/** The text of the first element down that path, or of its attribute where the last name starts with @; null where there is none. */
export function textAt(node: XmlNode, ...path: readonly string[]): string | null {
  let at: XmlNode | null = node;
  for (const name of path) {
    if (name.startsWith('@')) return textOf(at[name]);
    at = child(at, name);
    if (!at) return null;
  }
  return textOf(at['#text']);
}

function textOf(value: XmlNode[string]): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
