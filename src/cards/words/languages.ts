/** The languages cards and chat are written in, and which of them a locale means. */
import { english } from './english/english';
import { turkish } from './turkish/turkish';
import type { Words } from './words';

export const languages = { en: english, tr: turkish } as const satisfies Readonly<Record<string, Words>>;

export type Language = keyof typeof languages;

export function isLanguage(name: string): name is Language {
  return Object.hasOwn(languages, name);
}

/** By the first part of `tr-TR`; English for whatever else it is. */
export function languageOf(locale: unknown): Language {
  const first = typeof locale === 'string' ? locale.trim().toLowerCase().split(/[-_]/)[0] : undefined;
  return first === 'tr' ? 'tr' : 'en';
}
