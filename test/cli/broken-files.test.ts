import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { copyDemoLedger, copyPolicy } from './demo-files';
import { inFolder, projectRoot, runDesk } from './run-desk';

/** Breaks something in the folder and says what to run the review with, and what standard error must name. */
interface Breakage {
  readonly what: string;
  readonly break: (folder: string) => Readonly<Record<string, string>>;
  readonly named: readonly string[];
}

const breakages: readonly Breakage[] = [
  {
    what: 'a sanctions list that cannot be read',
    break: (folder) => ({ SANCTIONS_LIST_DIR: folder }),
    named: ['The sanctions list cannot be read.', 'sdn.csv', 'list_unreadable'],
  },
  {
    what: 'a policy file with an unknown key',
    break: (folder) => {
      copyPolicy(folder, (text, file) => (file === 'sanctions.yaml' ? `${text}\nmax_list_age: 7\n` : text));
      return { POLICY_DIR: folder };
    },
    named: ['The policy files cannot be used.', 'sanctions.yaml:', 'max_list_age', 'policy_invalid'],
  },
  {
    what: 'a ledger with a broken amount',
    break: (folder) => {
      copyDemoLedger(folder, (text) => text.replace(',250000.00,OUT,USD,QUEUED', ',25o000.00,OUT,USD,QUEUED'));
      return { LEDGER_DIR: folder };
    },
    named: ['The ledger cannot be read.', 'ledger_today.csv:', '25o000.00', 'ledger_unreadable'],
  },
  {
    what: 'a workflow that goes to a step it does not have',
    break: (folder) => {
      const file = path.join(folder, 'workflow.yaml');
      const shipped = readFileSync(path.join(projectRoot, 'workflows/treasury-shock-day.yaml'), 'utf8');
      writeFileSync(file, shipped.replace('goto: finalize', 'goto: finalise'));
      return { WORKFLOW_FILE: file };
    },
    named: ['The workflow file cannot be used.', 'workflow.yaml:', 'finalise', 'definition_invalid'],
  },
  {
    what: 'a database that is none',
    break: (folder) => {
      writeFileSync(path.join(folder, 'demo.db'), 'this is not a database, whatever its name says'.repeat(100));
      return { DATA_DIR: folder };
    },
    named: ['The database cannot be read.', 'demo.db', 'store_corrupt'],
  },
  {
    what: 'a data folder that cannot be made',
    break: (folder) => {
      writeFileSync(path.join(folder, 'file'), '');
      return { DATA_DIR: path.join(folder, 'file', 'data') };
    },
    named: ['The database did not take the change.', 'store_failed'],
  },
  {
    what: 'a setting that is none',
    break: (folder) => {
      mkdirSync(path.join(folder, 'data'));
      return { DEMO_START: 'tomorrow' };
    },
    named: ['The service is not configured correctly.', '"tomorrow"', 'configuration_invalid'],
  },
];

describe('what cannot be used stops the command: exit 1, file and reason on standard error, nothing on standard output', () => {
  it.concurrent.each(breakages.map((breakage) => [breakage.what, breakage] as const))('%s', async (_what, breakage) => {
    await inFolder(async (folder) => {
      const environment = breakage.break(folder);
      const { code, stdout, stderr } = await runDesk(['review', '-'], {
        input: '{"payment_id":"TXN-EMRG-001"}',
        environment,
      });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      for (const text of breakage.named) expect(stderr).toContain(text);
    })();
  });
});

it.concurrent.each([{ args: ['serve'] }, { args: ['store', 'check'] }])(
  'a database server that is not there stops $args: what to look at, and never the password',
  async ({ args }) => {
    const environment = {
      PROFILE: 'local',
      KEEP: '1',
      PORT: '0',
      DATABASE_URL: 'postgresql://desk:s3cret@127.0.0.1:1/treasury',
    };
    const { code, stdout, stderr } = await runDesk(args, { environment });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const text of ['The database does not answer.', '127.0.0.1:1', 'the host and the port', 'store_unreachable'])
      expect(stderr).toContain(text);
    expect(stderr).not.toContain('s3cret');
  },
);
