/** What an agent reads out of a pasted text: for each field the words it stands in, as they stand there. Never a value of the agent's own making. */
import { z } from 'zod';

const quote = z.string().max(400).nullable();

/** Every field is there; null where the text does not say it. */
export const quotesSchema = z.strictObject({
  /** Whether the text asks for one payment at all. */
  is_request: z.boolean(),
  beneficiary_name: quote,
  amount: quote,
  currency: quote,
  account_id: quote,
  beneficiary_account: quote,
  beneficiary_bic: quote,
  beneficiary_bank_code: quote,
  payment_type: quote,
  value_date: quote,
  purpose: quote,
});

export type Quotes = z.infer<typeof quotesSchema>;
export type QuotedField = Exclude<keyof Quotes, 'is_request'>;

export const quotedFields = Object.keys(quotesSchema.shape).filter(
  (field): field is QuotedField => field !== 'is_request',
);
