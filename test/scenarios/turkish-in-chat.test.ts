import { turkishService } from '../../src/cards/words/turkish/service';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { openChannel } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, maya, omar } = people;
let desk: DemoDesk;
beforeAll(async () => {
  desk = await startDemoDesk();
});
afterAll(() => desk.close());

async function pressed(on: PaymentCase, who: (typeof people)[keyof typeof people], verb: string) {
  return desk.channel.press(who, verb, { run_id: on.runId, version: on.version });
}

it('a chat that chose Turkish is answered in Turkish, its cards too, and the record stays as it is', async () => {
  await desk.channel.say(dana, '/language tr');
  await desk.connector.cardWith('Bundan sonra Türkçe yazarım.');
  await desk.channel.say(dana, '/payment TXN-002');
  // The worker draws it, to whom nobody spoke.
  await desk.connector.cardWith('Onayla: 50.000 USD');
  const waiting = await desk.caseWhere('TXN-002', ({ status }) => status === 'awaiting_approval');
  expect(waiting.decision?.reason).toBe('Sanctions CLEAR, no liquidity breach, before cutoff');

  const refused = await pressed(waiting, dana, 'approve');
  expect(JSON.stringify(refused.body)).toContain('Talep eden kendi ödemesine karar veremez');

  await desk.channel.say(dana, 'bekleyen onaylarım neler?');
  await desk.connector.cardWith('Bekleyen: 1');
  await desk.channel.say(dana, 'teşekkürler');
  await desk.connector.cardWith('Rica ederim.');
  await desk.channel.say(dana, 'mavi gökyüzü');
  await desk.connector.cardWith('Bunu anlamadım');

  await desk.channel.say(dana, 'EUR SEPA için son saat nedir?');
  await desk.connector.cardWith('belirleyen: iç kural), kalan');
  await desk.channel.say(dana, '300 bin USD ödemeyi kim onaylar?');
  await desk.connector.cardWith('yaptırım temiz, son saatten önce: DEVAM. Onaylayan:');

  await desk.channel.say(dana, '/status');
  await desk.connector.cardWith('veri saati 22 Oca 2026 10:20 UTC');

  await pressed(waiting, omar, 'approve');
  await desk.connector.cardWith('Onaylayan: Omar Okafor');

  await desk.channel.say(dana, '/language en');
  await desk.connector.cardWith('From now on I write in English.');
  await desk.channel.say(dana, 'thanks');
  await desk.connector.cardWith('You are welcome.');
});

it('whoever reads English is answered in English, also in a chat that chose Turkish since the payment was asked for', async () => {
  const inGroup = openChannel(desk.connector, desk.url, { conversationType: 'groupChat', chat: 'group' });
  await openChannel(desk.connector, desk.url, { chat: 'chat of Maya' }).say(maya, '/language en');
  await inGroup.say(dana, '/payment TXN-EMRG-001');
  const asked = await desk.caseWhere('TXN-EMRG-001', ({ status }) => status === 'awaiting_approval');
  await inGroup.say(dana, '/language tr');
  const { body } = await inGroup.press(maya, 'approve', { run_id: asked.runId, version: asked.version });
  expect((await desk.caseOf('TXN-EMRG-001')).approvals).toHaveLength(1);
  expect(JSON.stringify(body)).toContain('Payment TXN-EMRG-001');
});

it('every duty has a name in Turkish', async () => {
  const { checks } = (await (await fetch(`${desk.url}/readyz`)).json()) as { checks: { name: string }[] };
  const duties = checks.flatMap(({ name }) => (name.startsWith('duty: ') ? [name.slice('duty: '.length)] : []));
  expect(duties.length).toBeGreaterThan(10);
  expect(Object.keys(turkishService.duties)).toEqual(expect.arrayContaining(duties));
});
