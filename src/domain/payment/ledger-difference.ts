/** What the ledger has otherwise than it is asked for: the fields people correct. */
import { z } from 'zod';

/** Amounts are exact decimal text; everything else is as each of the two writes it. */
export const ledgerDifferenceSchema = z.strictObject({
  field: z.enum(['beneficiary_name', 'amount', 'currency', 'account_id', 'entity']),
  asked: z.string(),
  ledger: z.string(),
});
export type LedgerDifference = z.infer<typeof ledgerDifferenceSchema>;
