/** Approvals on the payment card: who is required, who has spoken, who is still awaited. */
import type { RequiredRole } from '../../domain/policy/decision';
import { authorityText } from '../../domain/policy/grants';
import { pendingRoles, type ObtainedApproval, type PaymentCase } from '../../domain/case/payment-case';
import type { Person } from '../../domain/values/person';
import { grantsOverride } from '../../domain/policy/segregation';
import { shown } from '../words/escape-markdown';
import type { Redaction } from './redaction';
import { rescreenedText } from '../compliance/rescreened-text';
import { showInstant } from '../words/show-instant';

const maxRows = 10;

export interface ApprovalRow {
  readonly icon: string;
  readonly text: string;
}

/** Required roles in the decision's order, each obtained (who, when, comment of at most `maxComment` characters) or pending. */
export function approvalRows(
  paymentCase: PaymentCase,
  redaction: Redaction,
  maxComment: number,
): readonly ApprovalRow[] {
  const obtainedText = (obtained: ObtainedApproval): string =>
    givenText(paymentCase, obtained, { redaction, maxComment });
  const pending = new Set(pendingRoles(paymentCase));
  const required = paymentCase.decision?.requiredApprovals ?? [];
  const waits = paymentCase.status === 'awaiting_approval' || paymentCase.status === 'compliance_review';
  const rows = required.map((approval) => {
    const obtained = findObtained(paymentCase, approval.role);
    if (obtained) return { icon: '✓', text: `${roleText(approval)}: ${obtainedText(obtained)}` };
    const state = pending.has(approval.role) && waits ? 'pending' : 'not given';
    return { icon: waits ? '○' : '–', text: `${roleText(approval)}: ${state}` };
  });
  const requiredRoles = new Set(required.map(({ role }) => role));
  const earlier = [...paymentCase.dispositions, ...paymentCase.approvals]
    .filter(({ role }) => !requiredRoles.has(role))
    .map((obtained) => ({
      icon: '✓',
      text: `${shown(obtained.role, 60)}: ${obtainedText(obtained)}`,
    }));
  return [...voidedRows(paymentCase, redaction), ...earlier, ...rows].slice(0, maxRows);
}

/** Whose words the last return to review made void, by whom and why: nobody's approval vanishes in silence. */
function voidedRows({ returned }: PaymentCase, redaction: Redaction): readonly ApprovalRow[] {
  if (!returned) return [];
  const { by, at, reason, voided } = returned;
  const why = reason === null || redaction.isRestricted ? '' : `: “${redaction.share(reason)}”`;
  const who = by === null ? rescreenedText(returned) : `${personText(by)} had the payment reviewed anew`;
  const undone = `void since ${who}, ${shown(showInstant(at), 40)}${why}`;
  return voided.map(({ role, by: whose }) => ({
    icon: '–',
    text: `${shown(role, 60)}: the word of ${personText(whose)} is ${undone}`,
  }));
}

/** Roles still awaited whose authority is to override a breach. */
export function pendingOverrides(paymentCase: PaymentCase): readonly string[] {
  const pending = new Set(pendingRoles(paymentCase));
  const required = paymentCase.decision?.requiredApprovals ?? [];
  return required.filter(({ role, grants }) => pending.has(role) && grantsOverride(grants)).map(({ role }) => role);
}

function roleText({ role, grants, slaHours }: RequiredRole): string {
  const authority = authorityText(grants);
  const extras = [authority === undefined ? null : shown(authority, 80), `within ${slaHours} h`];
  const known = extras.filter((extra) => extra !== null);
  return known.length > 0 ? `${shown(role, 60)} (${known.join(', ')})` : shown(role, 60);
}

function findObtained(paymentCase: PaymentCase, role: string): ObtainedApproval | undefined {
  return [...paymentCase.approvals, ...paymentCase.dispositions].find((obtained) => obtained.role === role);
}

function givenText(
  { dispositions }: PaymentCase,
  obtained: ObtainedApproval,
  { redaction, maxComment }: { readonly redaction: Redaction; readonly maxComment: number },
): string {
  const isDisposition = dispositions.some((disposition) => disposition === obtained);
  const given = `${isDisposition ? 'reviewed' : 'approved'} by ${personText(obtained.by)}, ${shown(showInstant(obtained.at), 40)}`;
  // What compliance wrote about a match is compliance's alone.
  if (isDisposition || redaction.isRestricted || obtained.comment === null) return given;
  return `${given}: “${redaction.share(obtained.comment, maxComment)}”`;
}

/** A name, and who really pressed where a test identity acted. */
export function personText(person: Person): string {
  const name = shown(person.name, 80);
  return person.personaOf === undefined ? name : `${name} (test identity of ${shown(person.personaOf, 80)})`;
}
