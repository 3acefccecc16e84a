/** The form of a delegation, the list of those there are, and what is pressed on either. */
import type { DelegationForm } from '../../cards/delegation/delegation-form';
import type { DelegationsView, ListedDelegation } from '../../cards/delegation/delegations-card';
import { readDelegationForm, readDelegationPress } from '../../cards/delegation/read-delegation-press';
import type { Card } from '../../cards/templates';
import { delegationOffers, type DelegationAct } from '../../domain/delegation/answer-delegation';
import { isOpen, type Delegation, type DelegationKind } from '../../domain/delegation/delegation';
import type { DelegationDraft } from '../../domain/delegation/give-delegation';
import type { Refusal } from '../../domain/values/errors';
import { samePerson, type Member, type Person } from '../../domain/values/person';
import { dayMs, utcDay } from '../../domain/values/time';
import { createAccess } from '../people/access';
import type { PressAnswer } from '../press-answer';
import type { Desk } from '../desk';
import type { AnswerIntent } from './answer-intent';
import type { Speech } from '../cards/tell-person';

/** What was ended or is over stays in its two people's list so long. */
const listedForDays = 7;

export interface OpenedForm {
  readonly actor: Member;
  readonly formId: string;
  readonly kind: DelegationKind;
  /** The name of whom it is for; left out where nobody is named. */
  readonly to?: string | undefined;
}

/** Filled in with what was said; nothing is given before the form is sent. */
export const fillDelegation: AnswerIntent = (desk, { reading, actor, formId }) => {
  const { person, away } = reading.fields;
  return [openDelegationForm(desk, { actor, formId, kind: away ? 'absence' : 'delegation', to: person })];
};

export function openDelegationForm(desk: Desk, { actor, formId, kind, to }: OpenedForm): Card {
  const { form, none, noneWhy } = desk.words.delegation;
  const roles = rolesToDelegate(desk, actor);
  if (roles.length === 0) return desk.cards.noticeCard({ title: none, text: noneWhy });
  const draft: DelegationDraft = {
    kind,
    to: desk.people.members().find(({ name }) => name === to && name !== actor.name)?.objectId ?? '',
    role: roles.length === 1 ? (roles[0]?.name ?? '') : '',
    first_day: utcDay(desk.clock.now()),
    last_day: '',
    up_to_usd: '',
    reason: kind === 'absence' ? form.away : '',
  };
  return drawForm(desk, actor, { draft, formId, problems: [] });
}

function drawForm(
  desk: Desk,
  actor: Member,
  form: Pick<DelegationForm, 'draft' | 'formId' | 'problems' | 'referenceId'>,
): Card {
  const people = desk.people.members().filter((member) => !samePerson(member, actor));
  return desk.cards.delegationFormCard({ ...form, people, roles: rolesToDelegate(desk, actor) });
}

function rolesToDelegate(desk: Desk, { roles }: Member) {
  return desk.policy
    .current()
    .roles.filter(({ name, delegation_max_business_days: days }) => days !== null && roles.includes(name));
}

/** Everybody's for those policy lets read what waits; for anybody else their own. */
export function listDelegations(desk: Desk, actor: Member, refusal?: DelegationsView['refusal']): Card {
  const isLetIn = createAccess(desk).refuse('read_worklist', actor) === null;
  const nowMs = desk.clock.now();
  const isTheirs = ({ from, to }: Delegation) => samePerson(from, actor) || samePerson(to, actor);
  const listed = desk.delegations
    .all()
    .filter((one) =>
      isTheirs(one)
        ? isOpen(one, utcDay(nowMs)) || one.lastDay >= utcDay(nowMs - listedForDays * dayMs)
        : isLetIn && isOpen(one, utcDay(nowMs)),
    );
  const rows = listed.map((one) => rowFor(desk, one, actor));
  // What somebody has to answer comes first, then the newest.
  const mine = rows.filter(({ acts }) => acts.includes('accept_delegation'));
  const others = rows.filter(({ acts }) => !acts.includes('accept_delegation')).reverse();
  return desk.cards.delegationsCard({
    rows: [...mine, ...others],
    businessNow: nowMs,
    ...(refusal ? { refusal } : {}),
  });
}

function rowFor(desk: Desk, delegation: Delegation, who: Person): ListedDelegation {
  const members = desk.people.members();
  const reader = members.find((member) => samePerson(member, who)) ?? { ...who, roles: [] };
  const giver = members.find((member) => samePerson(member, delegation.from));
  return {
    delegation,
    acts: delegationOffers(delegation, reader, { nowMs: desk.clock.now(), members }),
    isHeld: giver?.roles.includes(delegation.role) === true,
    hasDelegate: members.some((member) => samePerson(member, delegation.to)),
  };
}

interface PressedHere {
  readonly data: unknown;
  readonly actor: Member;
}

/** A refused form comes back with what was typed into it, to whoever typed it. */
export async function giveByForm(desk: Desk, { data, actor }: PressedHere, refused: Refuse): Promise<PressAnswer> {
  const read = readDelegationForm(data, desk.people.members());
  if (!read.ok) return refused(read);
  const { draft, formId } = read;
  const given = await desk.delegations.give(draft, actor, formId);
  if (!given.ok) {
    const { problems } = given;
    const referenceId = desk.noteRefusal(problems, { actor });
    return onCard(drawForm(desk, actor, { draft, formId, problems, referenceId }));
  }
  const { delegation, repeated } = given;
  if (!repeated) tell(desk, delegation, delegation.to, 'given');
  return onCard(oneCard(desk, delegation, actor, desk.words.delegation.sent));
}

export async function answerByPress(
  desk: Desk,
  act: DelegationAct,
  { data, actor }: PressedHere,
): Promise<PressAnswer> {
  const refusedList = ({ problems }: Refusal): PressAnswer =>
    onCard(listDelegations(desk, actor, { problems, referenceId: desk.noteRefusal(problems, { actor }) }));
  const read = readDelegationPress(act, data);
  if (!read.ok) return refusedList(read);
  const { reference, shownVersion, reason } = read.pressed;
  const answered = await desk.delegations.answer(act, { reference, shownVersion, who: actor, reason });
  // On the presser's own card: nobody else needs to read it.
  if (!answered.ok) return refusedList(answered);
  const { delegation, repeated } = answered;
  if (!repeated) {
    const other = samePerson(actor, delegation.from) ? delegation.to : delegation.from;
    tell(desk, delegation, other, { act, by: actor });
    // What waits comes to a new delegate now, not with the next round.
    await desk.followDelegations();
  }
  return onCard(listDelegations(desk, actor));
}

type Refuse = (refusal: Refusal) => PressAnswer;

function onCard(card: Card): PressAnswer {
  return { card, message: null, place: 'pressed' };
}

function oneCard(desk: Desk, one: Delegation, who: Person, title: string): Card {
  return desk.cards.delegationsCard({ rows: [rowFor(desk, one, who)], title, businessNow: desk.clock.now() });
}

function tell(
  desk: Desk,
  delegation: Delegation,
  who: Person,
  what: 'given' | { readonly act: DelegationAct; readonly by: Person },
): void {
  void desk.tellPerson(who, ({ cards, words, isPersona }: Speech) => {
    const { list } = words.delegation;
    const said = what === 'given' ? list.givenTo(who.name) : list.answered[what.act](what.by.name);
    const title = isPersona && what !== 'given' ? `${list.forPerson(who.name)}: ${said}` : said;
    return cards.delegationsCard({ rows: [rowFor(desk, delegation, who)], title, businessNow: desk.clock.now() });
  });
}
