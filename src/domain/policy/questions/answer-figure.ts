/** Questions a row of a policy table answers exactly: reason codes, buffers, severity limits, times to answer, delegation, retention. */
import { decimal } from '../../values/money';
import { foldLetters } from '../../values/text/fold-letters';
import { reasonCodes } from '../outcome';
import type { Policy } from '../policy';
import type { Fields } from '../../sentences/reading';
import type { Role } from '../tables/people/role-table';
import { figureText } from './figure-text';
import type { ToldFigure, ToldFigures } from './told-answer';

/** `rule_ids` are those of the rows; rows of roles have none, so their table is named. */
export interface FigureAnswer {
  readonly text: string;
  readonly rule_ids: readonly string[];
  readonly told: ToldFigures;
}

const rolesTable = 'roles.yaml';

interface Row {
  readonly figure: ToldFigure;
  readonly id: string;
}

/** `said` is the question folded, in English or Turkish: null where it asks for something else. */
type Reader = (policy: Policy, said: string, fields: Fields) => readonly Row[] | null;

/** The first that knows: "how long" alone is asked of records, of delegations and of answers. */
const readers: readonly Reader[] = [reasonCode, retention, delegation, timeToAnswer, buffers, severityLimits];

/** Null where the question asks for no figure of these, or for one no row has. */
export function answerFigure(policy: Policy, question: string, fields: Fields): FigureAnswer | null {
  const said = foldLetters(question);
  for (const read of readers) {
    const rows = read(policy, said, fields);
    if (rows && rows.length > 0) return answer(rows);
  }
  return null;
}

/** A code itself is the id of its row. */
function reasonCode({ reasons }: Policy, said: string): readonly Row[] | null {
  const found = reasons.find(({ code }) => new RegExp(`\\b${code}\\b`, 'i').test(said));
  const code = reasonCodes.find((known) => known === found?.code);
  if (!found || code === undefined) return null;
  return [{ figure: { of: 'reason_code', code, meaning: found.meaning, nextStep: found.next_step }, id: code }];
}

function retention({ procedures, decisions }: Policy, said: string): readonly Row[] | null {
  const asks =
    /\bhow (long|many years)|\bretention\b|\bkac (yil|sene)|\bne kadar (sure|zaman)?|\bsuresi\b|\bne zamana kadar/.test(
      said,
    ) &&
    /\b(records?|documents?|files?|papers?|paperwork|evidence|bundles?)\b|\b(kayit|kaydi|belge|dosya|evrak|kanit|paket)/.test(
      said,
    ) &&
    /\bke(ep|pt)|\bretain|\bretention|\bstor(e|ed|ing)\b|\barchiv|\bsakla|\barsiv|\btutul/.test(said);
  if (!asks) return null;
  const ofSanctions = (decision: string) =>
    decisions.rules.some(({ id, when }) => id === decision && when.sanctions !== 'CLEAR');
  const isAboutSanctions = /\bsanction|\bofac\b|\bblocked\b|\bcompliance\b|\byaptirim|\bbloke|\buyum\b/.test(said);
  const rows = procedures.retention.map(({ id, years, basis }): Row & { readonly isOfSanctions: boolean } => {
    const after = procedures.procedures.filter(({ retention: kept }) => kept === id).map(({ decision }) => decision);
    const isOfSanctions = after.some(ofSanctions);
    return { figure: { of: 'retention', years, basis, isOfSanctions }, id, isOfSanctions };
  });
  return isAboutSanctions ? rows.filter(({ isOfSanctions }) => isOfSanctions) : rows;
}

function delegation({ roles }: Policy, said: string, { role }: Fields): readonly Row[] | null {
  const asks =
    /\bdelegat|\bvekalet|\bvekil|\bdelege|\byetki\w*\b.*\bdevr/.test(said) &&
    /\bhow (long|many)|\bmax|\blongest\b|\blimit|\bwho (may|can)\b|\bperiod\b|\bkac\b|\bne kadar\b|\ben (fazla|cok|uzun)\b|\bazami\b|\bkim(ler)?\b|\bsure/.test(
      said,
    );
  if (!asks) return null;
  const named = rolesNamed(roles, said, role);
  const asked = named.length > 0 ? named : roles.filter(({ delegation_max_business_days: days }) => days !== null);
  return asked.map(({ name, delegation_max_business_days: businessDays }) => ({
    figure: { of: 'delegation', role: name, businessDays },
    id: rolesTable,
  }));
}

