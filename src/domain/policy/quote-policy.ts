/** What a runbook quotes of the policy: `tier-50k.up_to_usd` is said as 50,000, so that no figure is kept in two places. */
import { listInWords } from '../values/text/list-in-words';
import { decimal, formatAmount } from '../values/money';
import type { Policy } from './policy';

type Node = Readonly<Record<string, unknown>>;

/**
 * A reference is a rule's id (`tier-50k`), a role's name with dashes (`treasury-manager`) or a table of the policy
 * (`sanctions`), and then the fields down to the value, each behind a dot. A value that has no words of its own gives null, like one that is not there.
 */
export function quotePolicyOf(policy: Policy): (reference: string) => string | null {
  const named = new Map<string, Node>();
  for (const [table, value] of Object.entries(policy)) if (isNode(value)) named.set(table, value);
  for (const role of policy.roles) named.set(role.name.toLowerCase().replaceAll(' ', '-'), { ...role });
  collectRules(policy, named);
  return (reference) => {
    const [name = '', ...fields] = reference.split('.');
    let holder = named.get(name);
    for (const field of fields.slice(0, -1)) {
      const below = holder?.[field];
      holder = isNode(below) ? below : undefined;
    }
    const last = fields.at(-1);
    return holder === undefined || last === undefined ? null : inWords(fields, holder[last], holder);
  };
}

function collectRules(value: unknown, into: Map<string, Node>): void {
  if (Array.isArray(value)) for (const item of value) collectRules(item, into);
  else if (isNode(value)) {
    if (typeof value['id'] === 'string') into.set(value['id'], value);
    for (const below of Object.values(value)) collectRules(below, into);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields are named for their unit, so their names say how the value reads. */
const unitOf: readonly (readonly [ending: RegExp, unit: string])[] = [
  [/(^|_)years$/, 'years'],
  [/_business_days$/, 'business days'],
  [/_days$/, 'days'],
  [/(^|_)hours$/, 'hours'],
  [/(^|_)minutes$/, 'minutes'],
];

function inWords(fields: readonly string[], value: unknown, { currency, minimum, limit }: Node): string | null {
  if (Array.isArray(value)) return listed(value.map((item: unknown) => (isNode(item) ? item['role'] : item)));
  if (typeof value === 'string')
    return typeof currency === 'string' && (value === minimum || value === limit)
      ? formatAmount(decimal(value), currency)
      : value;
  return typeof value === 'number' ? measured(fields, value) : null;
}

function measured(fields: readonly string[], value: number): string {
  if (fields.at(-1)?.endsWith('_usd')) return formatAmount(decimal(value), 'USD');
  if (fields.at(-1)?.endsWith('_percent')) return `${value} %`;
  // The unit may stand above the value: max_list_age_days.production.
  const unit = unitOf.find(([ending]) => fields.some((field) => ending.test(field)))?.[1];
  if (unit === 'minutes' && value >= 60 && value % 60 === 0) return counted(value / 60, 'hours');
  return unit === undefined ? String(value) : counted(value, unit);
}

function counted(count: number, unit: string): string {
  return `${count} ${count === 1 ? unit.replace(/s$/, '') : unit}`;
}

function listed(items: readonly unknown[]): string | null {
  const said = items.filter((item) => typeof item === 'string');
  return said.length === 0 || said.length < items.length ? null : listInWords(said, 'and');
}
