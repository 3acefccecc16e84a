import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeInbox } from '../../src/sources/statements/inbox';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

let ledgerDir: string;
let desk: DemoDesk;

beforeEach(async () => {
  ledgerDir = mkdtempSync(path.join(tmpdir(), 'treasury-desk-ledger-'));
  cpSync('demo/ledger', ledgerDir, { recursive: true });
  desk = await startDemoDesk({ LEDGER_DIR: ledgerDir });
});
afterEach(async () => {
  await desk.close();
  rmSync(ledgerDir, { recursive: true });
});

it('a flow that arrives while a payment waits changes its card by itself: it says what got worse and takes no approval', async () => {
  await desk.channel.say(people.dana, '/payment TXN-002');
  const { activityId } = await desk.connector.cardWith('"verb":"approve"');
  appendFileSync(
    path.join(ledgerDir, 'ledger_today.csv'),
    'NEW-1,2026-01-22 12:00:00,BankSubsidiary_TR,ACC-BAN-002,Storm Repair Inc,SWIFT,1600000.00,OUT,USD,QUEUED,,SWIFT\n',
  );
  const { activityId: updated, card } = await desk.connector.cardWith('Worse since the decision', 20_000);
  expect(updated).toBe(activityId);
  expect(JSON.stringify(card)).toContain('gap from 0 USD to 100,000 USD');
  expect(JSON.stringify(card)).not.toContain('"verb":"approve"');
  const [event] = (await desk.store.readEvents({ limit: 100 })).slice(-1);
  expect(event).toMatchObject({ type: 'liquidity_rechecked', payload: { verdict: 'worse' } });
}, 60_000);

describe('a ledger that changed a moment ago, before the desk looks by itself', () => {
  const press = async (who: (typeof people)[keyof typeof people], verb: string, more: object = {}) => {
    const { runId, version } = await desk.caseOf('TXN-002');
    await desk.channel.press(who, verb, { run_id: runId, version, ...more });
  };
  const reviewed = async () => {
    await desk.channel.say(people.dana, '/payment TXN-002');
    await desk.caseWhere('TXN-002', ({ status }) => status === 'awaiting_approval');
  };
  const stormRepair = () => {
    appendFileSync(
      path.join(ledgerDir, 'ledger_today.csv'),
      'NEW-1,2026-01-22 12:00:00,BankSubsidiary_TR,ACC-BAN-002,Storm Repair Inc,SWIFT,1600000.00,OUT,USD,QUEUED,,SWIFT\n',
    );
  };

  it('is what a review that is restarted is of', async () => {
    await reviewed();
    stormRepair();
    await press(people.dana, 'restart_review', { comment: 'the ledger is right now' });
    const again = await desk.caseWhere('TXN-002', ({ returned, status }) => !!returned && status !== 'under_review');
    expect(again.decision?.outcome).toBe('liquidity_hold');
  }, 60_000);

  it('lets nobody approve what does not fit any more', async () => {
    await reviewed();
    stormRepair();
    await press(people.omar, 'approve');
    expect(await desk.caseOf('TXN-002')).toMatchObject({
      status: 'awaiting_approval',
      approvals: [],
      liquidityCheck: { verdict: 'worse' },
    });
  }, 60_000);
});

it('a ledger that cannot be read is told by /status with its line, and forgotten once it is mended', async () => {
  const flows = path.join(ledgerDir, 'ledger_today.csv');
  const sound = readFileSync(flows, 'utf8');
  appendFileSync(flows, 'garbage,row\n');
  await desk.channel.say(people.dana, '/status');
  await desk.connector.cardWith('csv:87: has 2 fields instead of 12');
  await desk.connector.cardWith('as of 22 Jan 2026 10:20 UTC');
  writeFileSync(flows, `${sound}\n`);
  await desk.channel.say(people.dana, '/status');
  const said = () => [...desk.connector.cards().values()].map((card) => JSON.stringify(card));
  expect(said().at(-1)).not.toContain('A changed ledger is not in force');
}, 60_000);

it('an account that a statement of the inbox does not prove is named by /status', async () => {
  const inbox = path.join(ledgerDir, 'inbox');
  mkdirSync(inbox);
  const lines = [':20:S', ':25:ACC-BAN-002', ':28C:1/1', ':60F:C260121USD3700000,00', ':62M:C260122USD3700000,00', '-'];
  writeFileSync(path.join(inbox, 'a.sta'), `${lines.join('\n')}\n`);
  takeInbox(ledgerDir, Date.now() + 1_000);
  await desk.channel.say(people.dana, '/status');
  await desk.connector.cardWith('ACC-BAN-002 USD is not proven, and nothing is released on it');
}, 60_000);
