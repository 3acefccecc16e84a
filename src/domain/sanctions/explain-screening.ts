/** Writes out why a screening came out as it did, line by line, for a terminal. */
import type { SanctionsScreening } from '../evidence/sanctions-screening';
import { agreeingText, likenessText, recordStateText, ruleText, toSettleText } from './explained/english';
import { explain, type ScreeningExplanation } from './explained/explanation';

/** Plain lines, no colour codes; what the evidence does not state is left out. */
export function explainScreening(result: SanctionsScreening): string[] {
  const { match_details: details, audit } = result;
  const explained = explain(result);
  const lines = [`screened   ${oneLine(result.beneficiary_screened)}`, `decision   ${describeDecision(result)}`];
  if (explained.rule !== null) lines.push(`because    ${ruleText(explained.rule)}`);
  if (details.matched_entity !== null) {
    const programs = details.programs.length > 0 ? ` (${details.programs.join(', ')})` : '';
    lines.push(
      `entry      ${details.uid ?? ''} ${oneLine(details.matched_entity)}, ${details.entity_type ?? 'type unknown'}${programs}${audit.lists === undefined ? '' : ` on ${audit.list_family ?? 'unknown list'}`}`,
    );
  }
  if (details.matched_name)
    lines.push(
      `matched    ${oneLine(details.matched_name)} (${(details.matched_name_kind ?? 'name').replace('_', ' ')})`,
    );
  lines.push(...explainWords(explained));
  if (explained.toSettle !== null) lines.push(`to settle  ${toSettleText(explained.toSettle)}`);
  const { nextLike: next } = explained;
  if (next)
    lines.push(
      `next like  ${next.uid} ${oneLine(next.entity)} as ${oneLine(next.name)}: ${likenessText(next.likeness)}`,
    );
  for (const found of details.false_positives ?? [])
    lines.push(
      `recorded   ${found.id} ${recordStateText(found.state)}: ${oneLine(found.matched_entity)} a false positive by ${found.recorded_by.map(oneLine).join(' and ')} until ${found.expires_on}`,
    );
  if (details.scorer !== undefined) lines.push(`scorer     ${details.scorer}`);
  lines.push(
    `list       ${audit.index_queried}${audit.list_hash === undefined ? '' : `, sha256 ${audit.list_hash.slice(0, 16)}`}`,
  );
  return lines;
}

/** A confidence says something only where there is a match. */
function describeDecision({ decision, match_type, confidence }: SanctionsScreening): string {
  return match_type === 'NONE' ? decision : `${decision}, ${match_type}, confidence ${confidence} of 100`;
}

/** What agrees side by side, then what stands on one side only. */
function explainWords({ agreeing, onlyInPayment, onlyOnList }: ScreeningExplanation): string[] {
  const wide = (pick: 'query' | 'listed'): number =>
    Math.min(32, Math.max(5, ...agreeing.map((pair) => pair[pick].length)));
  const [queryWidth, listedWidth] = [wide('query'), wide('listed')];
  const lines = agreeing.map(
    (pair) => `  ${pair.query.padEnd(queryWidth)}  ${pair.listed.padEnd(listedWidth)}  ${agreeingText(pair)}`,
  );
  if (lines.length > 0) lines.unshift('agrees     screened, listed');
  if (onlyInPayment.length > 0) lines.push(`differs    only in the payment: ${onlyInPayment.join(' ')}`);
  if (onlyOnList.length > 0) lines.push(`differs    only on the list: ${onlyOnList.join(' ')}`);
  return lines;
}

/** Names come from outside: control and direction characters must not reach a terminal. */
function oneLine(text: string): string {
  const plain = text.replace(/[\p{C}]/gu, ' ');
  return plain.length > 200 ? `${plain.slice(0, 200)}...` : plain;
}
