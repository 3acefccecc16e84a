/** Words for compliance about a payment stopped for a match: who took it up, and until when it is reported. */
import { waitsForAcknowledgement, type PaymentCase } from '../../domain/case/payment-case';
import type { BlockReport } from '../../domain/policy/block-report';
import { personText } from '../payment/texts/person-text';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

/** `Report to OFAC by 5 Feb 2026 (10 business days, 31 CFR 501.603).` */
function reportText(report: BlockReport | null, { compliance: { block }, show }: Words): string {
  if (report === null) return block.asProgrammeSays;
  const { to, dueOn, businessDays, source } = report;
  return block.report(shown(to, 60), dayOf(dueOn, show), businessDays, shown(source, 120));
}

/** None for a payment that was not stopped for a match. */
export function blockNotes(current: PaymentCase, report: BlockReport | null, words: Words): { text: string }[] {
  if (isConfirmedMatch(current)) return [{ text: reportText(report, words) }];
  if (current.decision?.outcome !== 'blocked') return [];
  const taken = acknowledgedText(current, words) ?? words.compliance.block.notAcknowledged;
  return [{ text: reportText(report, words) }, { text: taken }];
}

function acknowledgedText({ acknowledgement }: PaymentCase, words: Words): string | null {
  if (!acknowledgement) return null;
  const { role, by, at, comment } = acknowledgement;
  const said = comment === null ? null : shown(comment, 400);
  const when = shown(words.show.instant(at), 40);
  return words.compliance.block.acknowledged(personText(by, words), shown(role, 60), when, said);
}

/** What compliance does next about a payment it stopped, or what it did: for the card of whoever may read the match. */
export function stoppedText(current: PaymentCase, report: BlockReport | null, words: Words): string {
  const { block } = words.compliance;
  const due = report && block.due(shown(report.to, 60), dayOf(report.dueOn, words.show));
  if (waitsForAcknowledgement(current)) return block.acknowledgeNext(due);
  return [acknowledgedText(current, words), block.nothingPaid(due)].filter((text) => text !== null).join(' ');
}

/** In a list, which only those see who may read why. */
export function openBlockText(report: BlockReport | null, { compliance: { block }, show }: Words): string {
  return block.inList(report === null ? null : shown(report.to, 60), dayOf(report?.dueOn ?? null, show));
}

function dayOf(day: string | null, show: Words['show']): string | null {
  return day === null ? null : show.day(day);
}

function isConfirmedMatch({ status, dispositions }: PaymentCase): boolean {
  return status === 'rejected' && dispositions.some(({ outcome }) => outcome === 'true_match');
}
