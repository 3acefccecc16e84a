/** Who may see and ask: one row for each act, with the kinds of people it lets in. */
import { z } from 'zod';
import { ruleId, words } from '../table-values';

export const accessActs = [
  'submit_payment',
  'read_payment',
  'read_worklist',
  'read_liquidity',
  'screen_name',
  'ask_question',
  'read_service',
] as const;
export type AccessAct = (typeof accessActs)[number];

export const audiences = ['role_holder', 'listed', 'party', 'unlisted'] as const;
export type Audience = (typeof audiences)[number];

/** Where somebody whose name is only their own word may be let in: reading what is the treasury's is not theirs. */
const openToUnlisted: readonly AccessAct[] = ['submit_payment', 'ask_question'];
/** Where there is a payment to be party to. */
const withPayment: readonly AccessAct[] = ['read_payment', 'read_worklist'];

const accessRule = z
  .strictObject({
    id: ruleId,
    act: z.enum(accessActs),
    /** Empty lets nobody in. */
    let_in: z.array(z.enum(audiences)).readonly(),
    /** What a refused person reads. */
    refusal: words,
  })
  .refine(({ act, let_in: letIn }) => !letIn.includes('unlisted') || openToUnlisted.includes(act), {
    path: ['let_in'],
    message: `unlisted people can be let in to ${openToUnlisted.join(' and ')} alone`,
  })
  .refine(({ act, let_in: letIn }) => !letIn.includes('party') || withPayment.includes(act), {
    path: ['let_in'],
    message: `there is a party to ${withPayment.join(' and ')} alone`,
  })
  .readonly();

export const accessTable = z
  .strictObject({ acts: z.array(accessRule).readonly() })
  .superRefine(({ acts }, context) => {
    for (const act of accessActs) {
      const count = acts.filter((rule) => rule.act === act).length;
      if (count !== 1)
        context.addIssue({ code: 'custom', path: ['acts'], message: `${act} needs one row, and has ${count}` });
    }
  })
  .readonly();

export type AccessTable = z.infer<typeof accessTable>;
