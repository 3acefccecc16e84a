/** `desk package`, from the files that are shipped. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { inFolder, projectRoot, runDesk } from './run-desk';

const shippedEnv = path.join(projectRoot, 'env/.env.dev');

it(
  'makes the zip from the shipped files and what a deployment says',
  inFolder(async (folder) => {
    const [deployed, out] = [path.join(folder, '.env'), path.join(folder, 'made/app.zip')];
    writeFileSync(
      deployed,
      'BOT_ID="66666666-7777-4888-9999-aaaaaaaaaaaa"\nTEAMS_APP_ID=11111111-2222-4333-8444-555555555555\nBOT_DOMAIN="desk.example.com"\n',
    );
    const made = await runDesk(['package', '--values', shippedEnv, deployed, '--out', out]);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain('Treasury Desk (dev), app 11111111-2222-4333-8444-555555555555');
    const manifest = Buffer.from(unzipSync(readFileSync(out))['manifest.json']!).toString();
    expect(manifest).toContain('"botId": "66666666-7777-4888-9999-aaaaaaaaaaaa"');
  }),
);

it(
  'writes nothing while something is missing, and names it',
  inFolder(async (folder) => {
    const out = path.join(folder, 'app.zip');
    const refused = await runDesk(['package', '--values', shippedEnv, '--out', out]);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('refused: appPackage/manifest.json: needs BOT_ID, which is not set.');
    expect(existsSync(out)).toBe(false);
    const unread = await runDesk(['package', '--values', path.join(folder, 'none'), '--out', out]);
    expect(unread).toMatchObject({ code: 2, stdout: '' });
    expect(unread.stderr).toContain('cannot be read');
  }),
);