function timeToAnswer({ roles }: Policy, said: string, { role }: Fields): readonly Row[] | null {
  const asks =
    /\bslas?\b|\b(response|reaction) time|\btime to (answer|respond|approve|decide)|\b(yanit|cevap)(lama)? sure/.test(
      said,
    ) ||
    (/\bhow (long|fast|quickly|soon|many hours|much time)\b/.test(said) &&
      /\b(answer|respond|reply|react|decide|approve|review|have|take|get)s?\b/.test(said)) ||
    (/\bkac saat|\bne kadar (sure|zaman)|\bne kadar cabuk/.test(said) &&
      /\b(yanit|cevap|onayla|karar|incele)/.test(said));
  if (!asks) return null;
  const named = rolesNamed(roles, said, role);
  const line = /\bcompliance\b|\buyum\b/.test(said)
    ? 'compliance'
    : /\btreasury\b|\bhazine\b/.test(said)
      ? 'treasury'
      : null;
  const isOfAll = line === null && /\bslas?\b|\bsure/.test(said);
  const asked = named.length > 0 ? named : roles.filter((one) => isOfAll || one.line === line);
  return asked.map(({ name, sla_hours: hours, escalates_to: next }) => ({
    figure: { of: 'time_to_answer', role: name, hours, next },
    id: rolesTable,
  }));
}

function buffers({ liquidity }: Policy, said: string, { entity, currency }: Fields): readonly Row[] | null {
  const asks =
    /\bbuffers?\b|\bminimum (balance|cash|liquidity)|\b(lowest|least) (allowed )?balance|\btampon|\b(asgari|minimum|en (az|dusuk)) (bakiye|nakit)/.test(
      said,
    ) && !/\bbreach|\bbelow\b|\boverride|\basim|\basil|\baltin(a|da)\b|\bihlal|\bistisna/.test(said);
  if (!asks || (entity ?? currency) === undefined) return null;
  return liquidity.buffers
    .filter(
      (row) => (entity === undefined || row.entity === entity) && (currency === undefined || row.currency === currency),
    )
    .map((row) => ({
      figure: { of: 'buffer', entity: row.entity, currency: row.currency, minimum: decimal(row.minimum) },
      id: row.id,
    }));
}

function severityLimits({ liquidity: { severity } }: Policy, said: string): readonly Row[] | null {
  const asks =
    /\bseverity|\bseverities\b|\bcritical\b|\bwarning|\bkritik|\buyari|\bihlal seviye/.test(said) &&
    /\bwhen\b|\blimits?\b|\bpercent|%|\bthreshold|\bhow (far|low|much)\b|\blevels?\b|\bne zaman\b|\besik|\bsinir|\byuzde|\bseviye|\bkac/.test(
      said,
    ) &&
    !/\bapprov|\bsign|\bwho\b|\bonay|\bkim/.test(said);
  const { id, warning_below_percent: warning, critical_below_percent: critical } = severity;
  return asks ? [{ figure: { of: 'severity', warning, critical }, id }] : null;
}

/** The one the sentence names in any language, and those whose whole name stands in it, in the order of the table. */
function rolesNamed(roles: readonly Role[], said: string, role: string | undefined): readonly Role[] {
  const spaced = ` ${said.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return roles.filter(({ name }) => name === role || new RegExp(` ${wordsOf(name)}s? `).test(spaced));
}

function wordsOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
}

function answer(rows: readonly Row[]): FigureAnswer {
  const figures = rows.map(({ figure }) => figure);
  return {
    text: figures.map(figureText).join('\n'),
    rule_ids: [...new Set(rows.map(({ id }) => id))],
    told: { about: 'figures', figures },
  };
}
