import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Which packages the process has loaded so far. */
const tellLoaded = `
  const packages = Object.keys(require.cache).flatMap((file) => {
    const [, name] = /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(file) ?? [];
    return name === undefined ? [] : [name];
  });
  process.stdout.write('\\n' + JSON.stringify([...new Set(packages)]));
`;

/** Serves and reviews with the embedded agents in a process of its own. */
const servesAndReviews = `
require('${join(root, 'test/fakes/typescript-hook.cjs')}');
const { readConfig } = require('${join(root, 'src/composition/config/config.ts')}');
const { openStore } = require('${join(root, 'src/composition/store/open-store.ts')}');
const { serve } = require('${join(root, 'src/composition/serve/serve.ts')}');
const { reviewIn } = require('${join(root, 'src/cli/review.ts')}');
const quiet = { info() {}, warn() {}, error() {} };
(async () => {
  const config = { ...readConfig({ profile: 'local' }), port: 0 };
  const store = await openStore(config, { keep: 'nothing' });
  const served = await serve({ config, credentials: null, log: quiet, store });
  await reviewIn(store, config, quiet, { payment_id: 'TXN-002' });
  await served.close();
  ${tellLoaded}
  process.exit(0);
})();
`;

/** Puts one question to each of the gates, as the commands do. */
const asksTheGates = `
require('${join(root, 'test/fakes/typescript-hook.cjs')}');
const { readConfig } = require('${join(root, 'src/composition/config/config.ts')}');
const { screen } = require('${join(root, 'src/cli/screening/screen.ts')}');
const { liquidity } = require('${join(root, 'src/cli/liquidity/liquidity.ts')}');
(async () => {
  const config = readConfig({ profile: 'local' });
  await screen(config, 'ACME Corp', {});
  liquidity(config, { paymentId: 'TXN-002' });
  ${tellLoaded}
})();
`;

function loadedBy(script: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n'))) as string[];
}

test('with the embedded agents neither the client of hosted ones, nor a model’s, nor an exporter of traces is loaded', () => {
  // Figures are the desk's own.
  const loaded = loadedBy(servesAndReviews, { METRICS: '1' });
  // The edge's own packages are there, so the list is not empty for another reason.
  expect(loaded).toEqual(expect.arrayContaining(['botbuilder', 'restify', 'zod']));
  expect(
    loaded.filter((name) =>
      /^(@azure\/ai-|openai$|pg$|pg-boss$|@opentelemetry\/|@microsoft\/agents-|@azure\/monitor)/.test(name),
    ),
  ).toEqual([]);
});

test('the Agents SDK carries the chat without Bot Framework', () => {
  const loaded = loadedBy(servesAndReviews, { CHANNEL: 'agents-sdk' });
  expect(loaded).toEqual(expect.arrayContaining(['@microsoft/agents-hosting', 'restify', 'zod']));
  expect(loaded.filter((name) => /^(botbuilder|botframework-|@microsoft\/teams-ai$)/.test(name))).toEqual([]);
});

test('a question to one gate loads neither a database, nor a chat, nor a client of other servers', () => {
  const loaded = loadedBy(asksTheGates);
  expect(loaded).toEqual(expect.arrayContaining(['yaml', 'zod', 'any-ascii']));
  expect(
    loaded.filter((name) =>
      /^(kysely|libsql|botbuilder|restify|adaptive|jsonwebtoken|jsonpath|@modelcontextprotocol\/)/.test(name),
    ),
  ).toEqual([]);
});
