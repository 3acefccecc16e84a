/** The treasury's policy in force: every table its owners keep, and the fingerprint a run is pinned to. */
import type { ApprovalTable } from './approval-table';
import type { CalendarTable } from './calendar-table';
import type { CutoffTable } from './cutoff-table';
import type { DecisionTable } from './decision-table';
import type { LiquidityTable } from './liquidity-table';
import type { ProcedureTable } from './procedure-table';
import type { RailTable } from './rail-table';
import type { RateTable } from './rate-table';
import type { Reason } from './reason-table';
import type { Role } from './role-table';
import type { SanctionsTable } from './sanctions-table';
import type { SegregationTable } from './segregation-table';

/** As the tables' files say it, in their own snake case words; complete and free of contradictions once read. */
export interface Policy {
  /** SHA-256 of the tables' values: comments and layout do not change it. */
  readonly fingerprint: string;
  readonly roles: readonly Role[];
  readonly decisions: DecisionTable;
  readonly approvals: ApprovalTable;
  readonly segregation: SegregationTable;
  readonly cutoffs: CutoffTable;
  readonly rails: RailTable;
  readonly calendars: CalendarTable;
  readonly rates: RateTable;
  readonly sanctions: SanctionsTable;
  readonly liquidity: LiquidityTable;
  readonly procedures: ProcedureTable;
  readonly reasons: readonly Reason[];
}
