/** A name as it is compared: however it is spaced or capitalised. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
