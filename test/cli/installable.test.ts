/** What `npm pack` makes, unpacked among somebody's packages and started from their folder. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { inFolder, projectRoot } from './run-desk';

/** As the compiled program stands; the whole of `prepack` is run by `.ci/run`. Its dependencies are this project's own. */
function installInto(folder: string): string {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: projectRoot,
      encoding: 'utf8',
    }),
  ) as [{ filename: string }];
  const place = path.join(folder, 'node_modules', 'treasury-desk');
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['xzf', path.join(folder, packed.filename), '-C', place, '--strip-components=1']);
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(place, 'node_modules'));
  return place;
}

const { PATH: searched = '' } = process.env;

it(
  'reviews a payment and serves the demo from an empty folder, and keeps its data there',
  inFolder(async (folder) => {
    const place = installInto(folder);
    const { bin } = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8')) as { bin: { desk: string } };
    const program = path.join(place, bin.desk);
    const options = { cwd: folder, env: { PATH: searched, PROFILE: 'local', PORT: '0' } };

    const answered = execFileSync(process.execPath, [program, 'review', '-'], {
      ...options,
      encoding: 'utf8',
      input: '{"payment_id":"TXN-003"}',
    });
    expect(JSON.parse(answered)).toMatchObject({ final_decision: { action: 'HOLD' } });

    const desk = spawn(process.execPath, [program, 'serve'], { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let url: string | undefined;
    for await (const line of createInterface({ input: desk.stderr })) {
      [, url] = /"url":"([^"]+)"/.exec(line) ?? [];
      if (url !== undefined) break;
    }
    expect((await fetch(`${url ?? 'nothing'}/healthz`)).status).toBe(200);
    const ended = once(desk, 'exit');
    desk.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(existsSync(path.join(folder, 'data/demo/demo.db'))).toBe(true);
    expect(readdirSync(place)).not.toContain('data');
  }),
);

it(
  'brings what the desk reads and nothing it was made from',
  inFolder((folder) => {
    const place = installInto(folder);
    const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !name.startsWith('node_modules'),
    );
    for (const name of ['agents', 'appPackage', 'cards', 'demo', 'env', 'knowledge', 'policy', 'workflows'])
      expect(readdirSync(path.join(place, name), { recursive: true }).sort()).toEqual(
        readdirSync(path.join(projectRoot, name), { recursive: true }).sort(),
      );
    expect(
      files.filter((name) => /(^|\/)(src|test|bench|infra)\/|\.test\.|\.map$|tsbuildinfo|(?<!\.d)\.ts$/.test(name)),
    ).toEqual([]);
    return Promise.resolve();
  }),
);
