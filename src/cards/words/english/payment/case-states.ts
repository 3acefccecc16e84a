/** The states of a case, in English: alone, and as the end of a sentence about the payment. */
import type { CaseStatus } from '../../../../domain/case/machine/states';

export const englishCaseStates = {
  name: {
    under_review: 'under review',
    held: 'held',
    compliance_review: 'under compliance review',
    awaiting_approval: 'waiting for approval',
    approved: 'approved',
    released: 'released',
    short: 'booked short',
    settled: 'settled',
    returned: 'returned by the bank',
    withdrawn: 'withdrawn',
    rejected: 'rejected',
    expired: 'cutoff missed',
  } satisfies Record<CaseStatus, string> as Readonly<Record<CaseStatus, string>>,
  /** `TXN-002 waits for approval`. */
  said: {
    under_review: (id) => `${id} is under review`,
    held: (id) => `${id} is held`,
    compliance_review: (id) => `${id} is under compliance review`,
    awaiting_approval: (id) => `${id} waits for approval`,
    approved: (id) => `${id} is approved`,
    released: (id) => `${id} is released`,
    short: (id) => `${id} was booked short by the bank`,
    settled: (id) => `${id} is settled`,
    returned: (id) => `${id} was returned by the bank`,
    withdrawn: (id) => `${id} was withdrawn`,
    rejected: (id) => `${id} was rejected`,
    expired: (id) => `${id} missed its cutoff`,
  } satisfies Record<CaseStatus, (id: string) => string> as Readonly<Record<CaseStatus, (id: string) => string>>,
};
