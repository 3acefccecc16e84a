/** When people are reminded of what waits for them, when somebody else is asked, and how long somebody may say that they look at it. */
import { z } from 'zod';
import { ruleId } from '../table-values';

/** A day: what is asked in the morning is decided or missed by the evening. */
const longestMinutes = 1_440;
const minutes = z.int().nonnegative().max(longestMinutes);

const moments = z
  .array(minutes)
  .readonly()
  .refine((list) => new Set(list).size === list.length, 'names a moment twice');

export const deadlineTable = z
  .strictObject({
    reminders: z
      .strictObject({
        id: ruleId,
        /** Before the binding cutoff; 0 is the cutoff itself. */
        minutes_before_cutoff: moments,
        /** Before the time a role has to answer (roles.yaml) has passed. */
        minutes_before_sla: moments,
        /** Before the cutoff of a payment that is approved and not released; null: nobody is reminded of it. */
        minutes_before_cutoff_to_release: minutes.nullable().default(30),
      })
      .readonly(),
    /** The next role up is asked once the time to answer has passed, and at the latest so long before the cutoff; null: by the time to answer alone. */
    escalation: z.strictObject({ id: ruleId, minutes_before_cutoff: minutes.nullable() }).readonly(),
    /** How long somebody who said that they look at a payment is taken at their word. */
    claim: z.strictObject({ id: ruleId, minutes: minutes.positive() }).readonly(),
  })
  .readonly();

export type DeadlineTable = z.infer<typeof deadlineTable>;
