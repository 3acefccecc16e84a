/** Questions to policy, runbooks and people: answered from them with the source behind a press, or not at all. */
import { mayReadScreenings } from '../../domain/policy/people-with-rights';
import type { Card } from '../../cards/templates';
import type { Desk } from '../desk';
import { namesOf, problemCard, type AnswerIntent, type Asked } from './answer-intent';
import { openPayment } from './open-payment';
import { sayNotUnderstood } from './small-talk';

const titles: Readonly<Record<string, string>> = {
  cutoff: 'Cutoffs',
  calendar: 'Bank days',
  who_approves: 'Who approves',
};

export const askPolicy: AnswerIntent = async (desk, asked) => {
  const { reading } = asked;
  // The payment's own card has its cutoff and its approvers.
  if (reading.fields.payment_id !== undefined) return openPayment(desk, asked);
  const [unclear] = reading.ambiguities;
  if (unclear) {
    const choices = unclear.choices.length > 0 ? ` ${unclear.choices.join(' or ')}?` : '';
    return [problemCard(desk, 'Which one?', 'ambiguous', `"${unclear.said}": ${unclear.why}${choices}`)];
  }
  const found = await desk.answerQuestion(reading);
  if (!found.answered)
    return found.why === 'unavailable'
      ? [
          problemCard(
            desk,
            'I cannot look that up now',
            'knowledge_unavailable',
            `${found.text} Please ask again in a few minutes.`,
          ),
        ]
      : sayNotUnderstood(desk, asked);
  const people = (found.roles ?? []).flatMap((role) => {
    const names = namesOf(desk)(role);
    return names.length > 0 ? [`${role}: ${names.join(', ')}`] : [];
  });
  return [
    desk.cards.answerCard({
      title: titles[reading.intent] ?? 'Policy says',
      lines: [...found.text.split('\n').filter((line) => line.trim() !== ''), ...people],
      sources: [
        ...reading.assumed,
        ...(found.rule_ids.length > 0 ? [`Rules: ${found.rule_ids.join(', ')}`] : []),
        ...found.sections.map(({ title, section_id: id }) => `${title} (${id})`),
      ],
    }),
  ];
};

/** "Head of Treasury: Helen Hoffmann". */
export const sayWhoIs: AnswerIntent = (desk, { reading }) => {
  const { role, person } = reading.fields;
  if (role !== undefined) {
    const names = namesOf(desk)(role);
    return [desk.cards.answerCard({ title: `${role}: ${names.join(', ') || 'nobody'}`, lines: [] })];
  }
  const member = desk.people.members().find(({ name }) => name === person);
  const text =
    member === undefined ? 'nobody known here' : member.roles.join(', ') || 'asks for payments, approves none';
  return [desk.cards.answerCard({ title: `${person ?? ''}: ${text}`, lines: [] })];
};

const maxNameLength = 140;

export const screenName: AnswerIntent = async (desk, asked) => [
  await screen(desk, asked.reading.fields.name ?? '', asked),
];

/** A match is compliance's to read, and only where nobody else does. */
export async function screen(
  desk: Desk,
  name: string,
  { actor, isPersonal }: Pick<Asked, 'actor' | 'isPersonal'>,
): Promise<Card> {
  if (name.length > maxNameLength)
    return problemCard(
      desk,
      'This name is too long',
      'name_too_long',
      `A name has at most ${maxNameLength} characters.`,
    );
  const result = await desk.screenName(name);
  const mayReadMatch = isPersonal && mayReadScreenings(desk.policy.current(), actor);
  return desk.cards.screeningResultCard(result, mayReadMatch ? 'compliance' : 'others');
}
