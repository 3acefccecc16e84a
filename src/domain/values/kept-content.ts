/** What is kept under the hash of its own text: two who keep the same keep it once, and a changed byte shows. */
import { canonicalJson, sha256 } from './json';

export interface KeptContent {
  /** SHA-256 of the text. */
  readonly hash: string;
  /** Canonical JSON. */
  readonly text: string;
}

export function contentOf(value: unknown): KeptContent {
  return textContent(canonicalJson(value));
}

/** `text` is canonical JSON already. */
export function textContent(text: string): KeptContent {
  return { hash: sha256(text), text };
}
