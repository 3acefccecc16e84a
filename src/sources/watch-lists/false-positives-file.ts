/** Reads what compliance recorded as false positives; a record that is not whole is refused, with file, line and reason. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { asFault, Fault, type Problem } from '../../domain/values/errors';
import { isExpiryAllowed, shortestRecordReason, type FalsePositive } from '../../domain/sanctions/false-positive';
import { faultLines, yamlProblem } from '../../domain/values/file-faults';
import { isBlank, nothingSeen, visibleLength } from '../../domain/values/text/visible';
import { readYaml } from '../../domain/values/yaml-document';
import type { Current } from '../../ports/sources';
import type { Log } from '../../ports/process';

const day = z.iso.date();
const person = z
  .string()
  .trim()
  .refine((name) => !isBlank(name), nothingSeen);
const fileSchema = z.strictObject({
  false_positives: z.array(
    z.strictObject({
      id: z.string().trim().min(1).max(60),
      party: z.strictObject({ name: z.string().trim().min(1).max(400), country: z.string().trim().min(2).nullable() }),
      entry: z.strictObject({
        list: z.string().trim().min(1),
        uid: z.string().trim().min(1),
        row_hash: z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256'),
      }),
      recorded_by: z.tuple([person, person]),
      reason: z
        .string()
        .trim()
        .refine(
          (reason) => visibleLength(reason) >= shortestRecordReason,
          `needs at least ${shortestRecordReason} characters`,
        ),
      recorded_on: day,
      expires_on: day,
    }),
  ),
});
type FalsePositivesFile = z.infer<typeof fileSchema>;

/** Throws `policy_invalid` with one line for each fault. */
export function readFalsePositives(file: string): readonly FalsePositive[] {
  const shownFile = path.basename(file);
  const read = readYaml<FalsePositivesFile>(shownFile, readText(file), fileSchema);
  if (!read.ok) throw invalid(read.problems);
  const { document } = read;
  const { value } = document;
  const problems = findFaults(value).map(({ at, reason }) =>
    yamlProblem(shownFile, document.lineOf(['false_positives', at]), reason),
  );
  if (problems.length > 0) throw invalid(problems);
  return value.false_positives.map(({ id, party, entry, recorded_by, reason, recorded_on, expires_on }) => ({
    id,
    party,
    listFamily: entry.list,
    uid: entry.uid,
    rowHash: entry.row_hash,
    recordedBy: recorded_by,
    reason,
    recordedOn: recorded_on,
    expiresOn: expires_on,
  }));
}

/** Throws at the start; while running, a file that cannot be read excuses nobody until it can be read again. */
export function createCurrentFalsePositives(file: string, log: Log): Current<readonly FalsePositive[]> {
  let records = readFalsePositives(file);
  let version = versionOf(file);
  return {
    current() {
      const now = versionOf(file);
      if (now === version) return records;
      version = now;
      try {
        records = readFalsePositives(file);
      } catch (error) {
        records = [];
        log.error({ reason: asFault(error).message }, 'recorded false positives refused: none is in force');
      }
      return records;
    },
  };
}

function findFaults({ false_positives: records }: FalsePositivesFile): { at: number; reason: string }[] {
  return records.flatMap((record, at) => {
    const [first, second] = record.recorded_by;
    return [
      ...(first.toLowerCase() === second.toLowerCase()
        ? [{ at, reason: `${record.id}: needs two different people` }]
        : []),
      ...(!isExpiryAllowed(record.recorded_on, record.expires_on)
        ? [{ at, reason: `${record.id}: must expire after it was recorded, within a year` }]
        : []),
      ...(records.findIndex(({ id }) => id === record.id) < at ? [{ at, reason: `${record.id} is there twice` }] : []),
    ];
  });
}

function versionOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.size} ${found.mtimeMs}` : 'missing';
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new Fault('policy_invalid', `${path.basename(file)}:1: cannot be read (${code})`, { cause });
  }
}

function invalid(problems: readonly Problem[]): Fault {
  return new Fault('policy_invalid', faultLines(problems));
}
