/** The whole desk twice over one database, and one channel whose every message, press and answer either of them may get. */
import { setTimeout as pause } from 'node:timers/promises';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { openChannel, type Channel, type Connector } from './connector';
import { startDemoDesk, type DemoDesk } from './demo-desk';
import { PostgresServer } from './postgres';

export interface TwoDemoDesks {
  readonly first: DemoDesk;
  readonly second: DemoDesk;
  /** The channel of both. */
  readonly connector: Connector;
  /** The same chat, whichever desk is given what is said in it; left out, one personal chat. */
  through(desk: DemoDesk, chat?: string): Channel;
  /** The case once it is as wanted, whichever desk brings it there. Throws after the bound. */
  caseWhere(paymentId: string, isWanted: (now: PaymentCase) => boolean, withinMs?: number): Promise<PaymentCase>;
  /** One more, as after a restart. */
  start(): Promise<DemoDesk>;
  /** The newest message of the chat, as JSON. */
  newest(): string;
  close(): Promise<void>;
}

export async function openTwoDemoDesks(
  server: PostgresServer,
  options: Parameters<typeof startDemoDesk>[1] = {},
  environment: Parameters<typeof startDemoDesk>[0] = {},
): Promise<TwoDemoDesks> {
  const place = await server.database();
  const started: DemoDesk[] = [];
  async function start(): Promise<DemoDesk> {
    const desk = await startDemoDesk({ ...environment, DATABASE_URL: server.url(place.database) }, options);
    started.push(desk);
    return desk;
  }
  const first = await start();
  const second = await start();
  const { connector } = first;
  return {
    first,
    second,
    connector,
    through: (desk, chat) => openChannel(connector, desk.url, chat === undefined ? {} : { chat }),
    start,
    async caseWhere(paymentId, isWanted, withinMs = 30_000) {
      const beganMs = performance.now();
      for (;;) {
        const now = await first.store.findCaseByPayment(paymentId);
        if (now && isWanted(now)) return now;
        if (performance.now() - beganMs > withinMs) throw new Error(`${paymentId} is ${now?.status ?? 'not there'}`);
        await pause(50);
      }
    },
    newest: () => JSON.stringify([...connector.cards().values()].at(-1) ?? null),
    async close() {
      // Whose connector is everybody's goes last.
      for (const desk of started.reverse()) await desk.close();
      await server.drop(place);
    },
  };
}

/** Opened before the first test of a suite, on a server of its own, and closed after the last. */
export function openForSuite(take: (desks: TwoDemoDesks) => void): void {
  let server: PostgresServer;
  let desks: TwoDemoDesks;
  beforeAll(async () => {
    server = await PostgresServer.start();
    desks = await openTwoDemoDesks(server);
    take(desks);
  });
  afterAll(async () => {
    await desks.close();
    await server.stop();
  });
}
