import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PolicyFile } from '../../src/domain/policy/tables/policy-files';
import { policyFolder } from '../domain/policy/shipped-policy';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

let folder: string;
let desk: DemoDesk;
beforeEach(async () => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'desk-policy-')), 'policy');
  cpSync(policyFolder, folder, { recursive: true });
  desk = await startDemoDesk({ POLICY_DIR: folder });
});
afterEach(async () => {
  await desk.close();
  rmSync(path.dirname(folder), { recursive: true });
});

function edit(file: PolicyFile, from: string, to: string): void {
  const text = readFileSync(path.join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  writeFileSync(path.join(folder, file), text.replace(from, to));
}

/** The newest answer to /status. */
async function status(): Promise<string> {
  const before = desk.connector.sent.length;
  expect(await desk.channel.say(people.omar, '/status')).toBe(200);
  return JSON.stringify(desk.connector.sent.slice(before));
}

const refusals = () =>
  desk.log.lines.filter(
    ({ message }) => message === 'a changed policy cannot be used; the last good one stays in force',
  );

const breaks: [fault: string, file: PolicyFile, from: string, to: string, told: RegExp][] = [
  ['a syntax error', 'roles.yaml', '{ name: CFO,', '{ name: CFO', /policy\/roles\.yaml:\d+: /],
  ['an unknown key', 'liquidity.yaml', 'data_age: {', 'data_age: { days: 1,', /policy\/liquidity\.yaml:\d+: .*days/],
  ['a bad time zone', 'rails.yaml', 'Europe/London', 'Europe/Londn', /policy\/rails\.yaml:\d+: .*is not a time zone/],
  ['a duplicate id', 'approval-matrix.yaml', 'id: tier-250k', 'id: tier-50k', /id tier-50k is used twice/],
];

test.each(breaks)(
  'a running desk whose policy gets %s says so, decides by the last good one, and takes the mended one',
  async (_fault, file, from, to, told) => {
    const good = /Policy ([0-9a-f]{12})/.exec(await status())?.[1];
    expect(good).toBeDefined();

    // A stricter first tier comes with the fault, to see which policy decides.
    edit('approval-matrix.yaml', 'roles: [Payments Operator]', 'roles: [Treasury Manager, Treasury Analyst]');
    edit(file, from, to);
    const broken = await status();
    expect(broken).toContain(`Policy ${good ?? ''}`);
    expect(broken).toContain('A changed policy is not in force: ');
    expect(broken).toMatch(told);
    expect(refusals()).toHaveLength(1);
    expect(JSON.stringify(refusals()[0])).toMatch(told);

    await desk.channel.say(people.dana, '/payment TXN-002');
    await desk.connector.cardWith('"verb":"approve"');
    expect(await desk.store.findCaseByPayment('TXN-002')).toMatchObject({
      decision: { outcome: 'proceed', requiredApprovals: [{ role: 'Payments Operator' }] },
    });

    edit(file, to, from);
    const mended = await status();
    expect(mended).not.toContain('A changed policy is not in force');
    expect(mended).not.toContain(`Policy ${good ?? ''}`);
    expect(refusals()).toHaveLength(1);
    await desk.channel.say(people.dana, '/payment TXN-003');
    await desk.connector.cardWith('$500,000');
    const first = await desk.store.findCaseByPayment('TXN-002');
    const second = await desk.store.findCaseByPayment('TXN-003');
    expect(first?.policyFingerprint.startsWith(good ?? '-')).toBe(true);
    expect(second?.policyFingerprint).not.toBe(first?.policyFingerprint);
  },
);
