/** What one unit of a currency is worth in USD, as recorded, for choosing approval tiers. */
import { z } from 'zod';
import { parseUtc } from '../../values/time';
import { currencyCode, ruleId } from './table-values';

export const rateTable = z
  .strictObject({
    id: ruleId,
    as_of: z.string().refine((text) => parseUtc(text) !== null, 'is not an instant like 2026-01-21T16:00:00Z'),
    /** A rate older than this counts as missing; null never ages. */
    max_age_days: z.number().positive().nullable(),
    usd_per_unit: z.record(currencyCode, z.number().positive()).readonly(),
  })
  .readonly();

export type RateTable = z.infer<typeof rateTable>;
