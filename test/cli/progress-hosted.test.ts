/** A card while a hosted agent takes its time, on a served desk. */
import { openChannel, startConnector } from '../fakes/connector';
import { people } from '../fakes/demo-desk';
import { honest } from '../fakes/foundry/models';
import { describeHosted } from '../fakes/foundry/hosted-treasury';
import { gatewayUrl, openHostedProcess } from '../fakes/foundry/hosted-process';
import { runDesk, startServing } from './run-desk';

describeHosted('a payment under review by hosted agents', () => {
  test('shows which of them is being asked and since when, and the audit has no word of it', async () => {
    const hosted = await openHostedProcess();
    const connector = await startConnector();
    let answer = (): void => undefined;
    const isShown = new Promise<void>((resolve) => (answer = resolve));
    hosted.standIn.models.set('liquidity-screening-agent', async (turn) => {
      await isShown;
      return honest(turn);
    });
    const environment = { PROFILE: 'local', DATA_DIR: hosted.folder, ...hosted.environment };
    try {
      await runDesk(['agents', 'deploy', '--gateway', gatewayUrl], { environment });
      const desk = await startServing(environment);
      await openChannel(connector, desk.url).say(people.dana, '/payment TXN-002');
      const { activityId } = await connector.cardWith('Liquidity screening: running since', 30_000);
      answer();
      await connector.cardOn(activityId, '"verb":"approve"', 30_000);
      expect(connector.cards().size).toBe(1);
      expect(await desk.stop()).toBe(0);
      const audit = await runDesk(['audit', 'show', 'TXN-002', '--json'], { environment });
      const types = (JSON.parse(audit.stdout) as { type: string }[]).map(({ type }) => type);
      expect(types).toEqual(['payment_submitted', 'step_completed', 'step_completed', 'decision_made']);
    } finally {
      answer();
      await connector.close();
      await hosted.close();
    }
  });
});
