/** How often the desk sends to Teams: what one conversation and what a tenant takes. */
import { z } from 'zod';
import type { PaceLimit } from '../../jobs/pace';

/** Chats that are sent to at once. One that does not answer costs a socket for a quarter of a minute; those that did so last share a few. */
export const chatLanes = { atOnce: 64, slowAtOnce: 16 };

/**
 * Teams takes 7 messages a second, 8 in 2, 60 in 30 and 1,800 an hour in one conversation; answers to people count too. Four at once and
 * then three in two seconds stay below the short ones, and the second bucket below the long one.
 */
export const chatLimits: readonly PaceLimit[] = [
  { burst: 4, perSecond: 1.5 },
  { burst: 900, perSecond: 0.25 },
];

/** As the environment names it. Teams takes 50 requests a second of one bot in a tenant; answers to people count too, and get the rest. */
export const sendLimitVariables = {
  SENDS_PER_SECOND: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,5}$/, 'is not a whole number from 1 to 999999')
    .transform(Number)
    .prefault('35'),
};

export interface SendLimits {
  /** Of one conversation. */
  readonly limits: readonly PaceLimit[];
  /** Of all conversations together. */
  readonly overall: readonly PaceLimit[];
}

export function sendLimits(sendsPerSecond: number): SendLimits {
  return { limits: chatLimits, overall: [{ burst: sendsPerSecond, perSecond: sendsPerSecond }] };
}
