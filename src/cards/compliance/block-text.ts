/** Words for compliance about a payment that was blocked: who took it up, and until when it is reported. */
import type { PaymentCase } from '../../domain/case/payment-case';
import type { BlockReport } from '../../domain/policy/block-report';
import { personText } from '../payment/texts/person-text';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

/** `Report to OFAC by 2026-02-05 (10 business days, 31 CFR 501.603).` */
export function reportText(report: BlockReport | null, { compliance: { block } }: Words): string {
  if (report === null) return block.asProgrammeSays;
  const { to, dueOn, businessDays, source } = report;
  return block.report(shown(to, 60), dueOn, businessDays, shown(source, 120));
}

/** None for a payment that was not blocked. */
export function blockNotes(
  { decision, acknowledgement }: PaymentCase,
  report: BlockReport | null,
  words: Words,
): { text: string }[] {
  if (decision?.outcome !== 'blocked') return [];
  if (!acknowledgement) return [{ text: reportText(report, words) }, { text: words.compliance.block.notAcknowledged }];
  const { role, by, at, comment } = acknowledgement;
  const said = comment === null ? null : shown(comment, 400);
  const when = shown(words.show.instant(at), 40);
  const taken = words.compliance.block.acknowledged(personText(by, words), shown(role, 60), when, said);
  return [{ text: reportText(report, words) }, { text: taken }];
}

/** In a list, which only those see who may read why. */
export function openBlockText(report: BlockReport | null, { compliance: { block } }: Words): string {
  return block.inList(report === null ? null : shown(report.to, 60), report?.dueOn ?? null);
}
