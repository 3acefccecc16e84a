/** Payment rails: when they close in their own zone, and which payment goes by which. */
import { z } from 'zod';
import { channels, paymentTypes } from '../../../payment/payment-request';
import { currencyCode, ruleId, timeOfDay, timeZone, words } from '../table-values';

const rail = z
  .strictObject({
    id: ruleId,
    name: words,
    zone: timeZone,
    calendar: ruleId,
    /** Local time in the rail's zone. */
    closes: timeOfDay,
    half_day_closes: timeOfDay.optional(),
  })
  .readonly();

export const railTable = z
  .strictObject({
    rails: z.array(rail).min(1).readonly(),
    routes: z
      .array(
        z
          .strictObject({
            id: ruleId,
            currency: currencyCode,
            channels: z.array(z.enum(channels)).min(1).readonly(),
            rail: ruleId,
          })
          .readonly(),
      )
      .readonly(),
    /** The channel of a payment that names none, by its type. */
    default_channels: z.record(z.enum(paymentTypes), z.enum(channels)).readonly(),
  })
  .readonly();

export type Rail = z.infer<typeof rail>;
export type RailTable = z.infer<typeof railTable>;
