/** The match in full, for compliance only; and what everybody else may read of a screening. */
import { readAgentOutputs, readEvidence } from '../../domain/case/case-evidence';
import type { SanctionsScreening } from '../../domain/evidence/sanctions-screening';
import { findOffer, type Offer } from '../../domain/case/offer';
import { hitsOfLastScreening } from '../../domain/case/rescreen';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { BlockReport } from '../../domain/policy/block-report';
import {
  describeLikeness,
  describePair,
  explainRule,
  explainState,
  isNearAtAll,
  whatWouldSettle,
} from '../../domain/sanctions/explain-screening';
import { parseUtc } from '../../domain/values/time';
import type { Fact } from '../words/fact';
import { personText } from '../payment/person-text';
import { shown } from '../words/escape-markdown';
import { showInstant } from '../words/show-instant';
import { showMoney } from '../words/show-money';
import { commentInputId, verbs } from '../verbs';
import { blockNotes, reportText } from './block-text';
import { noRecordTexts, recordActs, recordNotes, recordTexts } from './record-text';
import { rescreenedText } from './rescreened-text';

/** Only `compliance` may read what matched. */
export type ScreeningAudience = 'compliance' | 'others';

const looks = {
  BLOCK: { icon: '✕', style: 'attention' },
  ESCALATE: { icon: '⚠', style: 'warning' },
  CLEAR: { icon: '✓', style: 'good' },
} as const;

export interface ScreeningMoment {
  /** Until when a block is reported; null where nothing is to be, or policy says nothing. */
  readonly report: BlockReport | null;
  /** Business time, UTC milliseconds. */
  readonly businessNow: number;
}

/** The `screening` template for a payment, seen by compliance. */
export function screeningCardData(
  paymentCase: PaymentCase,
  offers: readonly Offer[],
  { report, businessNow }: ScreeningMoment = { report: null, businessNow: parseUtc(paymentCase.updatedAt) ?? 0 },
) {
  const { payment, runId, version, dispositions } = paymentCase;
  const sanctions = readEvidence(paymentCase.run).sanctions ?? readAgentOutputs(paymentCase.run).sanctions;
  return {
    title: `Screening of payment ${shown(payment.payment_id, 64)}`,
    subtitle: `${showMoney(payment.amount, payment.currency)} to ${shown(payment.beneficiary_name)}`,
    ...(sanctions
      ? compliancePart(sanctions)
      : { icon: '⚠', word: 'No readable screening result', style: 'warning', facts: [] }),
    notes: [
      ...blockNotes(paymentCase, report),
      ...newHitNotes(paymentCase),
      ...dispositions.slice(0, 6).map(({ role, by, at, outcome, comment }) => ({
        text: `${shown(role, 60)}, ${personText(by)}, ${shown(showInstant(at), 40)}: ${outcome.replace('_', ' ')}${comment === null ? '' : `, “${shown(comment, 400)}”`}`,
      })),
      ...recordNotes(paymentCase),
    ],
    can_clear: findOffer(offers, 'clear_false_positive') !== null,
    can_confirm: findOffer(offers, 'confirm_true_match') !== null,
    ...recordActs(offers),
    ...recordTexts(paymentCase, businessNow),
    acknowledge_note: reportText(report),
    has_payment: true,
    run_id: runId,
    version,
    verbs,
    inputs: {
      [verbs.clear_false_positive]: commentInputId(verbs.clear_false_positive),
      [verbs.confirm_true_match]: commentInputId(verbs.confirm_true_match),
      [verbs.propose_false_positive]: commentInputId(verbs.propose_false_positive),
      [verbs.confirm_false_positive]: commentInputId(verbs.confirm_false_positive),
      [verbs.acknowledge_block]: commentInputId(verbs.acknowledge_block),
    },
    footer: `For compliance only. Do not forward. Reference ${shown(runId)}`,
  };
}

/** Which hits the last list brought; none where the payment was screened once. */
function newHitNotes({ run, returned }: PaymentCase): { text: string }[] {
  if (returned?.screenedAgainst === undefined) return [];
  const hits = hitsOfLastScreening(run).slice(0, maxParties);
  const found = hits.map(({ role, decision, uid, matched_entity }) =>
    shown(`${role.replaceAll('_', ' ')}: ${decision}, ${matched_entity ?? ''} (${uid ?? 'no entry'})`, 200),
  );
  const since = `New since ${shown(showInstant(returned.at), 40)}, ${rescreenedText(returned)}`;
  return [{ text: found.length === 0 ? `${since}.` : `${since}. ${found.join('; ')}.` }];
}

