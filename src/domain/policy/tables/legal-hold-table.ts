/** Records that must not go, however old they are: what a court, a regulator or counsel asked to be kept. */
import { z } from 'zod';
import { calendarDate, ruleId, wordList, words } from './table-values';

const legalHold = z
  .strictObject({
    id: ruleId,
    /** Who asked for it and where that is filed. */
    reason: words,
    placed_on: calendarDate,
    /** Left out while it stands. It keeps nothing from that day on. */
    lifted_on: calendarDate.optional(),
    /** What it keeps: a payment that fits every line which is given. */
    payments: wordList.optional(),
    beneficiaries: wordList.optional(),
    entities: wordList.optional(),
    asked_from: calendarDate.optional(),
    asked_to: calendarDate.optional(),
  })
  .readonly()
  .refine(
    ({ payments, beneficiaries, entities, asked_from: from }) =>
      (payments ?? beneficiaries ?? entities ?? from) !== undefined,
    'says nothing of what it keeps: payments, beneficiaries, entities or asked_from',
  )
  .refine(({ asked_from: from, asked_to: to }) => from === undefined || to === undefined || from <= to, {
    path: ['asked_to'],
    message: 'is before asked_from',
  })
  .refine(({ placed_on: placed, lifted_on: lifted }) => lifted === undefined || placed <= lifted, {
    path: ['lifted_on'],
    message: 'is before placed_on',
  });

export const legalHoldTable = z.strictObject({ holds: z.array(legalHold).readonly() }).readonly();

export type LegalHold = z.infer<typeof legalHold>;
export type LegalHoldTable = z.infer<typeof legalHoldTable>;
