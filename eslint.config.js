const eslint = require('@eslint/js');
const tseslint = require('typescript-eslint');
const { limitConfigs } = require('./scripts/lint-limits.cjs');

const ambientTime = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take the time from the Clock port.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time from the Clock port.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Take randomness from a port.' },
];
const environment = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only src/composition/config/config.ts reads the environment.',
  },
];

const besideTheProject = [
  {
    selector: 'Literal[value=/\\.\\.\\u002fshared\\b|\\bshared\\u002fdata\\b/]',
    message:
      'Only test/fakes/shared-data.ts knows what lies beside the project: in a clone of its own it is not there.',
  },
];

module.exports = tseslint.config(
  {
    ignores: ['dist/', 'node_modules/', 'bench/*/node_modules/', 'bench/mutation/.stryker-tmp/', 'data/', 'coverage/'],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // `const { secret: _secret, ...rest }` is how a property is left out.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  // botbuilder and teams-ai declare the same credential classes twice; they are one at run time.
  {
    files: ['src/teams/bot-framework/desk-adapter.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/composition/config/config.ts'],
    rules: { 'no-restricted-syntax': ['error', ...environment] },
  },
  {
    files: ['src/domain/**/*.ts', 'src/workflow/**/*.ts', 'src/app/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...environment, ...ambientTime] },
  },
  ...limitConfigs(),
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/fakes/shared-data.ts'],
    rules: { 'no-restricted-syntax': ['error', ...besideTheProject] },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        module: 'writable',
        require: 'readonly',
        process: 'readonly',
        console: 'readonly',
        __dirname: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
      },
    },
  },
);
