/** One problem as people read it: fields by the names people have for them, never by those of the wire. */
import type { Problem } from '../../domain/values/errors';
import { english } from '../words/english';
import { shown } from '../words/escape-markdown';

/** `⚠ **Value date**: The value date 2026-01-20 has passed.` and `⚠ **Pay from** is missing.` */
export function problemText({ field, message }: Problem): string {
  const text = shown(inPeoplesWords(message), 240);
  if (field === undefined) return `⚠ ${text}`;
  const name = shown(english.form.fields[field] ?? field.replaceAll('_', ' '), 60);
  return text.startsWith(`${name} `) || text.startsWith(`${name}:`)
    ? `⚠ **${name}**${text.slice(name.length)}`
    : `⚠ **${name}**: ${text}`;
}

/** Wire names, as they are and with spaces for their underscores: only those nobody would write otherwise. */
const wireNames = Object.entries(english.form.fields).filter(([wire]) => wire.includes('_'));

function inPeoplesWords(message: string): string {
  return wireNames.reduce(
    (text, [wire, name]) =>
      text.replaceAll(wire, name).replaceAll(new RegExp(`^${wire.replaceAll('_', ' ')}(?= )`, 'g'), name),
    message,
  );
}
