/** Holds a camt message's own totals, TxsSummry, against its entries: a wrong one means that an entry was lost or changed on the way. */
import { decimal, zero, type Decimal } from '../../../domain/values/money';
import { badStatement, maxNumberLength, quoted } from '../values';
import { child, textAt, type XmlNode } from '../xml';

/**
 * Throws `ledger_unreadable` with the line of the total. Banks differ in whether expected entries count: either sum will do. Nothing
 * is held against a sum over several currencies, which has none.
 */
export function checkCamtTotals(item: XmlNode, entries: readonly XmlNode[]): void {
  const summary = child(item, 'TxsSummry');
  const currencies = new Set(entries.map((entry) => child(entry, 'Amt')?.attributes['Ccy'] ?? ''));
  if (!summary || currencies.size > 1) return;
  for (const [name, mark] of [
    ['TtlCdtNtries', 'CRDT'],
    ['TtlDbtNtries', 'DBIT'],
  ] as const) {
    const total = child(summary, name);
    const stated = total && textAt(total, 'Sum');
    if (!total || stated === null) continue;
    const own = entries.filter((entry) => textAt(entry, 'CdtDbtInd') === mark);
    const sums = [own, own.filter(isBooked)].map(sumOf);
    if (!sums.some((sum) => isAmount(stated) && sum.eq(decimal(stated))))
      badStatement(total.line, `${name} says ${quoted(stated)}; its entries add up to ${sums[0]?.toFixed() ?? '0'}`);
  }
}

function isAmount(text: string): boolean {
  return text.length <= maxNumberLength && /^\d+(\.\d*)?$/.test(text);
}

function isBooked(entry: XmlNode): boolean {
  return (textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts') ?? 'BOOK') === 'BOOK';
}

/** What is no amount is refused where the entry is read. */
function sumOf(entries: readonly XmlNode[]): Decimal {
  return entries.reduce((sum, entry) => {
    const amount = textAt(entry, 'Amt') ?? '';
    return isAmount(amount) ? sum.plus(decimal(amount)) : sum;
  }, zero);
}
