/** What events of the house leave, to and from its stored text. */
import { z } from 'zod';
import type { SubjectKind } from '../../domain/case/audit-event';
import { Fault } from '../../domain/values/errors';
import { canonicalJson } from '../../domain/values/json';
import type { Subject } from '../../ports/house';
import { parseJson } from './stored-case';

/** Of how a subject is framed; what its body says is for whoever made it to read. */
const subjectFormat = 1;

const storedSubject = z.strictObject({
  format: z.literal(subjectFormat),
  kind: z.string(),
  id: z.string(),
  version: z.int().positive(),
  body: z.record(z.string(), z.json()),
} satisfies Record<keyof Subject | 'format', z.ZodType>);

export function subjectText({ kind, id, version, body }: Subject): string {
  return canonicalJson({ format: subjectFormat, kind, id, version, body });
}

/** Throws `store_corrupt`, naming `place`, where the text is not that subject at that version. */
export function readSubjectText(
  place: string,
  row: { readonly kind: SubjectKind; readonly id: string; readonly version: number; readonly body: string },
): Subject {
  const named = `${place}: ${row.kind} ${row.id} version ${row.version}`;
  const checked = storedSubject.safeParse(parseJson(named, row.body));
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  const { kind, id, version, body } = checked.data;
  if (kind !== row.kind || id !== row.id || version !== row.version)
    throw new Fault('store_corrupt', `${named} says it is ${kind} ${id} version ${version}`);
  return { kind: row.kind, id, version, body };
}
