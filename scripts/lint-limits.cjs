/**
 * What is over the limits of size and complexity, file by file with its number, stands in lint-limits.json: eslint holds each of these files
 * to its own number and every other file to the limit. `node scripts/lint-limits.cjs` fails where a number is higher than what is measured, so
 * that the list only shrinks; with --write it lowers them, and raises none.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const listFile = path.join(root, 'lint-limits.json');

/** CONTRIBUTING has the reasons. A switch over all kinds of something counts as one branch: that it has them all is checked elsewhere. */
const limits = {
  complexity: (max) => ['error', { max, variant: 'modified' }],
  'max-depth': (max) => ['error', max],
  'max-lines': (max) => ['error', max],
  'max-lines-per-function': (max) => ['error', { max, skipBlankLines: true, skipComments: true }],
  'max-params': (max) => ['error', max],
};
const most = { complexity: 15, 'max-depth': 3, 'max-lines': 300, 'max-lines-per-function': 60, 'max-params': 4 };

/** By file, by rule: the number it is held to until somebody makes it smaller. */
function exceptions() {
  return JSON.parse(readFileSync(listFile, 'utf8'));
}

const rulesAt = (numbers) =>
  Object.fromEntries(Object.entries(numbers).map(([rule, max]) => [rule, limits[rule](max)]));

/** For eslint.config.js. */
function limitConfigs() {
  return [
    { files: ['src/**/*.ts'], rules: rulesAt(most) },
    ...Object.entries(exceptions()).map(([file, numbers]) => ({ files: [file], rules: rulesAt(numbers) })),
  ];
}

/** What the files have, by file and rule, where it is over the limit. */
async function measured(files) {
  const { ESLint } = require('eslint');
  const { parser } = require('typescript-eslint');
  const overrideConfig = [
    {
      files: ['**/*.ts'],
      languageOptions: { parser },
      rules: rulesAt(most),
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
  ];
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig });
  const found = {};
  for (const { filePath, messages } of await eslint.lintFiles(files))
    for (const { ruleId, message } of messages) {
      if (!Object.hasOwn(most, ruleId ?? '')) continue;
      const file = path.relative(root, filePath).replaceAll(path.sep, '/');
      const numbers = (found[file] ??= {});
      numbers[ruleId] = Math.max(numbers[ruleId] ?? 0, numberIn(message));
    }
  return found;
}

/** "Function 'x' has a complexity of 15. Maximum allowed is 12." and "has too many lines (70)": the first number outside a name. */
function numberIn(message) {
  return Number(/\d+/.exec(message.replace(/'[^']*'/g, ''))[0]);
}

async function main(write) {
  const listed = exceptions();
  const now = await measured(Object.keys(listed).length > 0 ? Object.keys(listed) : []);
  const lower = Object.entries(listed).flatMap(([file, numbers]) =>
    Object.entries(numbers)
      .filter(([rule, number]) => number > (now[file]?.[rule] ?? 0))
      .map(([rule, number]) => ({ file, rule, number, is: now[file]?.[rule] ?? null })),
  );
  if (write) {
    for (const { file, rule, is } of lower) {
      if (is === null) delete listed[file][rule];
      else listed[file][rule] = is;
      if (Object.keys(listed[file]).length === 0) delete listed[file];
    }
    writeFileSync(listFile, `${JSON.stringify(listed, null, 2)}\n`);
    return;
  }
  for (const { file, rule, number, is } of lower)
    console.error(`${file}: ${rule} ${number} is ${is ?? `within ${most[rule]}`} now: npm run limits`);
  if (lower.length > 0) process.exitCode = 1;
  else console.log(`over the limits: ${Object.keys(listed).length} files of src, each held to its number`);
}

module.exports = { limitConfigs, measured, most };

if (require.main === module) void main(process.argv.includes('--write'));
