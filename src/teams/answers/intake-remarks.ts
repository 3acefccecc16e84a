/** What an agent added to a pasted text, what it chose among several, and what was not taken of it: said in the form it filled. */
import type { Words } from '../../cards/words/words';
import type { Reading } from '../../domain/sentences/reading';
import type { Problem } from '../../domain/values/errors';
import { ownMember } from '../../domain/values/own-member';

export function intakeRemarks({ intake }: Reading, { form }: Pick<Words, 'form'>): readonly Problem[] {
  if (!intake) return [];
  const say = form.intake;
  if (intake.state === 'failed') return [remark(say.failed)];
  const { took, chose, dropped } = intake;
  const nameOf = (field: string): string => ownMember<string>(form.fields, field) ?? field;
  return [
    ...(took.length > 0 ? [remark(say.took(took.map(nameOf)))] : []),
    ...chose.map(({ field, taken, among }) => remark(say.chose(nameOf(field), taken, among))),
    ...dropped.map(({ field, said, why }) =>
      remark(say.dropped(nameOf(field), said.slice(0, longestSaid), say.why[why])),
    ),
  ];
}

/** Enough to find it in the text, or to see that it is not there. */
const longestSaid = 60;

function remark(message: string): Problem {
  return { code: 'assumed', message, inWords: true };
}
