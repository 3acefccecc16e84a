/** Who pays, as banks have it: legal names, addresses and account numbers of our own, and how each channel's payments are marked. */
import { isValidBIC, isValidIBAN } from 'ibantools';
import { z } from 'zod';
import { channels, type Channel } from '../payment/payment-request';
import { paymentText } from './payment-text';

const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max, `is longer than ${max} characters`)
    .refine((text) => paymentText(text) === text, 'has letters that banks do not take in a payment file');
const code = (max: number) => z.string().regex(new RegExp(`^[A-Z0-9]{1,${max}}$`), 'is not a code');

/** Its parts, as ISO 20022 has room for them. */
const address = z
  .strictObject({
    street: words(70).optional(),
    building: words(16).optional(),
    postcode: words(16).optional(),
    town: words(35),
    country: z.string().regex(/^[A-Z]{2}$/, 'is not an ISO 3166 code like TR'),
  })
  .readonly();

const account = z
  .strictObject({
    account_id: z.string().min(1),
    /** Left out where the account has one number whatever its currency. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'is not a currency code')
      .optional(),
    entity: z.string().min(1),
    iban: z
      .string()
      .refine((iban) => isValidIBAN(iban), 'is not a valid IBAN')
      .optional(),
    number: z
      .string()
      .regex(/^[A-Z0-9]{3,34}$/, 'is not an account number')
      .optional(),
    bic: z.string().refine((bic) => isValidBIC(bic), 'is not a valid BIC'),
  })
  .refine(({ iban, number }) => (iban === undefined) !== (number === undefined), {
    message: 'needs iban or number, and not both',
  })
  .readonly();

/** ISO 20022 ChargeBearerType1Code. */
const chargeBearers = ['DEBT', 'CRED', 'SHAR', 'SLEV'] as const;

const marks = z
  .strictObject({
    /** ISO 20022 external code: SEPA, URGP, NURG. */
    service_level: code(4),
    charge_bearer: z.enum(chargeBearers),
    /** ISO 20022 external code: INTC for money within a group. */
    category_purpose: code(4).optional(),
    /** Left out where it takes any currency. */
    currencies: z.array(z.string()).readonly().optional(),
    /** Whether the payee's account has to be an IBAN. */
    iban_only: z.boolean().default(false),
  })
  .readonly();

export const ownAccountsSchema = z
  .strictObject({
    /** Who sends the files. */
    initiating_party: words(70),
    entities: z
      .array(z.strictObject({ entity: z.string().min(1), name: words(70), address }).readonly())
      .min(1)
      .readonly(),
    accounts: z.array(account).min(1).readonly(),
    /** A channel that is not named sends no files. */
    channels: z.partialRecord(z.enum(channels), marks).readonly(),
  })
  .superRefine(({ entities, accounts }, context) => {
    const places = accounts.map(({ account_id: id, currency = '' }) => `${id} ${currency}`.trim());
    for (const [at, { entity }] of accounts.entries()) {
      if (!entities.some((known) => known.entity === entity))
        context.addIssue({ code: 'custom', path: ['accounts', at, 'entity'], message: `names no entity of this file` });
      if (places.indexOf(places[at] ?? '') !== at)
        context.addIssue({ code: 'custom', path: ['accounts', at], message: `has ${places[at] ?? ''} a second time` });
    }
    for (const [at, { entity }] of entities.entries())
      if (entities.findIndex((known) => known.entity === entity) !== at)
        context.addIssue({ code: 'custom', path: ['entities', at], message: `has ${entity} a second time` });
  })
  .readonly();

export type OwnAccounts = z.infer<typeof ownAccountsSchema>;
export type FileAddress = z.infer<typeof address>;
export type ChannelMarks = z.infer<typeof marks>;

/** Who pays from an account, as the file names it. */
export interface Debtor {
  readonly name: string;
  readonly address: FileAddress;
  readonly account: FileAccount;
  readonly bic: string;
}

/** An account as a file names it. */
export type FileAccount = { readonly iban: string } | { readonly number: string };

/** Null where the account is not in the file. */
export function debtorOf(
  own: OwnAccounts,
  { accountId, currency }: { readonly accountId: string; readonly currency: string },
): Debtor | null {
  const held = own.accounts.filter(({ account_id: id }) => id === accountId);
  const found = held.find((one) => one.currency === currency) ?? held.find((one) => one.currency === undefined);
  const entity = found && own.entities.find((one) => one.entity === found.entity);
  if (!found || !entity) return null;
  const { iban, number = '', bic } = found;
  return { name: entity.name, address: entity.address, account: iban === undefined ? { number } : { iban }, bic };
}

export function marksOf(own: OwnAccounts, channel: Channel): ChannelMarks | null {
  return own.channels[channel] ?? null;
}
