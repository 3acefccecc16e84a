/** What compliance remembers by button, and what it takes up: two people, a reason, a day it ends, and a block that stands open until somebody acknowledges it. */
import { objectsOf, textOf } from '../cards/read-card';
import { english } from '../../src/cards/words/english/english';
import type { Press } from '../../src/domain/case/machine/commands';
import { permittedActions } from '../../src/domain/case/machine/permitted-actions';
import { readEvidence } from '../../src/domain/case/run/case-evidence';
import { reportOf } from '../../src/domain/case/time/block-report';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { createCards } from '../../src/cards/create-cards';
import { loadTemplates } from '../../src/cards/templates';
import type { Member } from '../../src/domain/values/person';
import { member, openTreasury, originator, type Treasury } from '../fakes/treasury';

const carmen = member('Carmen Cordero', 'Compliance Manager');
const lars = member('Lars Lindqvist', 'MLRO');
const olga = member('Olga Orlova', 'Compliance Officer');
const both = member('Both Roles', 'Compliance Manager', 'MLRO');
const maya = member('Maya Marchetti', 'Treasury Manager');
const reason = 'The trading company is registered in Dubai and has other owners.';

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury({ ownPolicy: true });
});
afterEach(() => treasury.close());

const now = ({ runId }: PaymentCase) => treasury.find(runId);
async function press(of: PaymentCase, type: Press['type'], actor: Member, over: Partial<Press> = {}) {
  const { version: shownVersion } = await now(of);
  const inputs = { evidence_note: 'Registry extract, file 12' };
  const given = { comment: reason, inputs, ...(type === 'propose_false_positive' ? { expiresOn: '2026-06-01' } : {}) };
  return treasury.actOnCase(of.runId, { type, actor, shownVersion, ...given, ...over });
}
const done = async (...given: Parameters<typeof press>) => {
  const acted = await press(...given);
  if (!acted.ok) throw new Error(acted.problems.map(({ message }) => message).join(' '));
  return acted.case;
};
const refusal = async (...given: Parameters<typeof press>) => {
  const acted = await press(...given);
  return acted.ok ? 'taken' : acted.problems[0]?.code;
};
const pay = (beneficiary_name: string, over: object = {}) =>
  treasury.askFor({
    beneficiary_name,
    amount: 60_000,
    currency: 'USD',
    account_id: 'ACC-BAN-002',
    entity: 'BankSubsidiary_TR',
    payment_type: 'SWIFT',
    ...over,
  });
const eventsOf = async (type: string) =>
  (await treasury.store.readEvents({ limit: 1_000 })).filter((event) => event.type === type);

