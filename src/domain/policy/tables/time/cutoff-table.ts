/** Until when a payment may still go today: the treasury's own cutoffs, the banks', and the grace for emergencies. */
import { z } from 'zod';
import { channels, paymentTypes } from '../../../payment/payment-request';
import { currencyCode, ruleId, timeOfDay, timeZone, words } from '../table-values';

const minutesOfDay = 1_440;
const what = { id: ruleId, entity: words, currency: currencyCode, channel: z.enum(channels) };

export const cutoffTable = z
  .strictObject({
    /** Taken off whichever cutoff binds. */
    lead_time_minutes: z.int().nonnegative().lt(minutesOfDay, 'takes the whole day, so every payment would be late'),
    grace: z
      .strictObject({
        id: ruleId,
        minutes: z.int().nonnegative(),
        payment_types: z.array(z.enum(paymentTypes)).readonly(),
        /** The approval matrix must ask at least this role of every type with grace; checked when the policy is read. */
        at_least: words,
      })
      .readonly(),
    internal: z.array(z.strictObject({ ...what, at_utc: timeOfDay }).readonly()).readonly(),
    bank: z.array(z.strictObject({ ...what, at: timeOfDay, zone: timeZone }).readonly()).readonly(),
    /** What an entity does not pay at all, so that a missing cutoff is a decision and not an oversight. */
    not_offered: z.array(z.strictObject(what).readonly()).readonly().optional(),
  })
  .readonly();

export type CutoffTable = z.infer<typeof cutoffTable>;
