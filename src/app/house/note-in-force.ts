/**
 * Policy, lists, ledger, people and workflow in force, in the audit chain: one event for each state that comes into force, also across restarts. Of several
 * processes that share the desk, what one of them reads anew comes into force, and whoever still reads something else is behind.
 */
import type { HouseEventType } from '../../domain/case/audit-event';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import type { Policy } from '../../domain/policy/policy';
import type { DefinitionPin } from '../../domain/case/run/run';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import { Fault } from '../../domain/values/errors';
import { fingerprint, type JsonObject } from '../../domain/values/json';
import type { Member } from '../../domain/values/person';
import type { Current, Directory } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { RestsOn } from '../../ports/commit';
import type { InForceKind } from '../../ports/house';
import type { ChangeSubject } from './change-subject';

export interface InForceNotes {
  /** One round. `amongOthers`: other processes share the desk, and work. Throws what the store throws; the next one goes on from what is written then. */
  note(amongOthers: boolean): Promise<void>;
  /** Of which kind this process reads something else than is in force, as of the last round. */
  behind(): readonly InForceKind[];
  /** What decides about money, by the versions it was in force under in the last round. */
  restsOn(): readonly RestsOn[];
}

export interface NoteInForceDeps {
  readonly store: Pick<Store, 'findSubject'>;
  readonly changeSubject: ChangeSubject;
  readonly policy: Current<Policy>;
  readonly lists: Current<WatchList>;
  readonly ledger: Current<Ledger>;
  /** Of the people file alone: who stands in for whom has events of its own. */
  readonly people: Pick<Directory, 'members'>;
  /** What new runs begin with. */
  readonly definition: Current<{ readonly pin: DefinitionPin }>;
}

const events = {
  policy: 'policy_taken_in',
  watch_lists: 'watch_lists_taken_in',
  ledger: 'ledger_taken_in',
  people: 'people_taken_in',
  workflow: 'workflow_taken_in',
} as const satisfies Record<InForceKind, HouseEventType>;

export function createNoteInForce(deps: NoteInForceDeps): InForceNotes {
  const { store, changeSubject, policy, lists, ledger, people, definition } = deps;
  /** What this process read when it looked last. */
  const own = new Map<InForceKind, string>();
  const versions = new Map<InForceKind, number>();
  const behind = new Set<InForceKind>();

  async function note(kind: InForceKind, body: JsonObject, amongOthers: boolean): Promise<void> {
    const last = await store.findSubject(kind, kind);
    const now = fingerprint(body);
    const before = own.get(kind);
    own.set(kind, now);
    const isInForce = last !== null && fingerprint(last.body) === now;
    const isNews = before !== undefined && before !== now;
    if (!isInForce && last && amongOthers && !isNews) {
      behind.add(kind);
      return;
    }
    const version = isInForce ? last.version : (last?.version ?? 0) + 1;
    if (!isInForce && !(await takeIn(kind, body, version))) {
      // Somebody else took in something at the same moment: that is in force.
      await note(kind, body, true);
      return;
    }
    versions.set(kind, version);
    behind.delete(kind);
  }

  async function takeIn(kind: InForceKind, body: JsonObject, version: number): Promise<boolean> {
    const noted = await changeSubject({
      subject: { kind, id: kind, version, body },
      type: events[kind],
      by: null,
      // With its place in the order: what was in force before may come back.
      idempotencyKey: `${events[kind]}:${version}:${fingerprint(body)}`,
      input: body,
      told: body,
    });
    if (noted.ok || noted.reason === 'stale_version') return noted.ok;
    throw new Fault('internal', `${kind} version ${version} was not written down: ${noted.reason}`);
  }

  return {
    async note(amongOthers) {
      await note('policy', policyState(policy.current()), amongOthers);
      await note('watch_lists', listsState(lists.current()), amongOthers);
      await note('ledger', ledgerState(ledger.current()), amongOthers);
      await note('people', peopleState(people.members()), amongOthers);
      await note('workflow', { ...definition.current().pin }, amongOthers);
    },
    behind: () => [...behind],
    restsOn: () =>
      (['policy', 'ledger'] as const).flatMap((kind) => {
        const version = versions.get(kind);
        return version === undefined ? [] : [{ kind, id: kind, version }];
      }),
  };
}

/** Runs are not pinned to who may see and who is reminded, so the policy's own fingerprint leaves these out. */
function policyState({ fingerprint: own, access, deadlines, legalHolds: { holds } }: Policy): JsonObject {
  const held = holds.length === 0 ? {} : { legal_holds: fingerprint(holds) };
  return { fingerprint: own, access_and_deadlines: fingerprint({ access, deadlines }), ...held };
}

function listsState({ hash, parts, ...only }: WatchList): JsonObject {
  const lists = (parts ?? [{ ...only, hash }]).map(({ name, listDate, entries, hash: own }) => ({
    name,
    list_date: listDate,
    entries: entries.length,
    fingerprint: own,
  }));
  return { fingerprint: hash, lists };
}

function ledgerState({ day, asOf, fingerprint: own }: Ledger): JsonObject {
  return { fingerprint: own, day, as_of: asOf };
}

/** Who holds which role is told by number: the names stay in the file, and its fingerprint proves which file it was. */
function peopleState(members: readonly Member[]): JsonObject {
  const roles = members.flatMap((member) => member.roles);
  const holders = [...new Set(roles)].sort().map((role) => [role, roles.filter((held) => held === role).length]);
  return {
    fingerprint: fingerprint({ members: members.map((member) => ({ ...member })) }),
    people: members.length,
    holders: Object.fromEntries(holders) as JsonObject,
  };
}
