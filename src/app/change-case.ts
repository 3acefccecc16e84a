/** The one caller of `Store.commit`: it loads the case, asks the machine, commits what it said with its event, and wakes the case. */
import type { Command, DeskCommand } from '../domain/case/machine/commands';
import type { Known } from '../domain/case/in-force';
import type { PaymentCase } from '../domain/case/payment-case';
import type { Transition } from '../domain/case/machine/next-case';
import { refuseUnknownCase } from '../domain/case/machine/refuse-act';
import { transition } from '../domain/case/machine/transitions';
import { comparablePayment } from '../domain/payment/same-payment';
import { Fault, refuse, type Refusal } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import type { Store } from '../ports/store';
import type { Wakeups } from '../ports/wakeups';
import type { CommitRequest, RestsOn } from '../ports/commit';

export type Changed = { readonly ok: true; readonly case: PaymentCase; readonly repeated: boolean } | Refusal;

/** What the machine knows, and what of it must still stand when the change is kept. */
export interface KnownFrom extends Known {
  readonly restsOn?: readonly RestsOn[];
}

/** What the machine needs to know for this command about the case as it stands. */
export type KnowFor = (current: PaymentCase | null, command: Command) => Promise<KnownFrom> | KnownFrom;

/** What the desk does next to what it has just made of the case, kept in the same commit; null where it stops for now. */
export type GoOn = (current: PaymentCase) => Promise<DeskCommand | null>;

export type ChangeCase = (runId: string, command: Command, known: KnowFor, goOn?: GoOn) => Promise<Changed>;

interface Asked {
  readonly runId: string;
  readonly command: Command;
  readonly known: KnowFor;
  readonly goOn: GoOn | undefined;
}

export type Decided = Extract<Transition, { readonly ok: true }>;

export interface ChangeCaseDeps {
  readonly store: Pick<Store, 'findCase' | 'findVersion' | 'findRepeated' | 'commit'>;
  readonly wakeups: Pick<Wakeups, 'wake'>;
  /** Says why this process decides nothing now; left out where it shares the desk with nobody. */
  readonly refuseBehind?: (() => Refusal | null) | undefined;
}

/** Another change may come in between, and another after that; beyond these the case changes faster than anybody can answer it. */
const maxTries = 5;

export function createChangeCase({ store, wakeups, refuseBehind }: ChangeCaseDeps): ChangeCase {
  return async (runId, command, known, goOn) => {
    const behind = refuseBehind?.();
    if (behind) return behind;
    for (let attempt = 1; attempt <= maxTries; attempt += 1) {
      const find = attempt === 1 ? findBasis : findNewest;
      const changed = await tryOnce({ runId, command, known, goOn }, find);
      if (changed !== 'stale') return changed;
    }
    throw new Fault('store_failed', `case ${runId} changed ${maxTries} times while ${command.type} was decided`);
  };

  /** The desk has just looked at what it bases a command on. Where that has changed since, the commit refuses it. */
  function findBasis({ runId, command }: Asked): Promise<PaymentCase | null> {
    return 'basedOn' in command ? store.findVersion(runId, command.basedOn) : store.findCase(runId);
  }

  function findNewest({ runId }: Asked): Promise<PaymentCase | null> {
    return store.findCase(runId);
  }

  /** What was done once is answered with that, whatever the rules say of doing it again; where they allow it again, the commit knows its key. */
  async function repeatedOf({ runId, command }: Asked, current: PaymentCase | null): Promise<Changed | null> {
    if (!current || !('actor' in command)) return null;
    const before = await store.findRepeated(keyOf(runId, command), inputOf(command));
    return before && { ok: true, case: current, repeated: true };
  }

  /** `stale`: somebody was faster, so it is decided once more from what is there now. */
  async function tryOnce(asked: Asked, find: typeof findNewest): Promise<Changed | 'stale'> {
    const { runId, command, known, goOn } = asked;
    const current = command.type === 'submit_payment' ? null : await find(asked);
    if (!current && command.type !== 'submit_payment') return refuseUnknownCase();
    const from = await known(current, command);
    const decided = transition(command, current, from);
    if (!decided.ok) return (await repeatedOf(asked, current)) ?? decided;
    const request = requestOf(runId, command, decided, from.restsOn);
    const following = goOn ? await followUp(runId, decided.case, known, goOn) : [];
    const committed = await store.commit(following.length > 0 ? { ...request, following } : request);
    if (committed.ok) {
      if (wakes(command)) wakeups.wake(runId);
      return { ok: true, case: (committed.repeated && current) || committed.case, repeated: committed.repeated };
    }
    switch (committed.reason) {
      case 'stale_version':
        // A new case is stale where another payment of the same second drew its run id.
        return current ? 'stale' : refuse('run_id_taken', `${runId} is another payment's run.`);
      case 'payment_exists':
        return refuse('case_exists', `${decided.case.payment.payment_id} has a case already.`);
      case 'rests_on_changed':
        // What was looked at is looked at again; whose place somebody takes is theirs to settle.
        if (committed.moved !== 'delegation') return 'stale';
        return refuse('delegation_changed', 'Not done. The delegation it was to be done by has just been changed.');
      case 'key_reused':
        return refuse('case_moved_on', 'This was asked before with other words.');
    }
  }
}

