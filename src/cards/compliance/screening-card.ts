/** The match in full, for compliance only; and what everybody else may read of a screening. */
import { readAgentOutputs, readEvidence } from '../../domain/case/run/case-evidence';
import type { SanctionsScreening } from '../../domain/evidence/sanctions-screening';
import { findOffer, type Offer } from '../../domain/case/machine/offer';
import { hitsOfLastScreening } from '../../domain/case/acts/rescreen';
import { pendingRoles, unfilledRoles, type PaymentCase } from '../../domain/case/payment-case';
import type { BlockReport } from '../../domain/policy/block-report';
import { explain, readRule, type ScreeningExplanation } from '../../domain/sanctions/explained/explanation';
import { parseUtc } from '../../domain/values/time';
import type { Fact } from '../words/fact';
import { personText } from '../payment/texts/person-text';
import { shown } from '../words/escape-markdown';
import { commentInputId, evidenceInputId, verbs } from '../verbs';
import { blockNotes } from './block-text';
import { noRecordTexts, recordActs, recordNotes, recordTexts } from './record-text';
import { sideRows } from './side-by-side';
import { rescreenedText } from './rescreened-text';
import { disagreementsOf } from '../payment/hosted-word';
import { recalledRecords } from '../payment/texts/recalled-text';
import type { Words } from '../words/words';

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
  words: Words,
  { report, businessNow }: ScreeningMoment = { report: null, businessNow: parseUtc(paymentCase.updatedAt) ?? 0 },
) {
  const { payment, runId, version, dispositions } = paymentCase;
  const { compliance } = words;
  const sanctions = readEvidence(paymentCase.run).sanctions ?? readAgentOutputs(paymentCase.run).sanctions;
  return {
    title: compliance.ofPayment(shown(payment.payment_id, 64)),
    subtitle: compliance.subtitle(words.show.money(payment.amount, payment.currency), shown(payment.beneficiary_name)),
    ...(sanctions
      ? compliancePart(sanctions, words)
      : { icon: '⚠', word: compliance.noResult, style: 'warning', ...noFacts }),
    awaited: awaitedText(paymentCase, words),
    notes: [
      ...blockNotes(paymentCase, report, words),
      ...newHitNotes(paymentCase, words),
      ...modelNotes(paymentCase, words),
      ...recalledRecords(paymentCase, words),
      ...dispositions.slice(0, 6).map(({ role, by, at, outcome, comment, evidence }) => ({
        text: compliance.disposition(
          shown(role, 60),
          personText(by, words),
          shown(words.show.instant(at), 40),
          compliance.outcomes[outcome],
          comment === null ? null : shown(comment, 400),
          evidence === undefined ? null : shown(evidence, 400),
        ),
      })),
      ...recordNotes(paymentCase, words),
    ],
    can_clear: findOffer(offers, 'clear_false_positive') !== null,
    can_confirm: findOffer(offers, 'confirm_true_match') !== null,
    ...recordActs(offers),
    ...recordTexts(paymentCase, businessNow, words),
    has_payment: true,
    run_id: runId,
    version,
    verbs,
    buttons: compliance.buttons,
    back: words.chat.backToPayment,
    inputs: {
      [verbs.clear_false_positive]: commentInputId(verbs.clear_false_positive),
      [verbs.confirm_true_match]: commentInputId(verbs.confirm_true_match),
      evidence_clear: evidenceInputId(verbs.clear_false_positive),
      evidence_confirm: evidenceInputId(verbs.confirm_true_match),
      [verbs.propose_false_positive]: commentInputId(verbs.propose_false_positive),
      [verbs.confirm_false_positive]: commentInputId(verbs.confirm_false_positive),
      [verbs.acknowledge_block]: commentInputId(verbs.acknowledge_block),
    },
    footer: compliance.footer(shown(runId)),
  };
}

