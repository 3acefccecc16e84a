/** Writes a ledger folder with as many queued payments as a bench needs, each of which passes every gate. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const account = { entity: 'BankSubsidiary_TR', id: 'ACC-BENCH-001', currency: 'USD' };

export function paymentIdOf(number: number): string {
  return `BENCH-${String(number).padStart(6, '0')}`;
}

/** Payments BENCH-000000 and on, 50,000 USD each as TXN-002, on an account that can pay them all. Each has a payee of its own: one payee's would together be above their tier, and every approval asked why. */
export function writeBenchLedger(folder: string, payments: number): void {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, lines: readonly string[]) => {
    writeFileSync(path.join(folder, file), `${lines.join('\n')}\n`);
  };
  write('starting_balances.csv', [
    'entity,account_id,currency,start_of_day_balance',
    `${account.entity},${account.id},${account.currency},${4_000_000 + payments * 50_000}.00`,
  ]);
  write('buffers.json', [
    JSON.stringify([
      { entity: account.entity, currency: account.currency, min_buffer: 2_000_000, cutoff_time_utc: '15:00' },
    ]),
  ]);
  // Data of unknown age would be held for manual review.
  write('as_of.json', [JSON.stringify({ as_of: '2026-01-22T10:20:00Z' })]);
  write('ledger_today.csv', [
    'txn_id,timestamp_utc,entity,account_id,beneficiary_name,payment_type,amount,direction,currency,status,alert_flag,channel',
    ...Array.from({ length: payments }, (_, number) =>
      [paymentIdOf(number), '2026-01-22 11:00:00', account.entity, account.id, `ACME Corp ${number}`].concat(
        'SWIFT,50000.00,OUT,USD,QUEUED,,SWIFT',
      ),
    ).map((cells) => cells.join(',')),
  ]);
}
