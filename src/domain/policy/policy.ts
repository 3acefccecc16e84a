/** The treasury's policy in force: every table its owners keep, and the fingerprint a run is pinned to. */
import type { AccessTable } from './tables/people/access-table';
import type { ApprovalTable } from './tables/people/approval-table';
import type { CalendarTable } from './tables/time/calendar-table';
import type { CutoffTable } from './tables/time/cutoff-table';
import type { DeadlineTable } from './tables/time/deadline-table';
import type { DecisionTable } from './tables/decision-table';
import type { LegalHoldTable } from './tables/legal-hold-table';
import type { LiquidityTable } from './tables/liquidity-table';
import type { ProcedureTable } from './tables/procedure-table';
import type { RailTable } from './tables/time/rail-table';
import type { RateTable } from './tables/rate-table';
import type { Reason } from './tables/reason-table';
import type { Right } from './tables/people/rights-table';
import type { Role } from './tables/people/role-table';
import type { SanctionsTable } from './tables/sanctions-table';
import type { UnusualTable } from './tables/unusual-table';
import type { SegregationTable } from './tables/people/segregation-table';

/** As the tables' files say it, in their own snake case words; complete and free of contradictions once read. */
export interface Policy {
  /** SHA-256 of the values of the tables a payment is decided by, all but `access`, `deadlines` and `legalHolds`: comments and layout do not change it. */
  readonly fingerprint: string;
  readonly roles: readonly Role[];
  readonly decisions: DecisionTable;
  readonly approvals: ApprovalTable;
  readonly segregation: SegregationTable;
  readonly rights: readonly Right[];
  readonly cutoffs: CutoffTable;
  readonly rails: RailTable;
  readonly calendars: CalendarTable;
  readonly rates: RateTable;
  readonly sanctions: SanctionsTable;
  readonly liquidity: LiquidityTable;
  /** What is unusual about a payment, and what follows; left out where no check is made. */
  readonly unusual?: UnusualTable;
  readonly procedures: ProcedureTable;
  readonly reasons: readonly Reason[];
  /** Who may see and ask, always by the policy in force: no run is pinned to it. */
  readonly access: AccessTable;
  /** When people are reminded and who is asked next, always by the policy in force too. */
  readonly deadlines: DeadlineTable;
  /** What must be kept longer than its time, always by the policy in force. */
  readonly legalHolds: LegalHoldTable;
}
