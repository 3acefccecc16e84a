/** Which of many cases the store is asked for, and what it tells of them without reading what they say. */
import type { CaseStatus } from '../domain/case/machine/states';
import type { PaymentCase } from '../domain/case/payment-case';
import type { WaitingPlace } from '../domain/case/people/waiting-place';
import type { Held } from '../domain/liquidity/held/held-set';

export interface CaseFilter {
  readonly statuses: readonly CaseStatus[];
  readonly limit: number;
  /** The oldest first where left out. */
  readonly order?: 'oldest' | 'newest';
  /** Only those that hold headroom on that UTC day (`2026-01-22`) or later. */
  readonly holdsFrom?: string;
}

/** All of them where no limit is given: an id is small. */
export type RunIdFilter = Omit<CaseFilter, 'limit'> & Partial<Pick<CaseFilter, 'limit'>>;

export type CaseStanding = Pick<PaymentCase, 'runId' | 'version' | 'status'>;

/** A place in people's lists of what waits: a role, or one of those of `waiting-place`. */
export interface WaitingFilter {
  readonly place: string;
  /** Only what that person asked for, or nothing of it, by `submitterKey`. */
  readonly submitter?:
    { readonly is: string; readonly isNot?: never } | { readonly isNot: string; readonly is?: never };
  readonly nowMs: number;
  /** Of each cutoff group, and of what is due and what leaves later. */
  readonly perGroup: number;
}
export type WaitingCase = Pick<WaitingPlace, 'group' | 'leavesAtMs'> & { readonly runId: string };

export interface HeldAsOf {
  readonly held: Held;
  /** The last change of a case up to which all are counted in, by its event; none after it is. */
  readonly asOf: number;
}