/** The `screening` template for `/screen NAME`: others learn only whether the name is clear. */
export function screeningResultCardData(result: SanctionsScreening, audience: ScreeningAudience) {
  const isOpen = audience === 'compliance' || result.decision === 'CLEAR';
  const part = isOpen ? compliancePart(result) : { icon: '◔', word: 'Ask compliance', style: 'default', facts: [] };
  return {
    title: 'Sanctions screening',
    subtitle: shown(result.beneficiary_screened),
    ...part,
    notes: isOpen ? [] : [{ text: 'This name needs a look by compliance before anything is paid.' }],
    can_clear: false,
    can_confirm: false,
    ...recordActs([]),
    ...noRecordTexts,
    acknowledge_note: '',
    has_payment: false,
    run_id: '',
    version: 0,
    verbs,
    inputs: {},
    footer: `${isOpen ? `List ${shown(result.audit.index_queried, 120)}  ·  ` : ''}${shown(showInstant(result.audit.timestamp_utc), 40)}  ·  reference ${shown(result.audit.run_id)}`,
  };
}

/** The match as compliance reads it: the two names word by word, what is left over on both sides, and what else came close. */
function compliancePart(screening: SanctionsScreening) {
  const { decision, match_type, match_details: match, audit } = screening;
  const rows: readonly Row[] = [
    ['Screened', screening.beneficiary_screened],
    ['Strictest about', screening.strictest_party?.replaceAll('_', ' ')],
    ['Match type', match_type === 'NONE' ? null : match_type],
    ['Confidence', match_type === 'NONE' ? null : `${screening.confidence} of 100`],
    ['Matched entity', match.matched_entity],
    ['Matched name', match.matched_name],
    ['Kind of name', match.matched_name_kind?.replace('_', ' ')],
    ['Entity type', match.entity_type],
    ['Programmes', match.programs.slice(0, 12).join(', ')],
    ['What they mean', match.programme?.instruction],
    ['Stated', match.matched_on ? `${match.matched_on.field} ${match.matched_on.stated}` : null],
    ['List entry', match.uid],
    ['Rule', match.rule === undefined ? null : explainRule(match.rule)],
    ...wordRows(screening),
    ['To settle it', whatWouldSettle(screening)],
    ['Next like it', nextLike(screening)],
    ...falsePositiveRows(screening),
    ...partyRows(screening),
    ['Recommendation', screening.recommendation],
    [
      'List',
      `${audit.index_queried}${audit.list_hash === undefined ? '' : `, sha256 ${audit.list_hash.slice(0, 16)}`}`,
    ],
  ];
  const facts: Fact[] = rows.flatMap(([title, value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ title: shown(title, 80), value: shown(value, 300) }],
  );
  return { ...looks[decision], word: decision, facts };
}

type Row = readonly [title: string, value: string | null | undefined];

/** Beyond these a name is read word by word in the audit. */
const maxPairs = 8;

function wordRows({ match_details: { explanation } }: SanctionsScreening): Row[] {
  if (!explanation) return [];
  const pairs = explanation.pairs.slice(0, maxPairs).map(({ query, listed, reason, weight }): Row => {
    return [`“${query}”`, `“${listed}”: ${describePair({ reason, weight })}`];
  });
  return [
    ...pairs,
    ['Only in the payment', explanation.query_left.slice(0, maxPairs).join(' ')],
    ['Only on the list', explanation.listed_left.slice(0, maxPairs).join(' ')],
  ];
}

/** A payment has a handful of parties; what was found of more is in the audit. */
const maxParties = 8;

/** Every party of which something was found, each in one line. */
function partyRows({ parties = [] }: SanctionsScreening): Row[] {
  return parties
    .filter(({ decision }) => decision !== 'CLEAR')
    .slice(0, maxParties)
    .map(({ role, name, decision, match_details: match, also_found: others }) => [
      `Party: ${role.replaceAll('_', ' ')}`,
      `${name === null ? '' : `${name}: `}${decision}, ${match.matched_entity ?? explainRule(match.rule ?? '')}${others.length > 0 ? `, and ${others.map((found) => found.match_details.matched_entity ?? '').join(', ')}` : ''}`,
    ]);
}

function nextLike({ match_details: { runner_up: next } }: SanctionsScreening): string | null {
  return next && isNearAtAll(next.score) ? `${next.matched_name}: ${describeLikeness(next.score)}` : null;
}

function falsePositiveRows({ match_details: { false_positives: recorded = [] } }: SanctionsScreening): Row[] {
  return recorded
    .slice(0, 3)
    .map(({ id, state, matched_entity, recorded_by, reason, expires_on }) => [
      'Recorded false positive',
      `${id}, ${explainState(state)}: ${matched_entity}, by ${recorded_by.join(' and ')} until ${expires_on}. ${reason}`,
    ]);
}
