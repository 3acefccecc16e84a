/** How old a watch list may be before no data stops being clear. */
import { z } from 'zod';

/** Days since the list's publication; null where the age is not judged. */
const days = z.number().positive().nullable();

export const sanctionsTable = z
  .strictObject({
    max_list_age_days: z.strictObject({ production: days, demo: days }).readonly(),
    /** Names that alone point at one party for everybody, though a list has them only as part of a longer one. */
    always_escalate_names: z.array(z.string().min(3).max(60)).readonly().optional(),
  })
  .readonly();

export type SanctionsTable = z.infer<typeof sanctionsTable>;
