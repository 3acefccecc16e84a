/** The whole desk on the shipped demo data, in this process, on a port of its own and in a folder that goes away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/composition/config';
import { openStore } from '../../src/composition/open-review';
import { serve } from '../../src/composition/serve';
import type { Store } from '../../src/ports';
import { openChannel, startConnector, type Channel, type Connector, type Speaker } from './connector';
import { createRecordingLog, type RecordingLog } from './recording-log';

export interface DemoDesk {
  readonly url: string;
  readonly store: Store;
  readonly connector: Connector;
  readonly channel: Channel;
  readonly log: RecordingLog;
  close(): Promise<void>;
}

export async function startDemoDesk(environment: Readonly<Record<string, string>> = {}): Promise<DemoDesk> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  const config = { ...readConfig({}, { PROFILE: 'local', DATA_DIR: folder, ...environment }), port: 0 };
  const log = createRecordingLog();
  const store = await openStore(config, { keep: 'existing' });
  const server = await serve({ config, credentials: null, log, store });
  const connector = await startConnector();
  return {
    url: server.url,
    store,
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
  stranger: { id: '29:stranger', name: 'A Stranger', aadObjectId: '00000000-0000-0000-0000-0000000009ff' },
} as const;
