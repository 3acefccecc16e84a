/** Prints what `npm run coverage` measured, folder by folder of src, and the files of the inner folders that are reached least. */
const { readFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const { total, ...files } = JSON.parse(readFileSync(path.join(root, 'coverage/coverage-summary.json'), 'utf8'));

const inner = ['domain', 'app', 'storage'];
const leastShown = 15;

const share = ({ covered, total: all }) => (all === 0 ? 100 : (100 * covered) / all);
const shown = (counts) => share(counts).toFixed(1).padStart(6);

const folders = new Map();
for (const [file, { lines, branches }] of Object.entries(files)) {
  const [, folder = ''] = path.relative(root, file).split(path.sep);
  const sum = folders.get(folder) ?? { lines: { covered: 0, total: 0 }, branches: { covered: 0, total: 0 } };
  for (const [kind, counts] of Object.entries({ lines, branches })) {
    sum[kind].covered += counts.covered;
    sum[kind].total += counts.total;
  }
  folders.set(folder.endsWith('.ts') ? 'src' : folder, sum);
}

console.log(' lines branches  folder (percent)');
for (const [folder, { lines, branches }] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${shown(lines)}  ${shown(branches)}  ${folder}`);
console.log(`${shown(total.lines)}  ${shown(total.branches)}  all`);

const least = Object.entries(files)
  .map(([file, { lines }]) => ({ file: path.relative(root, file), lines }))
  .filter(({ file }) => inner.includes(file.split(path.sep)[1]))
  .sort((a, b) => share(a.lines) - share(b.lines));
console.log(`\nreached least in ${inner.join(', ')}:`);
for (const { file, lines } of least.slice(0, leastShown)) console.log(`${shown(lines)}  ${file}`);
