/** Lists change while payments wait: what is approved and has not left is stopped by a new hit, and by nothing else. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { english } from '../../src/cards/words/english/english';
import { createCards } from '../../src/cards/create-cards';
import { loadTemplates } from '../../src/cards/templates';
import { permittedActions } from '../../src/domain/case/machine/permitted-actions';
import { readEvidence } from '../../src/domain/case/run/case-evidence';
import { pendingRoles, type PaymentCase } from '../../src/domain/case/payment-case';
import { Fault } from '../../src/domain/values/errors';
import { openTreasury, type Treasury } from '../fakes/treasury';

let folder: string;
let listDir: string;
let treasury: Treasury;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'changing-list-'));
  listDir = path.join(folder, 'list');
  cpSync('demo/watch-list', listDir, { recursive: true });
  treasury = await openTreasury({ listDir });
});
afterEach(async () => {
  await treasury.close();
  rmSync(folder, { recursive: true });
});

/** A new edition in the place of the one in force, taken in within seconds. */
async function publish(day: string, change: (rows: string[]) => string[]): Promise<void> {
  const file = path.join(listDir, 'sdn.csv');
  const rows = change(
    readFileSync(file, 'latin1')
      .split('\r\n')
      .filter((row) => /^\d/.test(row)),
  );
  writeFileSync(file, `${rows.join('\r\n')}\r\n`, 'latin1');
  const publication = path.join(listDir, 'publication.json');
  const stated = JSON.parse(readFileSync(publication, 'utf8')) as object;
  writeFileSync(publication, JSON.stringify({ ...stated, publish_date: day, record_count: rows.length }));
  await treasury.clock.advance(6_000);
}
const listing = (uid: number, name: string) => (rows: string[]) => [
  ...rows,
  `${uid},"${name}",-0- ,"TEST",${Array(8).fill('-0- ').join(',')}`,
];
const withoutName = (name: string) => (rows: string[]) => rows.filter((row) => !row.includes(name));

const pay = (beneficiary_name: string) =>
  treasury.askFor({
    beneficiary_name,
    amount: 60_000,
    currency: 'USD',
    account_id: 'ACC-BAN-002',
    entity: 'BankSubsidiary_TR',
    payment_type: 'SWIFT',
  });
const now = ({ runId }: PaymentCase) => treasury.find(runId);
const rescreen = () => treasury.startRescreening()();
const rescreenings = async () =>
  (await treasury.store.readEvents({ limit: 1_000 })).filter(({ type }) => type === 'payment_rescreened');

const inputs = { evidence_note: 'Registry extract, file 12' };

async function clear(of: PaymentCase): Promise<PaymentCase> {
  for (let next = pendingRoles(of)[0]; next !== undefined; next = pendingRoles(await now(of))[0]) {
    const [actor] = treasury.data.directory.withRole(next);
    const { version: shownVersion } = await now(of);
    const press = {
      type: 'clear_false_positive',
      shownVersion,
      comment: 'another party',
      inputs,
      actor: actor!,
    } as const;
    expect(await treasury.actOnCase(of.runId, press)).toMatchObject({ ok: true });
  }
  return treasury.runOn(of.runId);
}

const newParty = listing(90_001, 'QUILLFEATHER HARBOUR LOGISTICS');

