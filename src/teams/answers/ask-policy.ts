/** Questions to policy, runbooks and people: answered from them with the source behind a press, or not at all. */
import { mayReadScreenings } from '../../domain/policy/approvals/people-with-rights';
import type { Card } from '../../cards/templates';
import type { Desk } from '../desk';
import { namesOf, problemCard, type AnswerIntent, type Asked } from './answer-intent';
import { askWhich } from './ask-which';
import { openPayment } from './open-payment';
import { sayNotUnderstood } from './small-talk';

export const askPolicy: AnswerIntent = async (desk, asked) => {
  const { reading } = asked;
  const { policy, problems, ruleList } = desk.words.chat;
  const titles: Readonly<Record<string, string>> = policy.titles;
  // The payment's own card has its cutoff and its approvers.
  if (reading.fields.payment_id !== undefined) return openPayment(desk, asked);
  const [unclear] = reading.ambiguities;
  if (unclear) return [askWhich(desk, reading, unclear)];
  const found = await desk.answerQuestion(reading);
  if (!found.answered)
    return found.why === 'unavailable'
      ? [problemCard(desk, problems.cannotLookUp, 'knowledge_unavailable', problems.askAgain(found.text))]
      : sayNotUnderstood(desk, asked);
  const people = (found.roles ?? []).flatMap((role) => {
    const names = namesOf(desk)(role);
    return names.length > 0 ? [policy.holder(role, names)] : [];
  });
  return [
    desk.cards.answerCard({
      title: titles[reading.intent] ?? policy.says,
      lines: [...desk.words.policyAnswer(found).filter((line) => line.trim() !== ''), ...people],
      sources: [
        ...reading.assumed.map(problems.assumed),
        ...(found.rule_ids.length > 0 ? [ruleList(found.rule_ids)] : []),
        ...found.sections.map(({ title, section_id: id }) => `${title} (${id})`),
      ],
    }),
  ];
};

/** "Head of Treasury: Helen Hoffmann"; of whoever asks, where nobody is named. */
export const sayWhoIs: AnswerIntent = (desk, { reading, actor }) => {
  const { policy } = desk.words.chat;
  const { role, person } = reading.fields;
  if (role !== undefined) {
    const names = namesOf(desk)(role);
    return [desk.cards.answerCard({ title: policy.holder(role, names), lines: [] })];
  }
  if (person === undefined) {
    const { name, roles, personaOf } = actor;
    const { persona } = desk.words.chat;
    const lines = personaOf === undefined ? [] : [persona.now(name, roles)];
    return [desk.cards.answerCard({ title: policy.person(name, roles), lines })];
  }
  const member = desk.people.members().find(({ name }) => name === person);
  return [desk.cards.answerCard({ title: policy.person(person, member?.roles ?? null), lines: [] })];
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
  const { problems } = desk.words.chat;
  if (name.length > maxNameLength)
    return problemCard(desk, problems.nameTooLong, 'name_too_long', problems.nameAtMost(maxNameLength));
  const result = await desk.screenName(name);
  const mayReadMatch = isPersonal && mayReadScreenings(desk.policy.current(), actor);
  return desk.cards.screeningResultCard(result, mayReadMatch ? 'compliance' : 'others');
}
