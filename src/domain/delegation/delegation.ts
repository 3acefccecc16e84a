/** A role that somebody lets another person answer in, for some days and up to an amount: in writing, accepted, and ended by either. */
import { z } from 'zod';
import { Fault } from '../values/errors';
import type { JsonObject } from '../values/json';
import type { Person } from '../values/person';

const delegationStates = ['offered', 'accepted', 'declined', 'ended'] as const;
/** absence: a substitute for somebody who is out of office; a delegation like any other. */
export const delegationKinds = ['delegation', 'absence'] as const;
export type DelegationKind = (typeof delegationKinds)[number];

const person = z.looseObject({
  tenantId: z.string(),
  objectId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  personaOf: z.string().optional(),
});

const delegationSchema = z.strictObject({
  kind: z.enum(delegationKinds),
  status: z.enum(delegationStates),
  role: z.string(),
  from: person,
  to: person,
  /** ISO days, UTC; both count. */
  firstDay: z.string(),
  lastDay: z.string(),
  /** In USD equivalent; null: as far as the role goes. */
  upToUsd: z.number().nullable(),
  reason: z.string(),
  givenAt: z.string(),
  /** The form it was given with: sent twice it is one. */
  formId: z.string(),
  /** Left out while nobody has answered it. */
  answeredAt: z.string().optional(),
  /** By whom it came to its end, and what they said: declined, or ended by either of the two. Left out while neither did. */
  ended: z.strictObject({ by: person, at: z.string(), reason: z.string().nullable() }).optional(),
});

export interface Delegation extends Readonly<Omit<z.infer<typeof delegationSchema>, 'from' | 'to' | 'ended'>> {
  /** `DLG-20260122102500-a1b2c3`. */
  readonly reference: string;
  /** 1 as given, one more with every change. */
  readonly version: number;
  readonly from: Person;
  readonly to: Person;
  readonly ended?: { readonly by: Person; readonly at: string; readonly reason: string | null } | undefined;
}

/** As the store keeps it, under its reference and version. */
export function delegationBody({ reference: _reference, version: _version, ...body }: Delegation): JsonObject {
  return body as unknown as JsonObject;
}

/** Throws `store_corrupt` where the body is no delegation of ours. */
export function readDelegation(stored: {
  readonly id: string;
  readonly version: number;
  readonly body: JsonObject;
}): Delegation {
  const read = delegationSchema.safeParse(stored.body);
  if (!read.success)
    throw new Fault(
      'store_corrupt',
      `delegation ${stored.id} version ${stored.version}: ${z.prettifyError(read.error)}`,
    );
  return { ...read.data, reference: stored.id, version: stored.version } as Delegation;
}

/** What is offered or accepted and not over: the days it is for are not past. */
export function isOpen({ status, lastDay }: Delegation, today: string): boolean {
  return (status === 'offered' || status === 'accepted') && lastDay >= today;
}
