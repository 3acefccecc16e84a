/** What `/status` without a payment says, in English. */

import type { InForceKind } from '../../../ports/house';

/** Of each source, what is said where its changed version is not used. */
const sources = {
  policy: 'A changed policy is not in force',
  workflow: 'A changed workflow is not in force',
  runbooks: 'A runbook is behind the policy',
  people: 'A changed people file is not in force',
  ledger: 'A changed ledger is not in force',
};

export type ServiceSource = keyof typeof sources;

const inForce: Readonly<Record<InForceKind, string>> = {
  policy: 'the policy',
  watch_lists: 'the watch lists',
  ledger: 'the ledger',
  people: 'the people file',
  workflow: 'the workflow',
};

/** They are called by their names in English. */
const duties: Readonly<Record<string, string>> = {};

export const englishService = {
  title: 'In force',
  moreTroubles: (count: number): string => `${count} more; the log names all.`,
  list: (name: string, entries: number, published: string | null): string =>
    `Watch list: ${name}, ${entries} entries, ${published === null ? 'of an unknown day' : `published ${published}`}`,
  ledger: (name: string, day: string | null, asOf: string | null): string =>
    `Ledger: ${name}, ${day === null ? 'of an unknown day' : `for ${day}`}, ${asOf === null ? 'of unknown age' : `as of ${asOf}`}`,
  buffers: (areLedgers: boolean): string => `Buffers: ${areLedgers ? "the ledger's own" : "the policy's"}`,
  rules: (policy: string, workflow: string, version: string): string =>
    `Policy ${policy}, workflow ${workflow} ${version}`,
  demoDay: 'DEMO DAY: business time is simulated.',
  duties,
  outOfStep: {
    readsOther: (of: InForceKind): string => `It reads another version of ${inForce[of]} than is in force.`,
    clockApart: "Its clock and the database's are too far apart.",
    olderRelease: (than: string): string => `${than} is a newer release, whose cases this one cannot read.`,
  },
  troubles: {
    takesNoWork: 'This process takes no work.',
    takesTooLong: 'It takes too long.',
    dutyFails: (duty: string, why: string): string => `Failing: ${duty}. ${why}`,
    inboxUnread: 'Statements are not taken: the inbox cannot be looked through; the log says why.',
    statementStuck: (file: string): string =>
      `A statement can neither be taken nor put away: ${file}; the log says why.`,
    cardUndelivered: (paymentId: string, answer: string | null, isGivenUp: boolean): string =>
      `The card of ${paymentId} is not delivered: the chat answered ${answer ?? 'nothing'}, ${isGivenUp ? 'given up until the payment changes' : 'tried again'}.`,
    moreCardsUndelivered: 'More cards are not delivered.',
    notInForce: (of: ServiceSource, why: string): string => `${sources[of]}: ${why}`,
    rolesNobodyHolds: (roles: string): string => `Nobody holds ${roles}: a payment that asks for it waits in vain.`,
    ledgerBeingRead: 'A changed ledger is being read; until then the one before counts.',
    notProven: (account: string, why: string): string =>
      `${account} is not proven, and nothing is released on it: ${why}`,
    entriesWait: (count: number): string =>
      `${count} ${count === 1 ? 'entry of a statement waits' : 'entries of statements wait'} for somebody: desk statements unmatched.`,
    calendarEnds: (users: string, name: string, lastDay: string): string =>
      `The calendar of ${users} (${name}) ends on ${lastDay}: extend policy/calendars.yaml, or nothing goes after it.`,
  },
};
