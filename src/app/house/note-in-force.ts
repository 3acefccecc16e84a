/** Policy, lists and ledger in force, in the audit chain: one event for each state that comes into force, also across restarts. */
import type { HouseEventType } from '../../domain/case/audit-event';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import type { Policy } from '../../domain/policy/policy';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import { Fault } from '../../domain/values/errors';
import { fingerprint, type JsonObject } from '../../domain/values/json';
import type { Current, Store } from '../../ports';
import type { Subject } from '../../ports-house';
import type { ChangeSubject } from './change-subject';

/** One round. Throws what the store throws; the next one goes on from what is written then. */
export type NoteInForce = () => Promise<void>;

export interface NoteInForceDeps {
  readonly store: Pick<Store, 'findSubject'>;
  readonly changeSubject: ChangeSubject;
  readonly policy: Current<Policy>;
  readonly lists: Current<WatchList>;
  readonly ledger: Current<Ledger>;
}

/** Of each kind one is in force, and by its kind it is called. */
type InForceKind = Exclude<Subject['kind'], 'delegation' | 'payment_file' | 'payment_run'>;

const events = {
  policy: 'policy_taken_in',
  watch_lists: 'watch_lists_taken_in',
  ledger: 'ledger_taken_in',
} as const satisfies Record<InForceKind, HouseEventType>;

export function createNoteInForce({ store, changeSubject, policy, lists, ledger }: NoteInForceDeps): NoteInForce {
  return async () => {
    await note('policy', policyState(policy.current()));
    await note('watch_lists', listsState(lists.current()));
    await note('ledger', ledgerState(ledger.current()));
  };

  async function note(kind: InForceKind, body: JsonObject): Promise<void> {
    const last = await store.findSubject(kind, kind);
    const now = fingerprint(body);
    if (last && fingerprint(last.body) === now) return;
    const version = (last?.version ?? 0) + 1;
    const noted = await changeSubject({
      subject: { kind, id: kind, version, body },
      type: events[kind],
      by: null,
      // With its place in the order: what was in force before may come back.
      idempotencyKey: `${events[kind]}:${version}:${now}`,
      input: body,
      told: body,
    });
    if (!noted.ok) throw new Fault('internal', `${kind} version ${version} was not written down: ${noted.reason}`);
  }
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
