/** What is a reference and what only stands in the place of one. */

/** Words banks write where they have no reference, or where it stands elsewhere. */
const placeholders = new Set([
  'NONREF',
  'NONE',
  'NOREF',
  'NOTPROVIDED',
  'NOT PROVIDED',
  'NOTAVAILABLE',
  'UNKNOWN',
  'STARTUMS',
  'STARTDISP',
  'EREF',
  'EREF+',
  'KREF',
  'KREF+',
  'PREF',
  'MARF',
  'N/A',
  'NA',
]);

/** Null for a placeholder, for zeros, and for nothing but signs. */
export function referenceIn(text: string | null | undefined): string | null {
  const reference = (text ?? '').trim();
  if (reference === '' || placeholders.has(reference.toUpperCase())) return null;
  return /^[0\W_]*$/.test(reference) && !/\p{L}/u.test(reference) ? null : reference;
}

export function referencesIn(texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts.flatMap((text) => referenceIn(text) ?? []))];
}
