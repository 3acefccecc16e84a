/** Delegations: given, answered and ended, each once and in the audit chain; and who stands in for whom because of them. */
import type { HouseEventType } from '../../domain/case/audit-event';
import { answerDelegation, type DelegationAct } from '../../domain/delegation/answer-delegation';
import { delegationBody, readDelegation, type Delegation } from '../../domain/delegation/delegation';
import { giveDelegation, type DelegationDraft } from '../../domain/delegation/give-delegation';
import { withStandIns } from '../../domain/delegation/stand-ins';
import { refuse, type Refusal } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import { samePerson, type Member, type Person } from '../../domain/values/person';
import { formatUtc, minuteMs } from '../../domain/values/time';
import type { Clock, RandomHex } from '../../ports/process';
import type { Directory, PolicySource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { ChangeSubject } from './change-subject';

export type Delegated = { readonly ok: true; readonly delegation: Delegation; readonly repeated: boolean } | Refusal;

export interface Delegations {
  /** All of them, the first given first. */
  all(): readonly Delegation[];
  /** Reads what the store has. Throws `store_corrupt`. */
  load(): Promise<void>;
  give(draft: DelegationDraft, from: Member, formId: string): Promise<Delegated>;
  answer(act: DelegationAct, asked: AskedOfDelegation): Promise<Delegated>;
  /** The people file's people, with what they stand in for. */
  readonly directory: Directory;
}

export interface AskedOfDelegation {
  /** As pressed: anything. */
  readonly reference: string;
  /** What they saw. */
  readonly shownVersion: number;
  readonly who: Member;
  readonly reason: string | null;
}

export interface DelegationsDeps {
  readonly store: Pick<Store, 'listSubjects'>;
  readonly changeSubject: ChangeSubject;
  readonly people: Directory;
  readonly policy: PolicySource;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomHex: RandomHex;
  /** Says why this process decides nothing now; left out where it shares the desk with nobody. */
  readonly refuseBehind?: () => Refusal | null;
}

const events = {
  accept_delegation: 'delegation_accepted',
  decline_delegation: 'delegation_declined',
  end_delegation: 'delegation_ended',
} as const satisfies Record<DelegationAct, HouseEventType>;

export function createDelegations(deps: DelegationsDeps): Delegations {
  const { store, changeSubject, people, policy, clock, randomHex, refuseBehind = () => null } = deps;
  let known: readonly Delegation[] = [];
  const directory = directoryWith(people, () => known, clock);

  async function commit(
    delegation: Delegation,
    { type, by, idempotencyKey, input, told }: Committing,
  ): Promise<Delegated> {
    const { reference, version } = delegation;
    const committed = await changeSubject({
      subject: { kind: 'delegation', id: reference, version, body: delegationBody(delegation) },
      type,
      by,
      idempotencyKey,
      input,
      told,
    });
    if (!committed.ok)
      return refuse('delegation_changed', 'Not done. The delegation has just been changed by somebody else.');
    const { repeated } = committed;
    const left = readDelegation(committed.subject);
    if (!repeated) known = newestOf(known, [left]);
    return { ok: true, delegation: left, repeated };
  }

  /** Another process may have taken one in. */
  async function load(): Promise<void> {
    const read = (await store.listSubjects('delegation')).map(readDelegation);
    // What was changed here while it was read is newer.
    known = newestOf(read, known);
  }

  return {
    all: () => known,
    directory,
    load,

    async give(draft, from, formId) {
      const behind = refuseBehind();
      if (behind) return behind;
      await load();
      const before = known.find((one) => one.formId === formId && samePerson(one.from, from));
      if (before) return { ok: true, delegation: before, repeated: true };
      const stamp = formatUtc(clock.now()).replace(/\D/g, '').slice(0, 14);
      const made = giveDelegation(draft, from, {
        nowMs: clock.now(),
        policy: policy.current(),
        members: people.members(),
        existing: known,
        reference: `DLG-${stamp}-${randomHex(6)}`,
        formId,
      });
      if (!made.ok) return made;
      const { delegation } = made;
      return commit(delegation, {
        type: 'delegation_offered',
        by: from,
        idempotencyKey: `delegation_offered:${from.tenantId}:${from.objectId}:${formId}`,
        input: { ...draft },
        told: toldOf(delegation, delegation.reason),
      });
    },

    async answer(act, { reference, shownVersion, who, reason }) {
      const behind = refuseBehind();
      if (behind) return behind;
      await load();
      const delegation = known.find((one) => one.reference === reference);
      if (!delegation) return refuse('unknown_delegation', 'Not done. No such delegation is known here.');
      const key = `${act}:${reference}:${shownVersion}:${who.tenantId}:${who.objectId}`;
      const isRepeated = delegation.version === shownVersion + 1 && lastActOf(delegation) === act;
      if (isRepeated && lastActorOf(delegation, who)) return { ok: true, delegation, repeated: true };
      const answered = answerDelegation(
        act,
        { delegation, who, reason },
        { nowMs: clock.now(), members: people.members() },
      );
      if (!answered.ok) return answered;
      if (delegation.version !== shownVersion)
        return refuse('delegation_changed', 'Not done. The delegation has changed since it was shown.');
      return commit(answered.delegation, {
        type: events[act],
        by: who,
        idempotencyKey: key,
        input: { reason },
        told: toldOf(answered.delegation, reason),
      });
    },
  };
}

/** Each as it stands in its newest version, in the order of the first list; none ever goes. */
function newestOf(first: readonly Delegation[], second: readonly Delegation[]): readonly Delegation[] {
  const others = new Map(second.map((one) => [one.reference, one]));
  const newest = first.map((one) => {
    const other = others.get(one.reference);
    others.delete(one.reference);
    return other && other.version > one.version ? other : one;
  });
  return [...newest, ...others.values()];
}

interface Committing {
  readonly type: HouseEventType;
  readonly by: Person;
  readonly idempotencyKey: string;
  readonly input: JsonObject;
  readonly told: JsonObject;
}

function toldOf({ kind, role, from, to, firstDay, lastDay, upToUsd, status }: Delegation, reason: string | null) {
  return {
    kind,
    role,
    from_person: from.name,
    from_person_id: from.objectId,
    to_person: to.name,
    to_person_id: to.objectId,
    first_day: firstDay,
    last_day: lastDay,
    up_to_usd: upToUsd,
    status,
    reason,
  };
}

function lastActOf({ status }: Delegation): DelegationAct | null {
  switch (status) {
    case 'offered':
      return null;
    case 'accepted':
      return 'accept_delegation';
    case 'declined':
      return 'decline_delegation';
    case 'ended':
      return 'end_delegation';
  }
}

function lastActorOf({ ended, to }: Delegation, who: Member): boolean {
  return samePerson(ended?.by ?? to, who);
}

/** Made anew only where people or delegations have changed, or a minute has passed: every card asks for everybody. */
function directoryWith(
  people: Directory,
  delegations: () => readonly Delegation[],
  clock: Pick<Clock, 'now'>,
): Directory {
  let made: { readonly of: readonly unknown[]; readonly members: readonly Member[] } | null = null;
  const members = (): readonly Member[] => {
    const of = [people.members(), delegations(), Math.floor(clock.now() / minuteMs)];
    if (made?.of.every((part, at) => part === of[at]) !== true)
      made = { of, members: withStandIns(people.members(), delegations(), clock.now()) };
    return made.members;
  };
  const asNow = (member: Member): Member => members().find((one) => samePerson(one, member)) ?? member;
  return {
    find: (tenantId, objectId) => {
      const found = people.find(tenantId, objectId);
      return found && asNow(found);
    },
    withRole: (role) => people.withRole(role).map(asNow),
    members,
  };
}
