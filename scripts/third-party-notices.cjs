/**
 * Prints whose work the desk is delivered with: every package that package-lock.json installs without the development ones, its licence,
 * and the licence's text as the package brings it. `npm pack` and the Dockerfile put it into THIRD-PARTY-NOTICES.md. Exit 1 where a licence is not known here.
 */
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

/** What may be delivered beside the desk without more than naming it. No copyleft; of two the one that stands here is taken. */
const taken = new Map(
  Object.entries({
    MIT: 'MIT',
    'MIT/X11': 'MIT',
    ISC: 'ISC',
    'Apache-2.0': 'Apache-2.0',
    'BSD-2-Clause': 'BSD-2-Clause',
    'BSD-3-Clause': 'BSD-3-Clause',
    '0BSD': '0BSD',
    'BlueOak-1.0.0': 'BlueOak-1.0.0',
    Unlicense: 'Unlicense',
    'MIT or MPL-2.0': 'MIT',
    '(MIT OR CC0-1.0)': 'MIT',
    '(AFL-2.1 OR BSD-3-Clause)': 'BSD-3-Clause',
  }),
);

/** Packages whose package.json names no licence, by what they say elsewhere. */
const saidElsewhere = new Map(
  Object.entries({
    'cldrjs@0.5.5': 'MIT', // "licenses" in package.json
    'escape-regexp-component@1.0.2': 'MIT', // Readme.md
    'jspath@0.4.0': 'MIT', // LICENSE
    'limiter@1.1.5': 'MIT', // "licenses" in package.json, LICENSE.txt
  }),
);

/** Beside those above, what may help to build and test here and is never delivered. */
const takenHere = new Set([
  'Apache-2.0 AND MIT',
  '(BSD-2-Clause OR MIT OR Apache-2.0)',
  '(MIT OR WTFPL)',
  'CC-BY-4.0', // caniuse-lite: data
  'SEE LICENSE IN LICENSE', // m365agentsplayground: Microsoft's terms for trying an agent out
]);

/** By the beginning of their name: packages of other machines, of which the lock file knows no licence. */
const saidOfFamily = [
  ['@swc/core-', 'Apache-2.0 AND MIT'],
  ['@unrs/resolver-binding-', 'MIT'],
];

/** By name and version, each once, in order: what an install without development packages may bring, on any machine. */
function deliveredPackages(lock) {
  return packagesOf(lock, ({ dev }) => !dev);
}

/** What only development installs. */
function developmentPackages(lock) {
  return packagesOf(lock, ({ dev }) => dev).map((one) => ({
    ...one,
    said: saidOfFamily.find(([family]) => one.id.startsWith(family))?.[1] ?? one.said,
  }));
}

function packagesOf(lock, isAsked) {
  const found = new Map();
  for (const [place, { version, license, dev }] of Object.entries(lock.packages)) {
    if (place === '' || !isAsked({ dev: dev === true })) continue;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const id = `${name}@${version}`;
    if (!found.has(id)) found.set(id, { id, name, place, said: license ?? saidElsewhere.get(id) });
  }
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Ids of packages whose licence is not among those taken. */
function notTaken(packages) {
  return packages.filter(({ said }) => !taken.has(said)).map(({ id, said }) => `${id}: ${said ?? 'no licence named'}`);
}

/** The same for what is never delivered. */
function notTakenHere(packages) {
  return notTaken(packages.filter(({ said }) => !takenHere.has(said)));
}

function licenceText(place) {
  const folder = path.join(root, place);
  if (!existsSync(folder)) return 'Not installed on this machine; its text is in the package.';
  const files = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
    .sort();
  if (files.length === 0) return 'The package brings no text of its licence.';
  return files.map((name) => readFileSync(path.join(folder, name), 'utf8').trim()).join('\n\n');
}

function notices(packages) {
  return [
    '# Third-party notices',
    '',
    `Treasury Desk is delivered with, or installs, ${packages.length} packages of others. Made from package-lock.json.`,
    ...packages.flatMap(({ id, place, said }) => [
      '',
      `## ${id}`,
      '',
      taken.get(said),
      '',
      '```text',
      licenceText(place),
      '```',
    ]),
    '',
  ].join('\n');
}

module.exports = { deliveredPackages, developmentPackages, notTaken, notTakenHere, notices };

if (require.main === module) {
  const packages = deliveredPackages(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  const refused = notTaken(packages);
  if (refused.length > 0) {
    console.error(`licences that are not taken:\n${refused.join('\n')}`);
    process.exitCode = 1;
  } else process.stdout.write(notices(packages));
}
