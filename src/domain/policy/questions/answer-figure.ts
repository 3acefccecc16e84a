/** Questions a row of a policy table answers exactly: reason codes, buffers, severity limits, times to answer, delegation, retention. */
import { decimal, formatAmount } from '../../values/money';
import type { Policy } from '../policy';
import type { Fields } from '../../sentences/reading';
import type { Role } from '../tables/role-table';

/** `rule_ids` are those of the rows; rows of roles have none, so their table is named. */
export interface FigureAnswer {
  readonly text: string;
  readonly rule_ids: readonly string[];
}

const rolesTable = 'roles.yaml';

type Reader = (policy: Policy, question: string, fields: Fields) => FigureAnswer | null;

/** The first that knows: "how long" alone is asked of records, of delegations and of answers. */
const readers: readonly Reader[] = [reasonCode, retention, delegation, timeToAnswer, buffers, severityLimits];

/** Null where the question asks for no figure of these, or for one no row has. */
export function answerFigure(policy: Policy, question: string, fields: Fields): FigureAnswer | null {
  for (const read of readers) {
    const answer = read(policy, question, fields);
    if (answer) return answer;
  }
  return null;
}

/** A code itself is the id of its row. */
function reasonCode({ reasons }: Policy, question: string): FigureAnswer | null {
  const found = reasons.find(({ code }) => new RegExp(`\\b${code}\\b`, 'i').test(question));
  return found ? { text: `${found.code}: ${found.meaning} ${found.next_step}`, rule_ids: [found.code] } : null;
}

function retention({ procedures, decisions }: Policy, question: string): FigureAnswer | null {
  const asks =
    /\bhow (long|many years)|\bretention\b/i.test(question) &&
    /\b(records?|documents?|files?|papers?|paperwork|evidence|bundles?)\b/i.test(question) &&
    /\bke(ep|pt)|\bretain|\bretention|\bstor(e|ed|ing)\b|\barchiv/i.test(question);
  if (!asks) return null;
  const ofSanctions = (decision: string) =>
    decisions.rules.some(({ id, when }) => id === decision && when.sanctions !== 'CLEAR');
  const isAboutSanctions = /\bsanction|\bofac\b|\bblocked\b|\bcompliance\b/i.test(question);
  const rows = procedures.retention.map((row) => ({
    ...row,
    after: procedures.procedures.filter(({ retention: id }) => id === row.id).map(({ decision }) => decision),
  }));
  const asked = isAboutSanctions ? rows.filter(({ after }) => after.some(ofSanctions)) : rows;
  return answer(
    asked.map(({ id, years, basis, after }) => ({
      line: `Records are kept for ${years} years (${basis}) after ${after.join(', ') || 'no decision'}.`,
      id,
    })),
  );
}

function delegation({ roles }: Policy, question: string): FigureAnswer | null {
  const asks =
    /\bdelegat/i.test(question) &&
    /\bhow (long|many)|\bmax|\blongest\b|\blimit|\bwho (may|can)\b|\bperiod\b/i.test(question);
  if (!asks) return null;
  const named = rolesNamed(roles, question);
  const asked = named.length > 0 ? named : roles.filter(({ delegation_max_business_days: days }) => days !== null);
  return answer(
    asked.map(({ name, delegation_max_business_days: days }) => ({
      line: `${name}: ${days === null ? 'may not delegate' : `may delegate for at most ${days} business days`}.`,
      id: rolesTable,
    })),
  );
}

function timeToAnswer({ roles }: Policy, question: string): FigureAnswer | null {
  const asks =
    /\bSLAs?\b|\b(response|reaction) time|\btime to (answer|respond|approve|decide)/i.test(question) ||
    (/\bhow (long|fast|quickly|soon|many hours|much time)\b/i.test(question) &&
      /\b(answer|respond|reply|react|decide|approve|review|have|take|get)s?\b/i.test(question));
  if (!asks) return null;
  const named = rolesNamed(roles, question);
  const line = /\bcompliance\b/i.test(question) ? 'compliance' : /\btreasury\b/i.test(question) ? 'treasury' : null;
  const isOfAll = line === null && /\bSLAs?\b/i.test(question);
  const asked = named.length > 0 ? named : roles.filter((role) => isOfAll || role.line === line);
  return answer(
    asked.map(({ name, sla_hours: hours, escalates_to: next }) => ({
      line: `${name}: ${hours} h to answer${next === null ? '' : `, then ${next} is asked`}.`,
      id: rolesTable,
    })),
  );
}

function buffers({ liquidity }: Policy, question: string, { entity, currency }: Fields): FigureAnswer | null {
  const asks =
    /\bbuffers?\b|\bminimum (balance|cash|liquidity)|\b(lowest|least) (allowed )?balance/i.test(question) &&
    !/\bbreach|\bbelow\b|\boverride/i.test(question);
  if (!asks || (entity ?? currency) === undefined) return null;
  const rows = liquidity.buffers.filter(
    (row) => (entity === undefined || row.entity === entity) && (currency === undefined || row.currency === currency),
  );
  return answer(
    rows.map((row) => ({
      line: `${row.entity} keeps at least ${formatAmount(decimal(row.minimum), row.currency)} ${row.currency} on each account, unless its ledger brings buffers of its own.`,
      id: row.id,
    })),
  );
}

function severityLimits({ liquidity: { severity } }: Policy, question: string): FigureAnswer | null {
  const asks =
    /\bseverity|\bseverities\b|\bcritical\b|\bwarning/i.test(question) &&
    /\bwhen\b|\blimits?\b|\bpercent|%|\bthreshold|\bhow (far|low|much)\b|\blevels?\b/i.test(question) &&
    !/\bapprov|\bsign|\bwho\b/i.test(question);
  const { id, warning_below_percent: warning, critical_below_percent: critical } = severity;
  return asks
    ? answer([
        {
          line: `By the projected minimum against the buffer: WARNING below ${warning} %, BREACH below 100 %, CRITICAL below ${critical} %.`,
          id,
        },
      ])
    : null;
}

/** Those whose whole name stands in the question, in the order of the table. */
function rolesNamed(roles: readonly Role[], question: string): readonly Role[] {
  const spaced = ` ${question.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return roles.filter(({ name }) => new RegExp(` ${wordsOf(name)}s? `).test(spaced));
}

function wordsOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
}

function answer(rows: readonly { readonly line: string; readonly id: string }[]): FigureAnswer | null {
  if (rows.length === 0) return null;
  return { text: rows.map(({ line }) => line).join('\n'), rule_ids: [...new Set(rows.map(({ id }) => id))] };
}
