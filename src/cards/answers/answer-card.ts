/** A short answer: a few lines, its source behind a press, and what could be said next, as buttons. */
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

export interface Suggestion {
  readonly title: string;
  /** What the press says, as if it had been typed. */
  readonly said: string;
}

export interface ShortAnswer {
  readonly title: string;
  readonly lines: readonly string[];
  /** What the answer rests on. */
  readonly sources?: readonly string[];
  readonly suggestions?: readonly Suggestion[];
}

const maxLines = 24;
const maxSuggestions = 3;
const maxLineLength = 1_200;

export function answerCardData({ title, lines, sources = [], suggestions = [] }: ShortAnswer, { chat }: Words) {
  const toRows = (texts: readonly string[]) =>
    texts.slice(0, maxLines).map((text) => ({ text: shown(text, maxLineLength) }));
  return {
    title: shown(title, 160),
    lines: toRows(lines),
    has_sources: sources.length > 0,
    source: chat.source,
    sources: toRows(sources),
    suggestions: suggestions.slice(0, maxSuggestions),
  };
}
