/** Words for compliance about a payment that was blocked: who took it up, and until when it is reported. */
import type { PaymentCase } from '../../domain/case/payment-case';
import type { BlockReport } from '../../domain/policy/block-report';
import { personText } from '../payment/person-text';
import { shown } from '../words/escape-markdown';
import { showInstant } from '../words/show-instant';

/** `Report to OFAC by 2026-02-05 (10 business days, 31 CFR 501.603).` */
export function reportText(report: BlockReport | null): string {
  if (report === null) return "Nobody can release it. Report it as the programme's instruction says.";
  const { to, dueOn, businessDays, source } = report;
  const when = dueOn === null ? 'at once: the calendar ends before the day it is due' : `by ${dueOn}`;
  return `Nobody can release it. Report to ${shown(to, 60)} ${when} (${businessDays} business days, ${shown(source, 120)}).`;
}

/** None for a payment that was not blocked. */
export function blockNotes({ decision, acknowledgement }: PaymentCase, report: BlockReport | null): { text: string }[] {
  if (decision?.outcome !== 'blocked') return [];
  if (!acknowledgement) return [{ text: reportText(report) }, { text: 'Not acknowledged yet.' }];
  const { role, by, at, comment } = acknowledgement;
  const said = comment === null ? '' : `, “${shown(comment, 400)}”`;
  const taken = `Acknowledged by ${personText(by)} (${shown(role, 60)}), ${shown(showInstant(at), 40)}${said}.`;
  return [{ text: reportText(report) }, { text: taken }];
}

/** In a list, which only those see who may read why. */
export function openBlockText(report: BlockReport | null): string {
  return `not acknowledged${report?.dueOn == null ? '' : `, report to ${shown(report.to, 60)} by ${report.dueOn}`}`;
}
