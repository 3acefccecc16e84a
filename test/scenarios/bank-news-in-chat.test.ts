/** A payment that comes back from the bank is told to whoever asked for it and whoever released it, once, by two desks over one database. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { importStatements } from '../../src/sources/ledger/import-statements';
import { people } from '../fakes/demo-desk';
import { describePostgres } from '../fakes/describe-postgres';
import { createMovableClock } from '../fakes/movable-clock';
import { PostgresServer } from '../fakes/postgres';
import { openTwoDemoDesks, type TwoDemoDesks } from '../fakes/two-demo-desks';

const { dana, omar, maya } = people;

describePostgres('what a bank sends back', () => {
  let server: PostgresServer;
  let desks: TwoDemoDesks;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'bank-news-'));
    cpSync('demo/ledger', path.join(folder, 'ledger'), { recursive: true });
    server = await PostgresServer.start();
    const clock = createMovableClock('2026-01-22T10:25:00Z');
    desks = await openTwoDemoDesks(server, { clock }, { LEDGER_DIR: path.join(folder, 'ledger') });
  });
  afterAll(async () => {
    await desks.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const chatOf = (who: typeof dana) => desks.through(desks.first, `chat of ${who.name}`);

  /** The newest card of each message in that chat. */
  function newsTo(who: typeof dana): string[] {
    const newest = new Map<string, string>();
    for (const { conversationId, activityId, activity } of desks.connector.sent)
      if (conversationId === `chat of ${who.name}` && activity.attachments)
        newest.set(activityId, JSON.stringify(activity.attachments[0]?.content));
    return [...newest.values()].filter((card) => card.includes('was returned by the bank'));
  }

  /** False where it was imported already. */
  function bring(number: number, lines: readonly string[]): boolean {
    const entries = lines.map((line) => `:61:2601220122${line}`);
    const head = [':20:DAY', ':25:ACC-BAN-002', `:28C:${number}`, ':34F:USD0,', `:13D:2601221${number}00+0000`];
    const file = path.join(folder, `${number}.sta`);
    writeFileSync(file, [...head, ...entries, '-', ''].join('\n'));
    return importStatements({ folder: path.join(folder, 'ledger'), files: [file] }).ok;
  }

  it('is told once to each of the two in their own chat, and to nobody else, however often the statement comes', async () => {
    for (const who of [omar, maya]) await chatOf(who).say(who, '/help');
    await chatOf(dana).say(dana, '/payment TXN-002');
    const { runId, version } = await desks.caseWhere('TXN-002', ({ status }) => status === 'awaiting_approval');
    await chatOf(omar).press(omar, 'approve', { run_id: runId, version });
    const approved = await desks.caseWhere('TXN-002', ({ status }) => status === 'approved');
    const released = { run_id: runId, version: approved.version, bank_reference_release: 'FT1' };
    await chatOf(omar).press(omar, 'release', released);
    await desks.caseWhere('TXN-002', ({ status }) => status === 'released');
    const lines = ['D50000,00NTRFTXN-002//B1', 'RD50000,00NTRFTXN-002//B2'];
    expect(bring(1, lines)).toBe(true);
    await desks.caseWhere('TXN-002', ({ status }) => status === 'returned');
    for (let tries = 0; tries < 200 && [dana, omar].some((who) => newsTo(who).length === 0); tries += 1)
      await pause(50);
    expect(bring(1, lines)).toBe(false);
    expect(bring(2, [...lines, 'D10,00NTRFTXN-OTHER//B3'])).toBe(true);
    await pause(3_000);
    expect([dana, omar, maya].map((who) => newsTo(who).length)).toEqual([1, 1, 0]);
    expect(newsTo(dana)[0]).toContain('50,000 USD to ACME Corp');
    expect(newsTo(omar)[0]).toContain('Dana Demir may ask again from its card');
  }, 90_000);
});
