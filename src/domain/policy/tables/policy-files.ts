/** Which files a policy folder has, and the table each one holds. */
import { accessTable } from './people/access-table';
import { approvalTable } from './people/approval-table';
import { calendarTable } from './time/calendar-table';
import { cutoffTable } from './time/cutoff-table';
import { deadlineTable } from './time/deadline-table';
import { decisionTable } from './decision-table';
import { legalHoldTable } from './legal-hold-table';
import { liquidityTable } from './liquidity-table';
import { procedureTable } from './procedure-table';
import { railTable } from './time/rail-table';
import { rateTable } from './rate-table';
import { reasonTable } from './reason-table';
import { rightsTable } from './people/rights-table';
import { roleTable } from './people/role-table';
import { sanctionsTable } from './sanctions-table';
import { unusualTable } from './unusual-table';
import { segregationTable } from './people/segregation-table';

export const policyFiles = {
  'roles.yaml': roleTable,
  'decision-matrix.yaml': decisionTable,
  'approval-matrix.yaml': approvalTable,
  'segregation-of-duties.yaml': segregationTable,
  'rights.yaml': rightsTable,
  'cutoffs.yaml': cutoffTable,
  'rails.yaml': railTable,
  'calendars.yaml': calendarTable,
  'fx-rates.yaml': rateTable,
  'sanctions.yaml': sanctionsTable,
  'liquidity.yaml': liquidityTable,
  'procedures.yaml': procedureTable,
  'reason-codes.yaml': reasonTable,
  'access.yaml': accessTable,
  'deadlines.yaml': deadlineTable,
  'unusual.yaml': unusualTable,
  'legal-holds.yaml': legalHoldTable,
} as const;
export type PolicyFile = keyof typeof policyFiles;
export const policyFileNames = Object.keys(policyFiles) as readonly PolicyFile[];
