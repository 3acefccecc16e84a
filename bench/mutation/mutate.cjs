/** `npm run mutate -- <area> [file...]`: changes the code of one area, or these files of it, place by place, and says which changes no test noticed. */
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');
const areas = require('./areas.cjs');

const [area = '', ...files] = process.argv.slice(2);
const stryker = path.join(__dirname, 'node_modules/.bin/stryker');

if (!Object.hasOwn(areas, area)) {
  console.error(`which area? ${Object.keys(areas).join(', ')}`);
  process.exitCode = 1;
} else if (!existsSync(stryker)) {
  console.error('first: npm ci --prefix bench/mutation');
  process.exitCode = 1;
} else {
  const only = files.length > 0 ? ['--mutate', files.join(',')] : [];
  const { status } = spawnSync(stryker, ['run', path.join(__dirname, 'stryker.config.cjs'), ...only], {
    cwd: path.join(__dirname, '../..'),
    env: { ...process.env, MUTATION_AREA: area },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
