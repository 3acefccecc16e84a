/** Who stands in for whom is one thing for two desks over one database, at once. */
import { setTimeout as pause } from 'node:timers/promises';
import { objectsOf } from '../cards/read-card';
import { describePostgres } from '../fakes/describe-postgres';
import { people, type DemoDesk } from '../fakes/demo-desk';
import { openForSuite, type TwoDemoDesks } from '../fakes/two-demo-desks';

const { dana, maya, selin } = people;
/** As fast as anybody presses the next button; both look by themselves every five seconds. */
const atOnceMs = 300;

describePostgres('a delegation given on one of two desks', () => {
  let desks: TwoDemoDesks;
  openForSuite((opened) => {
    desks = opened;
  });

  const chatOf = (who: typeof dana, desk: DemoDesk) => desks.through(desk, `chat of ${who.name}`);
  const dataOf = (card: unknown, verb: string) =>
    objectsOf(card as never).find((one) => one['verb'] === verb)?.['data'] as Record<string, unknown>;

  /** What somebody reads in answer to it: other cards may come into their chat too. */
  async function said(who: typeof dana, desk: DemoDesk, text: string, has: string): Promise<object | undefined> {
    const before = desks.connector.sent.length;
    await chatOf(who, desk).say(who, text);
    return desks.connector.sent
      .slice(before)
      .map(({ activity }) => activity.attachments?.[0]?.content ?? {})
      .find((card) => JSON.stringify(card).includes(has));
  }

  async function give(desk: DemoDesk): Promise<{ delegation: unknown; version: unknown }> {
    const form = await said(maya, desk, '/delegate', 'give_delegation');
    const { body } = await chatOf(maya, desk).press(maya, 'give_delegation', {
      ...dataOf(form, 'give_delegation'),
      to: selin.aadObjectId,
      role: 'Treasury Manager',
      first_day: '2026-01-22',
      last_day: '2026-02-04',
      up_to_usd: '300,000',
      reason: 'at a conference',
    });
    const { delegation, version } = dataOf((body as { value: object }).value, 'end_delegation');
    return { delegation, version };
  }

  it('stands in the list of the other, and its delegate approves there', async () => {
    const { first, second } = desks;
    for (const who of [selin, maya]) await chatOf(who, first).say(who, '/help');
    await chatOf(dana, first).say(dana, '/payment TXN-EMRG-001');
    const { runId, version } = await desks.caseWhere('TXN-EMRG-001', ({ status }) => status !== 'under_review');
    const given = await give(first);
    await pause(atOnceMs);
    expect(await said(selin, second, '/delegations', 'Selin Sahin for Maya Marchetti')).toBeDefined();

    await chatOf(selin, first).press(selin, 'accept_delegation', given);
    await pause(atOnceMs);
    expect(await said(selin, second, '/pending', 'Waits for you: 1')).toBeDefined();
    await chatOf(selin, second).press(selin, 'approve', { run_id: runId, version });
    expect((await second.caseOf('TXN-EMRG-001')).approvals.map(({ by }) => by.name)).toEqual(['Selin Sahin']);
  });
});
