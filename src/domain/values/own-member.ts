/** What a table says of a name from outside. Every object has a `constructor` and a `__proto__`; no table of ours does. */

export function ownMember<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
