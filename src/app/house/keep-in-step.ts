/** Several processes share a desk only while they read the same, the time too: one that reads something else stands back, and says what. */
import { refuse, type Refusal } from '../../domain/values/errors';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { OutOfStep, Replica } from '../../ports/house';
import type { InForceNotes } from './note-in-force';

export interface KeepInStep {
  /** One round: notes this process for the others, and what it reads for all. Throws what the store throws. */
  round(): Promise<void>;
  /** The others need not wait for it any more. Throws what the store throws. */
  leave(): Promise<void>;
  /** What this process reads otherwise than the others; none while it is in step. */
  reasons(): readonly OutOfStep[];
  /** Null while it is in step. Nothing is decided here otherwise. */
  refuseBehind(): Refusal | null;
}

export interface KeepInStepDeps {
  readonly store: Pick<Store, 'noteReplica' | 'forgetReplica' | 'isClockApart'>;
  readonly notes: InForceNotes;
  readonly replica: Pick<Replica, 'id' | 'name' | 'startedAtMs'>;
  /** Of how cases are written: an older build cannot read what a newer one writes. */
  readonly caseFormat: number;
  readonly log: Pick<Log, 'info' | 'error'>;
}

const behindCode = 'desk_behind';
const formatName = 'case format';

export function createKeepInStep(deps: KeepInStepDeps): KeepInStep {
  const { store, notes, replica, caseFormat, log } = deps;
  let reasons: readonly OutOfStep[] = [];
  /** Before its first round a process knows nothing of the others, and keeps nobody from anything. */
  let isBehind = true;

  async function round(): Promise<void> {
    const files = { [formatName]: String(caseFormat) };
    const isClockApart = await store.isClockApart();
    const others = await store.noteReplica({ ...replica, files, isBehind });
    const working = others.filter((other) => !other.isBehind);
    await notes.note(working.length > 0);
    const before = reasons;
    reasons = [
      ...notes.behind().map((of) => ({ what: 'reads_other', of }) as const),
      ...newerReleases(caseFormat, working),
      ...(isClockApart ? [{ what: 'clock_apart' } as const] : []),
    ];
    if (JSON.stringify(reasons) !== JSON.stringify(before)) tell();
    const wasBehind = isBehind;
    isBehind = reasons.length > 0;
    if (isBehind !== wasBehind) await store.noteReplica({ ...replica, files, isBehind });
  }

  function tell(): void {
    const { id, name } = replica;
    if (reasons.length > 0)
      log.error({ id, name, reasons }, 'this process is out of step with the others, and takes no work');
    else log.info({ id, name }, 'this process is in step with the others again');
  }

  return {
    round,
    leave: () => store.forgetReplica(replica.id),
    reasons: () => reasons,
    refuseBehind: () =>
      isBehind
        ? refuse(
            behindCode,
            'Not done. This part of the desk reads other files than the rest of it, or its clock is wrong, and decides nothing until that is mended.',
          )
        : null,
  };
}

/** It says nothing of what was asked, which is taken once this process reads the same as the others, or by one of them. */
export function isOfBehind({ problems }: Refusal): boolean {
  return problems.some(({ code }) => code === behindCode);
}

/** A newer build is held against nobody but whoever cannot read what it writes. */
function newerReleases(caseFormat: number, working: readonly Replica[]): readonly OutOfStep[] {
  const newer = working.find(({ files }) => Number(files[formatName]) > caseFormat);
  return newer ? [{ what: 'older_release', than: newer.name }] : [];
}