/** Whose word it waits for, in turn: whoever has spoken learns that it is not over, and the others that it is for them. */
function awaitedText(paymentCase: PaymentCase, words: Words): string {
  const now = pendingRoles(paymentCase);
  if (paymentCase.status !== 'compliance_review' || now.length === 0) return '';
  const later = unfilledRoles(paymentCase).flatMap(({ role }) => (now.includes(role) ? [] : [role]));
  const named = (roles: readonly string[]): string => words.and(roles.map((role) => shown(role, 60)));
  return words.compliance.awaited(named(now), later.length === 0 ? '' : named(later));
}

/** Which hits the last list brought; none where the payment was screened once. */
function newHitNotes({ run, returned }: PaymentCase, words: Words): { text: string }[] {
  if (returned?.screenedAgainst === undefined) return [];
  const hits = hitsOfLastScreening(run).slice(0, maxParties);
  const found = hits.map(({ role, decision, uid, matched_entity }) =>
    shown(
      words.compliance.hit(words.screening.role(role), words.compliance.decisions[decision], matched_entity ?? '', uid),
      200,
    ),
  );
  const at = shown(words.show.instant(returned.at), 40);
  return [{ text: words.compliance.newSince(at, rescreenedText(returned, words), found) }];
}

/** What a hosted agent's model made of it, where that differs from the finding above. */
function modelNotes({ run }: PaymentCase, { compliance }: Words): { text: string }[] {
  const differing = disagreementsOf(run, 'sanctions').slice(0, 4);
  const told = differing.map(({ field, opinion }) => `${field.replaceAll('_', ' ')} ${String(opinion)}`);
  return told.length === 0 ? [] : [{ text: shown(`${compliance.rows.modelSays}: ${told.join(', ')}`, 300) }];
}

/** The `screening` template for `/screen NAME`: others learn only whether the name is clear. */
export function screeningResultCardData(result: SanctionsScreening, audience: ScreeningAudience, words: Words) {
  const { compliance } = words;
  const isOpen = audience === 'compliance' || result.decision === 'CLEAR';
  const part = isOpen
    ? compliancePart(result, words)
    : { icon: '◔', word: compliance.askCompliance, style: 'default', ...noFacts };
  return {
    title: compliance.ofName,
    subtitle: shown(result.beneficiary_screened),
    ...part,
    awaited: '',
    notes: isOpen ? [] : [{ text: compliance.needsALook }],
    can_clear: false,
    can_confirm: false,
    ...recordActs([]),
    ...noRecordTexts,
    has_payment: false,
    run_id: '',
    version: 0,
    verbs,
    buttons: compliance.buttons,
    back: words.chat.backToPayment,
    inputs: {},
    footer: compliance.nameFooter(
      isOpen ? shown(listText(result, words), 120) : null,
      shown(words.show.instant(result.audit.timestamp_utc), 40),
      shown(result.audit.run_id),
    ),
  };
}

/** The match as compliance reads it: the two names word by word, what is left over on both sides, and what else came close. */
function compliancePart(screening: SanctionsScreening, words: Words) {
  const { compliance } = words;
  const say = compliance.rows;
  const { screening: told, show } = words;
  const explained = explain(screening);
  const { decision, match_type, match_details: match, audit, recommendation } = screening;
  const recommended = show.datesIn(
    told.recommendation(explained.advice, explained.listProblem, recommendation, explained.rule),
  );
  const sides = sideRows(screening, words);
  const hasMatch = sides.length > 0;
  const rows: readonly Row[] = [
    [say.screened, hasMatch ? null : screening.beneficiary_screened],
    [say.strictestAbout, screening.strictest_party && told.role(screening.strictest_party)],
    [say.matchType, match_type === 'NONE' ? null : told.matchTypes[match_type]],
    [say.confidence, match_type === 'NONE' ? null : say.confidenceOf(screening.confidence)],
    [say.matchedEntity, hasMatch ? null : match.matched_entity],
    [say.kindOfName, match.matched_name_kind && told.nameKinds[match.matched_name_kind]],
    [say.meaning, unlessSaid(meaningText(screening, explained, words))],
    [say.stated, match.matched_on && told.field(match.matched_on.field)],
    [say.entry, match.uid],
    [say.rule, unlessSaid(explained.rule === null ? undefined : told.rule(explained.rule))],
    ...wordRows(explained, words),
    [say.toSettle, explained.toSettle && told.toSettle(explained.toSettle)],
    [say.nextLike, explained.nextLike && `${explained.nextLike.name}: ${told.likeness(explained.nextLike.likeness)}`],
    ...falsePositiveRows(screening, words),
    ...partyRows(screening, words),
    [say.recommendation, recommended],
    [
      say.list,
      `${listText(screening, words)}${audit.list_hash === undefined ? '' : `, sha256 ${audit.list_hash.slice(0, 16)}`}`,
    ],
  ];
  const facts: Fact[] = rows.flatMap(([title, value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ title: shown(title, 80), value: shown(value, longestValue) }],
  );
  return {
    ...looks[decision],
    word: compliance.decisions[decision],
    facts,
    has_sides: hasMatch,
    sides,
    ...heads(words),
  };

  /** The recommendation says why and what an entry means: neither stands twice. */
  function unlessSaid(text: string | undefined): string | null {
    return text === undefined || recommended.includes(text) ? null : text;
  }
}

