import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';
import { readPrometheus } from '../fakes/read-prometheus';

const { dana } = people;
const token = 'a-token-of-the-scraper';

async function withDesk(environment: Readonly<Record<string, string>>, use: (desk: DemoDesk) => Promise<void>) {
  const desk = await startDemoDesk(environment);
  try {
    await use(desk);
  } finally {
    await desk.close();
  }
}

async function figuresOf(desk: DemoDesk) {
  const response = await fetch(`${desk.url}/metrics`);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  const samples = readPrometheus(await response.text());
  return (name: string, labels: object = {}) =>
    samples.find(
      (one) =>
        one.name === `treasury_desk_${name}` &&
        Object.entries(labels).every(([label, value]) => one.labels[label] === value),
    )?.value;
}

test('what was asked, decided and waits, and how old lists and ledger are', () =>
  withDesk({ METRICS: '1' }, async (desk) => {
    for (const [paymentId, status] of [
      ['TXN-002', 'awaiting_approval'],
      ['TXN-001', 'rejected'],
      ['TXN-004', 'compliance_review'],
    ] as const) {
      await desk.channel.say(dana, `/payment ${paymentId}`);
      await desk.caseWhere(paymentId, (now) => now.status === status);
    }
    const figure = await figuresOf(desk);
    expect(figure('payments_total')).toBe(3);
    expect(figure('reviews_total', { ended: 'decided' })).toBe(3);
    expect(figure('decisions_total', { action: 'PROCEED', reason_code: '' })).toBe(1);
    expect(figure('decisions_total', { action: 'REJECT', reason_code: 'REJ_SANC_BLOCK' })).toBe(1);
    expect(figure('decisions_total', { action: 'HOLD', reason_code: 'HOLD_SANC_ESC' })).toBe(1);
    expect(figure('step_duration_seconds_count', { step: 'step_1_sanctions', ended: 'completed' })).toBe(3);
    expect(figure('approvals_waiting')).toBe(1);
    expect(figure('cases', { status: 'compliance_review' })).toBe(1);
    expect(figure('cases', { status: 'under_review' })).toBe(0);
    // The demo day is 22 January, its list of the 21st; the ledger is true as of 10:20 and the day begins at 10:25.
    expect(figure('watch_list_age_seconds', { list: 'DEMO LIST' })).toBeGreaterThanOrEqual((24 + 10) * 3_600);
    expect(figure('ledger_age_seconds')).toBeGreaterThanOrEqual(300);
    expect(figure('ledger_age_seconds')).toBeLessThan(400);
    expect(figure('cards_undelivered')).toBe(0);
  }));

test('cards that cannot be delivered are told', () =>
  withDesk({ METRICS: '1' }, async (desk) => {
    desk.connector.failWith(403);
    await desk.channel.say(dana, '/payment TXN-002');
    await desk.caseWhere('TXN-002', (now) => now.status === 'awaiting_approval');
    const isFailing = () => desk.log.lines.some(({ message }) => message.startsWith('card delivery'));
    while (!isFailing()) await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await figuresOf(desk))('cards_undelivered')).toBe(1);
  }));

test('without the switch there is no such page', () =>
  withDesk({}, async (desk) => {
    expect((await fetch(`${desk.url}/metrics`)).status).toBe(404);
  }));

describe('who may read them', () => {
  const asked = (desk: DemoDesk, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
    fetch(`${desk.url}/metrics`, { method, headers }).then(({ status }) => status);

  test('without a token programs on this machine, and nobody who came through a proxy', () =>
    withDesk({ METRICS: '1' }, async (desk) => {
      expect(await asked(desk)).toBe(200);
      expect(await asked(desk, { 'x-forwarded-for': '10.0.0.1' })).toBe(403);
      expect(await asked(desk, { origin: 'https://example.com' })).toBe(403);
      expect(await asked(desk, {}, 'POST')).toBe(405);
    }));

  test('with a token whoever bears it, wherever from', () =>
    withDesk({ METRICS: '1', METRICS_TOKEN: token }, async (desk) => {
      expect(await asked(desk)).toBe(401);
      expect(await asked(desk, { authorization: 'Bearer another-token-of-somebody' })).toBe(401);
      expect(await asked(desk, { authorization: `Bearer ${token}`, 'x-forwarded-for': '10.0.0.1' })).toBe(200);
    }));
});
