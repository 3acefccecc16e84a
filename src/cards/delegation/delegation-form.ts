/** The form a role is delegated with: filled with what is known, naming what is wrong; nothing typed is lost. */
import type { DelegationDraft } from '../../domain/delegation/give-delegation';
import type { Role } from '../../domain/policy/tables/people/role-table';
import type { Problem } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import { problemLines } from '../payment/texts/problem-text';
import { cut } from '../../domain/values/text/cut';
import type { Words } from '../words/words';

export interface DelegationForm {
  /** One per form shown: sent twice it is one delegation. */
  readonly formId: string;
  /** As typed, acceptable or not. */
  readonly draft: DelegationDraft;
  readonly problems: readonly Problem[];
  /** Under which it is logged, where it was refused. */
  readonly referenceId?: string;
  /** Whom it may be given to. */
  readonly people: readonly Member[];
  /** Of whoever gives it, those that may be delegated. */
  readonly roles: readonly Role[];
}

/** More than this no longer fit a card; a name is typed then. */
const maxPeople = 60;
const maxRoles = 12;

/** `longest`: letters of what was typed there is room for. */
export function delegationFormData(
  { formId, draft, problems, referenceId, people, roles }: DelegationForm,
  longest: number,
  words: Words,
) {
  const { form, fields } = words.delegation;
  const named = { ...words, form: { ...words.form, fields: { ...words.form.fields, ...fields } } };
  const choosePerson = people.length > 0 && people.length <= maxPeople;
  const isListed = people.some(({ objectId }) => objectId === draft.to);
  const typed: Readonly<Record<string, string>> = Object.fromEntries(
    (Object.entries(draft) as [string, string][]).map(([field, value]) => [field, cut(value, longest)]),
  );
  return {
    form_id: formId,
    kind: draft.kind,
    title: form.titles[draft.kind],
    form,
    has_problems: problems.length > 0,
    problems: problemLines(problems, named, { atMost: 8, referenceId }),
    values: { ...typed, to: choosePerson && !isListed ? '' : cut(draft.to, 140) },
    choose_person: choosePerson,
    type_person: !choosePerson,
    people: people.slice(0, maxPeople).map(({ name, objectId }) => ({ title: cut(name, 80), value: objectId })),
    roles: roles.slice(0, maxRoles).map(({ name, delegation_max_business_days: days }) => ({
      title: form.atMost(cut(name, 80), days ?? 0),
      value: name,
    })),
  };
}
