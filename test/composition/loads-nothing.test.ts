import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Serves and reviews with the embedded agents in a process of its own, and tells which packages were loaded. */
const script = `
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
  const packages = Object.keys(require.cache).flatMap((file) => {
    const [, name] = /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(file) ?? [];
    return name === undefined ? [] : [name];
  });
  process.stdout.write(JSON.stringify([...new Set(packages)]));
  process.exit(0);
})();
`;

function loadedWith(environment: Readonly<Record<string, string>>): readonly string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return JSON.parse(stdout) as string[];
}

test('with the embedded agents neither the client of hosted ones, nor a model’s, nor an exporter of traces is loaded', () => {
  // Figures are the desk's own.
  const loaded = loadedWith({ METRICS: '1' });
  // The edge's own packages are there, so the list is not empty for another reason.
  expect(loaded).toEqual(expect.arrayContaining(['botbuilder', 'restify', 'zod']));
  expect(
    loaded.filter((name) =>
      /^(@azure\/ai-|openai$|pg$|pg-boss$|@opentelemetry\/|@microsoft\/agents-|@azure\/monitor)/.test(name),
    ),
  ).toEqual([]);
});

test('the Agents SDK carries the chat without Bot Framework', () => {
  const loaded = loadedWith({ CHANNEL: 'agents-sdk' });
  expect(loaded).toEqual(expect.arrayContaining(['@microsoft/agents-hosting', 'restify', 'zod']));
  expect(loaded.filter((name) => /^(botbuilder|botframework-|@microsoft\/teams-ai$)/.test(name))).toEqual([]);
});
