/** The values policy tables are written in: times of day, dates, zones, ids, currencies, roles. */
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { currencyExponent } from '../../values/money';
import { isCalendarDay } from '../../values/time';
import { grants } from '../approvals/grants';

/** Rule ids are cited on cards and in the audit trail, so they are short, stable words. */
export const ruleId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not an id like tier-50k');

export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time like 15:00');

export const calendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a date like 2026-01-19')
  .refine(isCalendarDay, 'is not a real date');

export const timeZone = z
  .string()
  .refine((zone) => IANAZone.isValidZone(zone), 'is not a time zone like Europe/Istanbul');

export const currencyCode = z.string().refine((code) => currencyExponent(code) !== null, 'is not an ISO 4217 currency');

export const words = z.string().trim().min(1, 'is empty').max(300, 'is longer than 300 characters');

export const wordList = z.array(words).readonly();

/** A role that must act, and what it grants beyond a plain approval. */
export const namedRole = z
  .strictObject({
    role: words,
    grants: z.enum(grants).optional(),
    /** How many people of the role, each for themselves; one where it is left out. */
    people: z.int().min(1).max(9).optional(),
    /** Asked once every lower stage is done; 1 where it is left out. */
    stage: z.int().min(1).max(9).optional(),
  })
  .readonly();
export type NamedRole = z.infer<typeof namedRole>;
