/** Every refusal in the log, under the reference that whoever was refused reads: an operator finds what somebody tells of. */
import type { Problem } from '../domain/values/errors';
import type { Person } from '../domain/values/person';
import { cut } from '../domain/values/text/cut';
import type { Log, RandomHex } from '../ports/process';

/** What it was about, as far as that is known; never what was typed. */
export interface RefusalAbout {
  readonly actor?: Pick<Person, 'objectId'>;
  readonly runId?: string;
}

/** Gives the reference. */
export type NoteRefusal = (problems: readonly Problem[], about?: RefusalAbout) => string;

export function createNoteRefusal({
  randomHex,
  log,
}: {
  readonly randomHex: RandomHex;
  readonly log: Pick<Log, 'info'>;
}): NoteRefusal {
  return (problems, { actor, runId } = {}) => {
    const referenceId = randomHex(8);
    const refused = problems.map(({ code, field }) => (field === undefined ? code : `${code} (${nameOf(field)})`));
    log.info({ referenceId, refused, act: problems[0]?.act, who: actor?.objectId, runId }, 'refused');
    return referenceId;
  };
}

const longestName = 60;

/** A field's own name; what a client made up in its place is somebody's text. */
function nameOf(field: string): string {
  return /^[\w.-]+$/.test(field) ? cut(field, longestName) : 'a field that is none';
}
