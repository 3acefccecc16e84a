/** The words of delegations, in English; what goes in is escaped already. */
import type { DelegationKind } from '../../../domain/delegation/delegation';
import type { DelegationAct } from '../../../domain/delegation/answer-delegation';

export type ShownDelegation =
  'offered' | 'accepted' | 'to_come' | 'role_taken' | 'delegate_gone' | 'declined' | 'ended' | 'over';

const states: Readonly<Record<ShownDelegation, string>> = {
  offered: 'not accepted yet: it counts for nothing so far',
  accepted: 'in force',
  to_come: 'accepted, begins later',
  role_taken: '⚠ counts no more: the role was taken from whoever gave it',
  delegate_gone: '⚠ counts no more: whoever was to stand in is not in the people file',
  declined: 'declined',
  ended: 'ended',
  over: 'over',
};
const acts: Readonly<Record<DelegationAct, string>> = {
  accept_delegation: 'Accept',
  decline_delegation: 'Decline',
  end_delegation: 'End it',
};
/** What one of the two did, said to the other. */
const answered: Readonly<Record<DelegationAct, (name: string) => string>> = {
  accept_delegation: (name) => `${name} accepted the delegation`,
  decline_delegation: (name) => `${name} declined the delegation`,
  end_delegation: (name) => `${name} ended the delegation`,
};
const titles: Readonly<Record<DelegationKind, string>> = {
  delegation: 'Delegate a role',
  absence: 'Out of office: name a substitute',
};

export const englishDelegation = {
  /** Whoever acts, and whose role it is. */
  standsIn: (name: string, whose: string): string => `${name} for ${whose}`,
  by: (name: string, whose: string, reference: string): string => `${name} for ${whose}, delegation ${reference}`,
  fields: {
    to: 'To whom',
    role: 'Role',
    first_day: 'First day',
    last_day: 'Last day',
    up_to_usd: 'Up to',
    reason: 'Why',
  },
  form: {
    titles,
    note: 'It counts once it is accepted. Nobody approves a request of their own by it, nor one of yours.',
    problems: 'Please look at these',
    labels: {
      to: 'To whom',
      role: 'Which role; in brackets, the most business days',
      first_day: 'First day (UTC)',
      last_day: 'Last day (UTC)',
      up_to_usd: 'Up to which amount, in USD; empty: as far as the role goes',
      reason: 'Why',
    },
    /** Where that one is left empty. */
    errors: {
      to: 'Say to whom.',
      role: 'Choose a role.',
      first_day: 'Choose the first day.',
      last_day: 'Choose the last day.',
      reason: 'Say why.',
    },
    hints: {
      to: 'Choose somebody',
      name: 'Name or mail address',
      role: 'Choose a role',
      up_to_usd: '250,000.00',
      reason: 'Why',
    },
    atMost: (role: string, days: number): string => `${role} (${days})`,
    away: 'Out of office',
    submit: 'Send for acceptance',
    cancel: 'Cancel',
  },
  none: 'None of your roles may be delegated',
  noneWhy: 'A delegation hands on a role you hold yourself, where policy gives that role a maximum.',
  list: {
    title: (count: number): string => (count === 0 ? 'No delegations' : `Delegations: ${count}`),
    row: (role: string, who: string): string => `**${role}**: ${who}`,
    days: (first: string, last: string): string => `${first} to ${last}`,
    upTo: (money: string): string => `up to ${money}`,
    absence: 'out of office',
    said: (reason: string): string => `“${reason}”`,
    footer: '/delegate gives one, /away names a substitute. Days are UTC; both count.',
    more: (count: number): string => `${count} more are not listed.`,
    givenTo: (name: string): string => `${name}, a role was delegated to you`,
    answered,
    forPerson: (name: string): string => `For ${name}`,
    declineIt: 'Decline the delegation',
    whyNot: 'Why (optional)',
    whyNotHint: 'Whoever gave it reads this',
  },
  states,
  acts,
  sent: 'Sent for acceptance',
};
