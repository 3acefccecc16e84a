/** The whole desk on the shipped demo data, in this process, on a port of its own and in a folder that goes away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/composition/config/config';
import { openStore } from '../../src/composition/store/open-store';
import { serve } from '../../src/composition/serve/serve';
import type { ServeOptions } from '../../src/composition/serve/open-ground';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { Store } from '../../src/ports/store';
import type { ReadAside } from '../../src/sources/payment-files/read-aside';
import { readPaymentBytes, readPaymentFile } from '../../src/sources/payment-files/read-payment-file';
import { openChannel, startConnector, type Channel, type Connector, type Speaker } from './connector';
import { createRecordingLog, type RecordingLog } from './recording-log';

export interface DemoDesk {
  readonly url: string;
  readonly store: Store;
  readonly connector: Connector;
  readonly channel: Channel;
  readonly log: RecordingLog;
  /** Throws where nobody asked for such a payment. */
  caseOf(paymentId: string): Promise<PaymentCase>;
  /** Resolves with the first state of the case that is as wanted, now or once it is committed; rejects after the bound. */
  caseWhere(paymentId: string, isWanted: (now: PaymentCase) => boolean, withinMs?: number): Promise<PaymentCase>;
  close(): Promise<void>;
}

export async function startDemoDesk(
  environment: Readonly<Record<string, string>> = {},
  options: Pick<ServeOptions, 'takesFiles' | 'clock'> = {},
): Promise<DemoDesk> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  // A whole lane can be run through the other package: TEST_CHANNEL=agents-sdk.
  const { TEST_CHANNEL: CHANNEL = 'bot-framework' } = process.env;
  const config = { ...readConfig({}, { PROFILE: 'local', DATA_DIR: folder, CHANNEL, ...environment }), port: 0 };
  const log = createRecordingLog();
  const { store, afterCommit } = noticingCommits(await openStore(config, { keep: 'existing' }));
  const server = await serve({ config, credentials: null, log, store, readAside, ...options });
  const connector = await startConnector();
  async function caseOf(paymentId: string): Promise<PaymentCase> {
    const found = await store.findCaseByPayment(paymentId);
    if (!found) throw new Error(`no case for ${paymentId}`);
    return found;
  }

  return {
    url: server.url,
    store,
    caseOf,
    caseWhere: (paymentId, isWanted, withinMs = 30_000) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void): void => {
          clearTimeout(giveUp);
          stop();
          settle();
        };
        const look = (): void => {
          void store.findCaseByPayment(paymentId).then((now) => {
            if (now && isWanted(now)) end(() => resolve(now));
          }, reject);
        };
        const giveUp = setTimeout(() => {
          end(() => reject(new Error(`${paymentId} did not come to be as wanted within ${withinMs} ms`)));
        }, withinMs);
        const stop = afterCommit(look);
        look();
      }),
    connector,
    channel: openChannel(connector, server.url),
    log,
    close: async () => {
      await server.close();
      await store.close();
      await connector.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Within this thread: jest gives no other its transforms. */
const readAside: ReadAside = (source) =>
  Promise.resolve(
    typeof source === 'string' ? readPaymentFile(source) : readPaymentBytes(source.name, Buffer.from(source.bytes)),
  );

/** The same store, telling whoever wants to know of every commit. */
function noticingCommits(opened: Store) {
  const told = new Set<() => void>();
  const store: Store = {
    ...opened,
    commit: async (request) => {
      const result = await opened.commit(request);
      for (const look of told) look();
      return result;
    },
  };
  const afterCommit = (look: () => void) => {
    told.add(look);
    return () => void told.delete(look);
  };
  return { store, afterCommit };
}

const person = (number: number, name: string): Speaker => ({
  id: `29:${name}`,
  name,
  aadObjectId: `00000000-0000-0000-0000-0000000001${String(number).padStart(2, '0')}`,
});

/** The people of demo/people.yaml, as the channel names them. */
export const people = {
  dana: person(1, 'Dana Demir'),
  omar: person(2, 'Omar Okafor'),
  selin: person(3, 'Selin Sahin'),
  tariq: person(4, 'Tariq Tamimi'),
  maya: person(5, 'Maya Marchetti'),
  helen: person(6, 'Helen Hoffmann'),
  carmen: person(8, 'Carmen Cordero'),
  lars: person(9, 'Lars Lindqvist'),
  olga: person(10, 'Olga Orlova'),
  stranger: { id: '29:stranger', name: 'A Stranger', aadObjectId: '00000000-0000-0000-0000-0000000009ff' },
} as const;