describe('a false positive', () => {
  it('that one person proposes and another confirms lets later payments to that party pass, with its record in their evidence', async () => {
    const review = await treasury.review('TXN-004');
    await done(review, 'propose_false_positive', carmen);
    expect((await pay('Maskan Trading FZE')).status).toBe('compliance_review');
    const confirmed = await done(review, 'confirm_false_positive', lars);
    expect(confirmed).toMatchObject({
      status: 'compliance_review',
      recorded: [
        {
          party: { name: 'Maskan Trading FZE' },
          listFamily: 'OFAC SDN',
          recordedBy: ['Carmen Cordero (Compliance Manager)', 'Lars Lindqvist (MLRO)'],
          reason,
          recordedOn: '2026-01-22',
          expiresOn: '2026-06-01',
        },
      ],
    });
    expect(confirmed.proposedRecord).toBeUndefined();
    const later = await pay('MASKAN Trading, FZE');
    expect(later.status).toBe('awaiting_approval');
    expect(readEvidence(later.run).sanctions?.match_details.false_positives).toMatchObject([
      { id: confirmed.recorded?.[0]?.id, state: 'cleared', recorded_by: confirmed.recorded?.[0]?.recordedBy },
    ]);
    expect((await eventsOf('false_positive_proposed'))[0]).toMatchObject({
      payload: { role: 'Compliance Manager', reason },
    });
    expect((await eventsOf('false_positive_recorded'))[0]).toMatchObject({
      actor: { name: 'Lars Lindqvist' },
      payload: { proposed_by: 'Carmen Cordero', records: [{ expiresOn: '2026-06-01' }] },
    });
    await treasury.store.verifyAudit();
  });

  it('is never one person’s word, nor two in one role, nor whoever asked, nor treasury’s', async () => {
    const review = await treasury.review('TXN-004');
    for (const who of [maya, olga, { ...originator, roles: ['MLRO'] }])
      expect(await refusal(review, 'propose_false_positive', who)).toMatch(
        /under_compliance_review|role_not_asked_for|originator_cannot_decide/,
      );
    expect(await refusal(review, 'confirm_false_positive', lars)).toBe('nothing_to_record');
    await done(review, 'propose_false_positive', both);
    expect(await refusal(review, 'confirm_false_positive', both)).toBe('one_person_one_approval');
    expect(await refusal(review, 'confirm_false_positive', lars)).toBe('role_not_asked_for');
    expect((await done(review, 'confirm_false_positive', carmen)).recorded).toHaveLength(1);
  });

  it('needs a reason somebody understands in a year, and a day within a year', async () => {
    const review = await treasury.review('TXN-004');
    expect(await refusal(review, 'propose_false_positive', carmen, { comment: 'not him' })).toBe('reason_missing');
    for (const expiresOn of ['2026-01-22', '2025-12-01', '2027-01-24', '2026-02-30', 'soon', ''])
      expect(await refusal(review, 'propose_false_positive', carmen, { expiresOn })).toBe('expiry_invalid');
    expect(await refusal(review, 'propose_false_positive', carmen, { expiresOn: '2027-01-23' })).toBe('taken');
  });

  it('is confirmed as it was shown: a proposal changed meanwhile is looked at again', async () => {
    const review = await treasury.review('TXN-004');
    const first = await done(review, 'propose_false_positive', carmen);
    await done(review, 'propose_false_positive', carmen, { expiresOn: '2026-12-01' });
    expect(await refusal(review, 'confirm_false_positive', lars, { shownVersion: first.version })).toBe('stale_card');
    expect(await refusal(review, 'confirm_false_positive', lars)).toBe('taken');
    expect(await refusal(review, 'propose_false_positive', lars)).toBe('nothing_to_record');
  });

  it('ends on its day, and never holds where the payment touches a sanctioned place', async () => {
    const review = await treasury.review('TXN-004');
    await done(review, 'propose_false_positive', carmen, { expiresOn: '2026-01-23' });
    await done(review, 'confirm_false_positive', lars);
    expect((await pay('Maskan Trading FZE', { purpose: 'goods for Tehran' })).status).toBe('compliance_review');
    expect((await pay('Maskan Trading FZE')).status).toBe('awaiting_approval');
    await treasury.clock.advance(2 * 24 * 3_600_000);
    const screening = await treasury.data.tools.sanctions.run(
      { name: 'Maskan Trading FZE' },
      { runId: 'WF-1', nowMs: treasury.clock.now() },
    );
    expect(screening.decision).toBe('ESCALATE');
  });

  it('carries the payment’s country: the same name elsewhere is another party', async () => {
    const review = await pay('Maskan Trading FZE', { beneficiary_country: 'AE' });
    await done(review, 'propose_false_positive', carmen);
    expect((await done(review, 'confirm_false_positive', lars)).recorded).toMatchObject([{ party: { country: 'AE' } }]);
    expect((await pay('Maskan Trading FZE', { beneficiary_country: 'United Arab Emirates' })).status).toBe(
      'awaiting_approval',
    );
    expect((await pay('Maskan Trading FZE', { beneficiary_country: 'DE' })).status).toBe('compliance_review');
    expect((await pay('Maskan Trading FZE')).status).toBe('compliance_review');
  });

  it('of a blocked payment clears a later one only where policy says so; the blocked one stays rejected', async () => {
    const blocked = await treasury.review('TXN-001');
    await done(blocked, 'propose_false_positive', carmen);
    expect(await done(blocked, 'confirm_false_positive', lars)).toMatchObject({ status: 'rejected' });
    expect((await pay('Bank Maskan')).status).toBe('rejected');
    treasury.changePolicy('sanctions.yaml', 'may_clear_exact: false', 'may_clear_exact: true');
    await treasury.sweep();
    expect((await pay('Bank Maskan')).status).toBe('awaiting_approval');
    expect((await now(blocked)).status).toBe('rejected');
  });

  it('of what compliance called the listed party cannot be recorded', async () => {
    const review = await treasury.review('TXN-004');
    await done(review, 'confirm_true_match', carmen);
    expect(await refusal(review, 'propose_false_positive', lars)).toBe('nothing_to_record');
  });
});

describe('a match as compliance reads it', () => {
  it.each(['TXN-004', 'TXN-001'])('of %s: days stand in words, nothing is cut or named twice', async (paymentId) => {
    const current = await treasury.review(paymentId);
    const card = await cardFor(current, olga);
    const text = textOf(card);
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    expect(text).not.toContain('…');
    expect(text.match(/within 10 business days\./g)).toHaveLength(1);
    const labels = objectsOf(card).flatMap(({ type, facts }) =>
      type === 'FactSet' ? (facts as { title: string }[]).map(({ title }) => title) : [],
    );
    expect(labels).toContain('Entry number');
    // Its one party is the one the names above are of.
    expect(labels).not.toContain('Party: beneficiary');
    for (const label of labels) expect(text.split('\n').filter((line) => line === label)).toEqual([label]);
  });
});