/** What follows upon a change until the desk stops, or the machine refuses. */
async function followUp(runId: string, first: PaymentCase, known: KnowFor, goOn: GoOn): Promise<CommitRequest[]> {
  const requests: CommitRequest[] = [];
  let current = first;
  for (let command = await goOn(current); command !== null; command = await goOn(current)) {
    const decided = transition(command, current, await known(current, command));
    if (!decided.ok) break;
    requests.push(requestOf(runId, command, decided));
    current = decided.case;
  }
  return requests;
}

/** What the store is asked for what the machine said. */
export function requestOf(
  runId: string,
  command: Command,
  { case: next, event, restsOn: standIn }: Decided,
  knownFrom: readonly RestsOn[] = [],
): CommitRequest {
  const delegation = standIn && ({ kind: 'delegation', id: standIn.reference, version: standIn.version } as const);
  const restsOn = delegation ? [delegation, ...knownFrom] : knownFrom;
  return {
    case: next,
    expectedVersion: next.version - 1,
    event,
    idempotencyKey: keyOf(runId, command),
    input: inputOf(command),
    ...(restsOn.length > 0 ? { restsOn } : {}),
    ...('contents' in command ? { contents: command.contents } : {}),
  };
}

/** One per intended change: the same person's same press on the same card is the same change, however often it arrives. */
function keyOf(runId: string, command: Command): string {
  if (command.type === 'submit_payment') return `submit_payment:${command.payment.payment_id}`;
  if ('basedOn' in command) return `${command.type}:${runId}:${command.basedOn}`;
  const { tenantId, objectId } = command.actor;
  return `${command.type}:${runId}:${command.shownVersion}:${tenantId}:${objectId}`;
}

/** Whoever runs a case's steps goes on by itself, and a new case is woken once its card is posted. */
function wakes({ type }: Command): boolean {
  return type !== 'submit_payment' && type !== 'complete_step' && type !== 'conclude' && type !== 'fail';
}

function inputOf(command: Command): JsonObject {
  if (command.type === 'submit_payment') return { ...comparablePayment(command.payment) };
  if ('basedOn' in command) return { version: command.basedOn };
  const { comment, expiresOn, passTo, inputs } = command;
  return {
    comment,
    ...(expiresOn === undefined ? {} : { expires_on: expiresOn }),
    ...(passTo === undefined ? {} : { pass_to: passTo.objectId }),
    ...(inputs === undefined ? {} : { inputs: { ...inputs } }),
  };
}