describe('a list that names the payee of a payment', () => {
  it('that waits sends it back to compliance', async () => {
    const waiting = await pay('Quillfeather Harbor');
    expect(waiting.status).toBe('awaiting_approval');
    await publish('2026-01-21', newParty);
    await rescreen();
    expect(await now(waiting)).toMatchObject({ status: 'under_review', decision: null });
    expect(treasury.woken).toContain(waiting.runId);
    const looked = await treasury.runOn(waiting.runId);
    expect(looked).toMatchObject({ status: 'compliance_review', decision: { outcome: 'compliance_hold' } });
    expect((await rescreenings()).map(({ payload }) => payload)).toMatchObject([
      {
        screened_against: expect.stringContaining('2026-01-21'),
        status_before: 'awaiting_approval',
        new_hits: [{ role: 'beneficiary', uid: '90001', decision: 'ESCALATE' }],
        voided: [],
      },
    ]);
  });

  it('that is approved and has not left is rejected where the name is the listed one, and says whose approvals are void', async () => {
    const waiting = await pay('Quillfeather Harbour Logistics');
    expect(await treasury.approve(waiting.runId)).toMatchObject({ ok: true, case: { status: 'approved' } });
    const { approvals } = await now(waiting);
    await publish('2026-01-21', newParty);
    await rescreen();
    const stopped = await treasury.runOn(waiting.runId);
    expect(stopped).toMatchObject({
      status: 'rejected',
      decision: { outcome: 'blocked' },
      approvals: [],
      returned: { by: null, voided: approvals.map(({ role, by }) => ({ role, by })) },
    });
    const card = JSON.stringify(await cardOf(stopped));
    for (const { by } of approvals) expect(card).toMatch(new RegExp(`\\*\\*${by.name}\\*\\* \\([^)]+\\): void since`));
    expect(card).toContain('screened again with DEMO LIST of 21 Jan 2026');
    // Nobody who reads the shared card is told what was found.
    expect(card).not.toMatch(/90001|TEST"|QUILLFEATHER HARBOUR LOGISTICS/);
  });

  it('while it is under review is met once the review is decided', async () => {
    const submitted = await treasury.submit({
      beneficiary_name: 'Quillfeather Harbour Logistics',
      amount: 60_000,
      currency: 'USD',
      account_id: 'ACC-BAN-002',
      entity: 'BankSubsidiary_TR',
      payment_type: 'SWIFT',
    });
    if (!submitted.ok) throw new Error('refused');
    const { runId } = submitted.case;
    await treasury.advanceOnce(runId);
    await publish('2026-01-21', newParty);
    await rescreen();
    expect(await treasury.runOn(runId)).toMatchObject({ status: 'awaiting_approval' });
    await rescreen();
    expect(await treasury.runOn(runId)).toMatchObject({ status: 'rejected', decision: { outcome: 'blocked' } });
  });

  it('that was rejected changes nothing', async () => {
    const rejected = await treasury.reject((await pay('Quillfeather Harbour Logistics')).runId);
    await publish('2026-01-21', newParty);
    await rescreen();
    expect(await now(rejected)).toEqual(rejected);
  });

  it('whose day is over, or that the ledger says has left, changes nothing: looking back is for that', async () => {
    const [gone, left] = [await pay('Quillfeather Harbour Logistics'), await treasury.review('TXN-002')];
    for (const { runId } of [gone, left]) expect(await treasury.approve(runId)).toMatchObject({ ok: true });
    treasury.changeLedger('flows', (text) => text.replace(/^(TXN-002,.*)QUEUED/m, '$1RELEASED'));
    await treasury.data.refresh();
    await publish('2026-01-21', (rows) => listing(90_002, 'ACME CORP')(rows));
    await rescreen();
    expect(await now(left)).toMatchObject({ status: 'approved' });
    await treasury.clock.advance(24 * 3_600_000);
    await publish('2026-01-22', newParty);
    await rescreen();
    expect(await now(gone)).toMatchObject({ status: 'approved' });
  });
});

describe('a payment under compliance review', () => {
  it('is asked about anew where the new list names somebody else too; who had spoken speaks again', async () => {
    const review = await treasury.review('TXN-004');
    const [role = ''] = pendingRoles(review);
    const [actor] = treasury.data.directory.withRole(role);
    const press = {
      type: 'clear_false_positive',
      shownVersion: review.version,
      comment: 'another',
      inputs,
      actor: actor!,
    } as const;
    expect(await treasury.actOnCase(review.runId, press)).toMatchObject({ ok: true });
    await publish('2026-01-21', listing(90_003, 'MASKAN TRADING AND SHIPPING'));
    await rescreen();
    const anew = await treasury.runOn(review.runId);
    expect(anew).toMatchObject({ status: 'compliance_review', dispositions: [], returned: { voided: [{ role }] } });
    const matched = readEvidence(anew.run).sanctions?.parties?.flatMap((party) => [party, ...party.also_found]);
    expect(matched?.map(({ match_details }) => match_details.uid)).toContain('90003');
    const compliance = JSON.stringify(await screeningCardOf(anew));
    expect(compliance).toContain('New since');
    expect(compliance).toContain('90003');
  });

  it('is left alone where the new list says no more than the old one', async () => {
    const review = await treasury.review('TXN-004');
    await publish('2026-01-21', listing(90_004, 'SOMEBODY QUITE DIFFERENT'));
    await rescreen();
    expect(await now(review)).toEqual(review);
  });

  it('is not cleared by a list that no longer names the party', async () => {
    const review = await treasury.review('TXN-004');
    await publish('2026-01-21', withoutName('BANK MASKAN'));
    await rescreen();
    expect(await now(review)).toEqual(review);
    await publish('2026-01-22', listing(90_003, 'MASKAN TRADING AND SHIPPING'));
    await rescreen();
    const anew = await treasury.runOn(review.runId);
    const before = readEvidence(review.run).sanctions?.match_details.uid;
    expect(JSON.stringify(anew.run)).toContain(`"uid":"${before}"`);
    expect(anew.status).toBe('compliance_review');
  });
});

describe('a match that compliance cleared', () => {
  it('does not come back by the same row, and does by another', async () => {
    const cleared = await clear(await treasury.review('TXN-004'));
    expect(cleared.status).toBe('awaiting_approval');
    await publish('2026-01-21', listing(90_004, 'SOMEBODY QUITE DIFFERENT'));
    await rescreen();
    expect(await now(cleared)).toEqual(cleared);
    await publish('2026-01-22', listing(90_003, 'MASKAN TRADING AND SHIPPING'));
    await rescreen();
    const anew = await clear(await treasury.runOn(cleared.runId));
    // Two lists in sequence: what either of them found is answered for.
    expect(anew.status).toBe('awaiting_approval');
    await publish('2026-01-23', listing(90_005, 'NOBODY OF IMPORTANCE'));
    await rescreen();
    expect(await now(anew)).toEqual(anew);
    expect(await rescreenings()).toHaveLength(1);
  });
});

describe('screening again', () => {
  it('is done once for each state of the lists, and anew by a desk that has just started', async () => {
    const waiting = await pay('Quillfeather Harbor');
    await publish('2026-01-21', newParty);
    const round = treasury.startRescreening();
    await round();
    await treasury.runOn(waiting.runId);
    const after = await now(waiting);
    await round();
    await rescreen();
    expect(await now(after)).toEqual(after);
    expect(treasury.log.lines.filter(({ message }) => message === 'waiting payments screened again')).toHaveLength(1);
  });

  it('goes on with the others where one cannot be screened, and says so until it can', async () => {
    const broken = await pay('Quillfeather Harbour Logistics');
    const sound = await pay('Quillfeather Harbour Logistics');
    await publish('2026-01-21', newParty);
    let isBroken = true;
    const round = treasury.startRescreening({
      findCase: (runId) =>
        isBroken && runId === broken.runId
          ? Promise.reject(new Fault('store_corrupt', 'cannot be read'))
          : treasury.store.findCase(runId),
    });
    await expect(round()).rejects.toMatchObject({ code: 'tool_failed' });
    await expect(round()).rejects.toMatchObject({ code: 'tool_failed' });
    expect((await now(sound)).status).toBe('under_review');
    expect(treasury.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    isBroken = false;
    await round();
    expect((await now(broken)).status).toBe('under_review');
  });

  it('begins a run anew that cannot go on where it stopped', async () => {
    const waiting = await pay('Quillfeather Harbour Logistics');
    const { definition } = waiting.run;
    await treasury.rewrite({
      ...waiting,
      run: { ...waiting.run, definition: { ...definition, fingerprint: 'other' } },
    });
    await publish('2026-01-21', newParty);
    await rescreen();
    expect(await treasury.runOn(waiting.runId)).toMatchObject({ status: 'rejected', decision: { outcome: 'blocked' } });
  });
});

const cards = createCards({ words: english, templates: loadTemplates('cards') });
async function offersOf(of: PaymentCase) {
  return permittedActions(of, null, await treasury.knowledge.inForce(of));
}
async function cardOf(of: PaymentCase) {
  return cards.paymentCard({
    case: of,
    isDemoDay: true,
    businessNow: treasury.clock.now(),
    listName: 'DEMO LIST',
    offers: await offersOf(of),
    viewer: null,
    asked: [],
    restarters: () => [],
    releasers: () => [],
    stoppedBy: null,
    events: await treasury.store.readEvents({ runId: of.runId, afterSeq: 0, limit: 100 }),
  });
}
async function screeningCardOf(of: PaymentCase) {
  return cards.screeningCard(of, await offersOf(of));
}