/** Undefined where policy has no table of programmes. */
function meaningText(
  { match_details: { programme } }: SanctionsScreening,
  { advice: { meaning } }: ScreeningExplanation,
  { screening: told }: Words,
): string | undefined {
  return meaning && programme ? told.meaning(meaning, programme.instruction) : undefined;
}

function listText({ audit }: SanctionsScreening, { screening: told, show }: Words): string {
  return show.datesIn(told.list(audit, audit.index_queried));
}

/** Above the two columns. */
function heads({ compliance: { sides } }: Words) {
  return { side_heads: { asked: sides.asked, listed: sides.listed } };
}

const noFacts = { facts: [], has_sides: false, sides: [], side_heads: { asked: '', listed: '' } };

/** A recommendation names the entry, its list, the rule and what the programmes ask for: it is read to its end. */
const longestValue = 800;

type Row = readonly [title: string, value: string | null | undefined];

/** Beyond these a name is read word by word in the audit. */
const maxPairs = 8;

function wordRows(
  { agreeing, onlyInPayment, onlyOnList }: ScreeningExplanation,
  { compliance: { rows: say }, screening: told }: Words,
): Row[] {
  const pairs = agreeing
    .slice(0, maxPairs)
    .map((pair): Row => [`“${pair.query}”`, `“${pair.listed}”: ${told.agreeing(pair)}`]);
  return [
    ...pairs,
    [say.onlyInPayment, onlyInPayment.slice(0, maxPairs).join(' ')],
    [say.onlyOnList, onlyOnList.slice(0, maxPairs).join(' ')],
  ];
}

/** A payment has a handful of parties; what was found of more is in the audit. */
const maxParties = 8;

/** Every party of which more was found than stands above, each in one line. */
function partyRows({ parties = [], strictest_party: strictest }: SanctionsScreening, words: Words): Row[] {
  const {
    compliance: { rows: say, decisions },
    screening: told,
  } = words;
  const shownAbove = strictest ?? parties[0]?.role;
  return parties
    .filter(({ role, decision, also_found: others }) => {
      return decision !== 'CLEAR' && (role !== shownAbove || others.length > 0);
    })
    .slice(0, maxParties)
    .map(({ role, name, decision, match_details: match, also_found: others }) => [
      say.party(told.role(role)),
      say.partyFound(
        name,
        decisions[decision],
        match.matched_entity ?? told.rule(readRule(match.rule ?? '')),
        others.map((found) => found.match_details.matched_entity ?? ''),
      ),
    ]);
}

function falsePositiveRows(
  { match_details: { false_positives: recorded = [] } }: SanctionsScreening,
  { compliance: { rows: say }, screening: told, show }: Words,
): Row[] {
  return recorded
    .slice(0, 3)
    .map(({ id, state, matched_entity, recorded_by, reason, expires_on }) => [
      say.recordedFalsePositive,
      say.recorded(id, told.recordState(state), matched_entity, recorded_by, show.day(expires_on), reason),
    ]);
}
