/** Puts the pages of a statement together, in whatever order and files they came, and says which are missing. */
import { utcDay } from '../../values/time';
import type { Statement, StatementPage } from './statement';

export interface WaitingPages {
  readonly account: string;
  readonly currency: string | null;
  readonly pages: readonly Statement[];
  /** `a page is missing between 7/1 and 7/3`. */
  readonly why: string;
  /** The pages on both sides of the missing one are here: whoever brought them lost one. */
  readonly hasGap: boolean;
}

type Paged = Statement & { readonly page: StatementPage };

/** A statement on one page is whole as it is. */
export function assemblePages(statements: readonly Statement[]): {
  readonly whole: readonly Statement[];
  readonly waiting: readonly WaitingPages[];
} {
  const whole: Statement[] = [];
  const waiting: WaitingPages[] = [];
  const groups = new Map<string, Paged[]>();
  for (const statement of statements) {
    if (!isPaged(statement)) whole.push(statement);
    else groups.set(groupOf(statement), [...(groups.get(groupOf(statement)) ?? []), statement]);
  }
  for (const group of groups.values()) {
    const pages = distinct([...group].sort((one, other) => one.page.page - other.page.page));
    const missing = missingFrom(pages);
    if (missing === null) whole.push(joined(pages));
    else waiting.push({ account: group[0]?.account ?? '', currency: group[0]?.currency ?? null, pages, ...missing });
  }
  return { whole, waiting };
}

function isPaged(statement: Statement): statement is Paged {
  return statement.page !== undefined && !(statement.page.isFirst && statement.page.isLast);
}

/** Numbers begin again every year, and with some banks every day. */
function groupOf({ format, account, currency, asOfMs, page }: Paged): string {
  return [format, account, currency ?? '', page.number, utcDay(asOfMs)].join('\n');
}

function distinct(pages: readonly Paged[]): Paged[] {
  return pages.filter(({ page }, index) => pages[index - 1]?.page.page !== page.page);
}

function missingFrom(pages: readonly Paged[]): { why: string; hasGap: boolean } | null {
  const name = ({ page: { number, page } }: Paged): string => `${number}/${page}`;
  for (const [index, next] of pages.entries()) {
    const before = pages[index - 1];
    if (!before) continue;
    if (next.page.page !== before.page.page + 1)
      return { why: `a page is missing between ${name(before)} and ${name(next)}`, hasGap: true };
    const [ended, goesOn] = [before.page.to, next.page.from];
    if (ended && goesOn && !ended.eq(goesOn))
      return {
        why: `page ${name(next)} goes on from ${goesOn.toFixed()}; ${name(before)} ended with ${ended.toFixed()}`,
        hasGap: true,
      };
  }
  const [first, last] = [pages[0], pages.at(-1)];
  if (first && !first.page.isFirst) return { why: `the pages before ${name(first)} are missing`, hasGap: false };
  if (last && !last.page.isLast) return { why: `further pages are missing after ${name(last)}`, hasGap: false };
  return null;
}

function joined(pages: readonly Paged[]): Statement {
  const [first, last] = [pages[0], pages.at(-1)];
  if (!first || !last) throw new RangeError('no pages');
  const { page: _page, ...rest } = first;
  return {
    ...rest,
    asOfMs: Math.max(...pages.map(({ asOfMs }) => asOfMs)),
    closing: pages.reduce<Statement['closing']>((closing, one) => one.closing ?? closing, null),
    opening: pages.reduce<Statement['opening']>((opening, one) => opening ?? one.opening, null),
    interim: last.interim,
    entries: pages.flatMap(({ entries }) => entries),
  };
}
