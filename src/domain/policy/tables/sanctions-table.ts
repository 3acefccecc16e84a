/** How old a watch list may be before no data stops being clear. */
import { z } from 'zod';

/** Days since the list's publication; null where the age is not judged. */
const days = z.number().positive().nullable();

export const sanctionsTable = z
  .strictObject({ max_list_age_days: z.strictObject({ production: days, demo: days }).readonly() })
  .readonly();

export type SanctionsTable = z.infer<typeof sanctionsTable>;
