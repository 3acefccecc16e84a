/** One problem as people read it: fields by the names people have for them, never by those of the wire. */
import type { Problem } from '../../../domain/values/errors';
import { shown } from '../../words/escape-markdown';
import type { Words } from '../../words/words';
import { ownMember } from '../../../domain/values/own-member';

/** As `problemSentence`, marked: `⚠ **Value date**: The value date 20 Jan 2026 has passed.` and `⚠ **Pay from** is missing.` */
export function problemText(problem: Problem, words: Words): string {
  return `⚠ ${problemSentence(problem, words)}`;
}

/** Escaped, with fields by the names people have for them. */
export function problemSentence(problem: Problem, { form: { fields }, problem: say, show }: Words): string {
  const { field } = problem;
  const said = inPeoplesWords(say(problem), fields);
  // How a day is typed stands as it is typed.
  const text = shown(tellsHowToType.includes(problem.code) ? said : show.datesIn(said), 240);
  const known = field === undefined ? undefined : ownMember<string>(fields, field);
  // A whole sentence says what it is about; only what lacks its subject needs the name of a field that people have no word for.
  if (field === undefined || (known === undefined && /^\p{Lu}/u.test(text))) return text;
  const name = shown(known ?? field.replaceAll('_', ' '), 60);
  return text.startsWith(`${name} `) || text.startsWith(`${name}:`)
    ? `**${name}**${text.slice(name.length)}`
    : `**${name}**: ${text}`;
}

/** Of a value that is not written as it is read: `is not a date like 2026-01-22`. */
const tellsHowToType: readonly Problem['code'][] = ['field_invalid', 'date_invalid'];

/** What is wrong, at most so many, and under which reference it is logged; nothing more where it was not refused. */
export function problemLines(
  problems: readonly Problem[],
  words: Words,
  { atMost, referenceId }: { readonly atMost: number; readonly referenceId: string | undefined },
): readonly { readonly text: string }[] {
  const lines = problems.slice(0, atMost).map((problem) => ({ text: problemText(problem, words) }));
  return referenceId === undefined || lines.length === 0
    ? lines
    : [...lines, { text: words.chat.reference(shown(referenceId, 80)) }];
}

/** Wire names, as they are and with spaces for their underscores: only those nobody would write otherwise. */
function inPeoplesWords(message: string, fields: Words['form']['fields']): string {
  return Object.entries(fields)
    .filter(([wire]) => wire.includes('_'))
    .reduce(
      (text, [wire, name]) =>
        text.replaceAll(wire, name).replaceAll(new RegExp(`^${wire.replaceAll('_', ' ')}(?= )`, 'g'), name),
      message,
    );
}
