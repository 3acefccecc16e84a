/** The one caller of `Store.commitTogether`: one decision over many cases, each judged by the machine as if it came alone; all of them change, or none. */
import type { DeskCommand } from '../domain/case/machine/commands';
import type { PaymentCase } from '../domain/case/payment-case';
import { transition } from '../domain/case/machine/transitions';
import type { Refusal } from '../domain/values/errors';
import type { Clock } from '../ports/process';
import type { Store } from '../ports/store';
import type { CommitRequest } from '../ports/commit';
import { requestOf, type ChangeCaseDeps, type KnowFor } from './change-case';
import { subjectRequest, type SubjectChange } from './house/change-subject';

export interface CommandOnCase {
  readonly current: PaymentCase;
  readonly command: DeskCommand;
}

/** `moved`: one of them has changed since it was read, or the machine refuses one; nothing was done then, as where it is refused. */
export type ChangedTogether = 'kept' | 'moved' | Refusal;

export type ChangeTogether = (
  subject: SubjectChange,
  commands: readonly CommandOnCase[],
  known: KnowFor,
) => Promise<ChangedTogether>;

export interface ChangeTogetherDeps extends Pick<ChangeCaseDeps, 'refuseBehind'> {
  readonly store: Pick<Store, 'commitTogether'>;
  readonly clock: Pick<Clock, 'now'>;
}

export function createChangeTogether({ store, clock, refuseBehind }: ChangeTogetherDeps): ChangeTogether {
  return async (subject, commands, known) => {
    const behind = refuseBehind?.();
    if (behind) return behind;
    const cases: CommitRequest[] = [];
    for (const { current, command } of commands) {
      const decided = transition(command, current, await known(current, command));
      if (!decided.ok) return 'moved';
      cases.push(requestOf(current.runId, command, decided));
    }
    const committed = await store.commitTogether({ subject: subjectRequest(subject, clock.now()), cases });
    return committed.ok ? 'kept' : 'moved';
  };
}
