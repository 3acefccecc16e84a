/** One payment a file can say, from the demo's own accounts, and what a test changes about it. */
import { readFileSync } from 'node:fs';
import { instructionOf, type Instructed, type Instruction } from '../../../src/domain/payment-file/instruction';
import { ownAccountsSchema, type OwnAccounts } from '../../../src/domain/payment-file/own-accounts';
import type { Channel, PaymentRequest } from '../../../src/domain/payment/payment-request';
import { readYaml } from '../../../src/domain/values/yaml-document';

export function demoAccounts(): OwnAccounts {
  const file = 'demo/own-accounts.yaml';
  const read = readYaml(file, readFileSync(file, 'utf8'), ownAccountsSchema);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join(' '));
  return read.document.value;
}

export const payable: PaymentRequest = {
  payment_id: 'PAY-1',
  beneficiary_name: 'ACME Corp',
  amount: 50_000,
  currency: 'USD',
  account_id: 'ACC-BAN-002',
  entity: 'BankSubsidiary_TR',
  payment_type: 'SWIFT',
  timestamp_utc: '2026-01-22T10:30:00Z',
  originator: 'treasury-ops@bank.local',
  beneficiary_account: '000123456789',
  beneficiary_bank_code: '021000021',
  beneficiary_country: 'US',
  beneficiary_street: 'Main Street',
  beneficiary_building: '12',
  beneficiary_postcode: '10001',
  beneficiary_town: 'New York',
  purpose: 'Invoice 4711',
};

const own = demoAccounts();

/** A field that is given as undefined is left out. */
export type Over = { readonly [Field in keyof PaymentRequest]?: PaymentRequest[Field] | undefined };

export function instruct(over: Over = {}, channel: Channel = 'SWIFT'): Instructed {
  const stated = Object.entries({ ...payable, ...over }).filter(([, value]) => value !== undefined);
  const payment = Object.fromEntries(stated) as unknown as PaymentRequest;
  return instructionOf({ payment, channel, endToEndId: payment.payment_id, own });
}

/** Throws where it cannot be said. */
export function instruction(over: Over = {}, channel: Channel = 'SWIFT'): Instruction {
  const made = instruct(over, channel);
  if (!made.ok) throw new Error(made.why.join(', '));
  return made.instruction;
}

/** In euro within SEPA: name, address and IBAN are enough. */
export const inEuro: Over = {
  currency: 'EUR',
  account_id: 'ACC-BAN-020',
  payment_type: 'SEPA',
  beneficiary_name: 'Müller & Söhne GmbH',
  beneficiary_account: 'DE89370400440532013000',
  beneficiary_bank_code: undefined,
  beneficiary_country: 'DE',
  beneficiary_town: 'Köln',
  beneficiary_postcode: '50667',
};