describe('a blocked payment', () => {
  it('stands open until the Compliance Officer acknowledges it, with the day its report is due', async () => {
    const blocked = await treasury.review('TXN-001');
    expect(await treasury.store.listToAcknowledge(10)).toEqual([blocked]);
    expect(reportOf(blocked, treasury.data.policy.current())).toMatchObject({ to: 'OFAC', dueOn: '2026-02-05' });
    const card = JSON.stringify(await cardFor(blocked, olga));
    expect(card).toContain('Report to OFAC by 5 Feb 2026');
    expect(card.split('Report to OFAC by')).toHaveLength(2);
    expect(card).toContain('"verb":"acknowledge_block"');
    for (const who of [carmen, lars])
      expect(await refusal(blocked, 'acknowledge_block', who)).toBe('role_not_asked_for');
    // Nobody of treasury finds out by trying that there is a block.
    expect(await refusal(blocked, 'acknowledge_block', maya)).toBe('under_compliance_review');
    const taken = await done(blocked, 'acknowledge_block', olga, { comment: 'case 7 opened' });
    expect(taken).toMatchObject({ status: 'rejected', acknowledgement: { role: 'Compliance Officer' } });
    expect(await treasury.store.listToAcknowledge(10)).toEqual([]);
    expect(await refusal(blocked, 'acknowledge_block', olga, { comment: null })).toBe('nothing_to_acknowledge');
    expect(JSON.stringify(await cardFor(taken, olga))).toContain('Acknowledged by Olga Orlova');
    expect((await eventsOf('block_acknowledged'))[0]?.payload).toMatchObject({
      report_due_on: '2026-02-05',
      rule: 'report-ofac',
    });
    await treasury.store.verifyAudit();
  });

  it('tells compliance on its card what comes next and, once taken up, by whom; nobody else', async () => {
    const blocked = await treasury.review('TXN-001');
    const next = 'acknowledge it under Details, and report it to OFAC by **5 Feb 2026**';
    expect(await paymentCardFor(blocked, olga)).toContain(next);
    const taken = await done(blocked, 'acknowledge_block', olga, { comment: 'case 7 opened.' });
    const said = await paymentCardFor(taken, olga);
    expect(said).toContain('Acknowledged by Olga Orlova');
    expect(said).toContain('Next: report it to OFAC by **5 Feb 2026**');
    for (const current of [blocked, taken])
      expect(await paymentCardFor(current, maya)).not.toMatch(/OFAC by|[Aa]cknowledge/);
  });

  it('and one that compliance calls a true match is reported by a day that counts from then', async () => {
    const waiting = await treasury.review('TXN-004');
    const policy = treasury.data.policy.current();
    expect(reportOf(waiting, policy)).toBeNull();
    const stopped = await done(waiting, 'confirm_true_match', carmen, { comment: 'The same owners.' });
    expect(reportOf(stopped, policy)).toMatchObject({ to: 'OFAC', dueOn: '2026-02-05' });
    expect(JSON.stringify(await cardFor(stopped, carmen))).toContain('Report to OFAC by 5 Feb 2026');
    expect(await paymentCardFor(stopped, carmen)).toContain('Next: report it to OFAC by **5 Feb 2026**');
    expect(await paymentCardFor(stopped, maya)).not.toContain('OFAC by');
  });

  it('by its country is reported too; one rejected by a person is nobody’s to acknowledge', async () => {
    const stopped = await pay('ACME Corp', { beneficiary_country: 'IR' });
    expect(stopped).toMatchObject({ status: 'rejected', decision: { outcome: 'blocked' } });
    expect(reportOf(stopped, treasury.data.policy.current())).toMatchObject({ ruleId: 'report-ofac' });
    const rejected = await treasury.reject((await pay('ACME Corp')).runId);
    expect(await refusal(rejected, 'acknowledge_block', olga)).toBe('nothing_to_acknowledge');
    expect(reportOf(rejected, treasury.data.policy.current())).toBeNull();
  });
});

const cards = createCards({ words: english, templates: loadTemplates('cards') });

async function paymentCardFor(of: PaymentCase, who: Member): Promise<string> {
  const inForce = await treasury.knowledge.inForce(of);
  const card = cards.paymentCard({
    case: of,
    isDemoDay: true,
    businessNow: inForce.nowMs,
    listName: 'DEMO LIST',
    offers: permittedActions(of, who, inForce),
    viewer: who,
    asked: [],
    restarters: () => [],
    releasers: () => [],
    stoppedBy: null,
    blockReport: reportOf(of, inForce.policy),
    events: [],
  });
  return JSON.stringify(card);
}

async function cardFor(of: PaymentCase, who: Member) {
  const inForce = await treasury.knowledge.inForce(of);
  const moment = { report: reportOf(of, inForce.policy), businessNow: inForce.nowMs };
  return cards.screeningCard(of, permittedActions(of, who, inForce), moment);
}
