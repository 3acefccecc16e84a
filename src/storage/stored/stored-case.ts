/** A case to and from its stored text; what comes back is checked before anybody acts on it. */
import { z } from 'zod';
import { auditEventTypes, houseEventTypes } from '../../domain/case/audit-event';
import { Fault } from '../../domain/values/errors';
import { shownHash } from '../../domain/case/decision/bound-to';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { FalsePositive } from '../../domain/sanctions/false-positive';
import type { Person } from '../../domain/values/person';
import { anyObject, falsePositive, person, storedCaseSchema } from './case-schema';
import { readVersion, type KeptVersion, type VersionText } from './version-texts';

/** Of how a case is written. A change of it comes with an entry in `upgrades`, so that what a released build wrote stays readable. */
export const caseFormat = 5;

/** From each earlier format to the next one. */
const upgrades: Readonly<Record<number, (body: Record<string, unknown>) => Record<string, unknown>>> = {
  1: withAmountChanger,
  2: withBoundApprovals,
  3: withOpenNodes,
  // Format 4 did not keep what was first asked for in all: it was decided without, and stays so.
  4: (body) => body,
};

const reducedBefore = z.looseObject({
  payment: z.looseObject({ full_amount: z.number() }),
  returned: z.looseObject({ by: person }),
});

/** Format 1 said of a part only who sent its payment back last: that may be somebody else than who lowered it, and is who can be known. */
function withAmountChanger(body: Record<string, unknown>): Record<string, unknown> {
  const reduced = reducedBefore.safeParse(body);
  return reduced.success ? { ...body, amountChangedBy: [reduced.data.returned.by] } : body;
}

const approvalsBefore = z.looseObject({ approvals: z.array(anyObject) });

/** Format 2 kept approvals of the decision that stands and of no other: so that is what they were given for. */
function withBoundApprovals(body: Record<string, unknown>): Record<string, unknown> {
  const { approvals } = approvalsBefore.parse(body);
  // Its type is checked once the text is of this format.
  const boundTo = shownHash(body as unknown as PaymentCase) ?? '';
  return { ...body, approvals: approvals.map((given) => ({ ...given, boundTo })) };
}

const runBefore = z.looseObject({ run: z.looseObject({ next: z.string().nullable() }) });

/** Format 3 knew one node to run next. */
function withOpenNodes(body: Record<string, unknown>): Record<string, unknown> {
  const { next, ...run } = runBefore.parse(body).run;
  return { ...body, run: { ...run, open: next === null ? [] : [next] } };
}

/**
 * Of how cases and events are kept, for builds that share a database: raised with the format of their texts, once for versions that are
 * kept as differences, and with each type of event. A build that does not know the type of one takes the whole trail for damaged.
 */
export const keptFormat = caseFormat + 1 + auditEventTypes.length + houseEventTypes.length;

export function caseText(paymentCase: PaymentCase): string {
  return JSON.stringify({ format: caseFormat, ...paymentCase });
}

/** A row of a version as it is read; without a body where there is none. */
export interface CaseRow extends Omit<KeptVersion, 'body'> {
  readonly body: string | null;
}

/** Throws `store_corrupt`, naming `place` and what is wrong, where the row is not this run's case at this version. */
export function readCaseText(place: string, row: CaseRow): PaymentCase {
  return readKeptCase(place, row).case;
}

/** Beside it what later versions of the case may be kept as differing from. Throws as `readCaseText`. */
export function readKeptCase(
  place: string,
  { body, ...row }: CaseRow,
): { readonly case: PaymentCase; readonly whole: VersionText } {
  const named = `${place}: case ${row.run_id} version ${row.version}`;
  if (body === null) throw new Fault('store_corrupt', `${named} is missing`);
  const { text, whole } = readVersion(place, { ...row, body });
  return { case: parseCase(named, row, text), whole };
}

function parseCase(named: string, row: Pick<CaseRow, 'run_id' | 'version'>, text: string): PaymentCase {
  const value = upgraded(named, parseJson(named, text));
  const checked = storedCaseSchema.safeParse(value);
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  if (checked.data.runId !== row.run_id || checked.data.version !== row.version) {
    throw new Fault('store_corrupt', `${named} says it is ${checked.data.runId} version ${checked.data.version}`);
  }
  // The schema above has checked the frame; the type of what is inside is what this store was given to write.
  return value as unknown as PaymentCase;
}

const ofSomeFormat = z.looseObject({ format: z.int().positive() });

/** Throws `store_corrupt` for a format that this build does not know: a newer one's, or none at all. */
function upgraded(named: string, value: unknown): Record<string, unknown> {
  const framed = ofSomeFormat.safeParse(value);
  if (!framed.success) throw new Fault('store_corrupt', `${named} carries no format number`);
  let { format, ...body }: { format: number } & Record<string, unknown> = framed.data;
  for (; format < caseFormat; format += 1) {
    const upgrade = upgrades[format];
    if (!upgrade) throw new Fault('store_corrupt', `${named} is of format ${format}, which this build cannot read`);
    body = upgradedBy(upgrade, body, `${named}, of format ${format}`);
  }
  if (format > caseFormat)
    throw new Fault('store_corrupt', `${named} is of format ${format}; this build reads up to ${caseFormat}`);
  return body;
}

/** Throws `store_corrupt` for a text that its own format's build cannot have written. */
function upgradedBy(
  upgrade: NonNullable<(typeof upgrades)[number]>,
  body: Record<string, unknown>,
  named: string,
): Record<string, unknown> {
  try {
    return upgrade(body);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new Fault('store_corrupt', `${named}: ${z.prettifyError(error)}`, { cause: error });
  }
}

const falsePositives = z.array(falsePositive);
const people = z.array(person);

/** The column of a case's records. Throws `store_corrupt` with `named` where it is not what this store writes. */
export function readFalsePositives(named: string, text: string | null): readonly FalsePositive[] {
  const checked = falsePositives.safeParse(parseJson(named, text ?? '[]'));
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  return checked.data;
}

/** Throws `store_corrupt` with `named` where the text is not a list of people. */
export function readPeople(named: string, text: string | null): readonly Person[] {
  const checked = people.safeParse(parseJson(named, text ?? '[]'));
  if (!checked.success) throw new Fault('store_corrupt', `${named}: ${z.prettifyError(checked.error)}`);
  return checked.data;
}

/** Throws `store_corrupt` with `named` where the text is not JSON. */
export function parseJson(named: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault('store_corrupt', `${named} is not JSON`, { cause: error });
  }
}
