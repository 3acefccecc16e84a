/** What Agents Toolkit and VS Code open: every script, file, variable and task that these files name is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { knownVariables } from '../../src/composition/config/config';

const root = path.join(__dirname, '../..');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const readAs = <T>(schema: z.ZodType<T>, file: string): T => schema.parse(parse(textOf(file)));

const texts = z.record(z.string(), z.unknown());
const action = z.strictObject({
  uses: z.enum([
    'teamsApp/create',
    'teamsApp/validateManifest',
    'teamsApp/zipAppPackage',
    'teamsApp/validateAppPackage',
    'teamsApp/update',
    'teamsApp/publishAppPackage',
    'aadApp/create',
    'botFramework/create',
    'cli/runNpmCommand',
    'file/createOrUpdateEnvironmentFile',
  ]),
  name: z.string().optional(),
  with: texts,
  writeToEnvironmentFile: z.record(z.string(), z.string()).optional(),
});
const toolkitFile = z.strictObject({
  version: z.literal('v1.11'),
  environmentFolderPath: z.literal('./env'),
  provision: z.array(action).default([]),
  deploy: z.array(action).default([]),
  publish: z.array(action).default([]),
});
const scripts = readAs(z.looseObject({ scripts: z.record(z.string(), z.string()) }), 'package.json').scripts;
const task = z.looseObject({
  label: z.string(),
  type: z.enum(['npm', 'teamsfx']).optional(),
  script: z.string().optional(),
  dependsOn: z.array(z.string()).default([]),
});
const { tasks } = readAs(z.looseObject({ tasks: z.array(task) }), '.vscode/tasks.json');
const launch = readAs(
  z.looseObject({
    configurations: z.array(
      z.looseObject({
        name: z.string(),
        program: z.string().optional(),
        preLaunchTask: z.string().optional(),
        serverReadyAction: z.looseObject({ pattern: z.string() }).optional(),
      }),
    ),
    compounds: z.array(
      z.looseObject({ name: z.string(), configurations: z.array(z.string()), preLaunchTask: z.string() }),
    ),
  }),
  '.vscode/launch.json',
);

const placeholders = (value: unknown) =>
  [...JSON.stringify(value).matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
/** What the tunnel's task writes. */
const written = Object.values(
  z
    .record(z.string(), z.string())
    .parse(JSON.parse(/"writeToEnvironmentFile": (\{[^}]*\})/.exec(textOf('.vscode/tasks.json'))?.[1] ?? '')),
);

describe.each([
  ['m365agents.yml', 'dev'],
  ['m365agents.local.yml', 'local'],
  ['m365agents.playground.yml', 'playground'],
])('%s', (file, environment) => {
  const stages = readAs(toolkitFile, file);
  const actions = [...stages.provision, ...stages.deploy, ...stages.publish];
  const values = parseEnv(textOf(`env/.env.${environment}`));

  it('runs scripts that the project has', () => {
    for (const { uses, with: given } of actions)
      if (uses === 'cli/runNpmCommand' && given['args'] !== 'ci')
        expect(Object.keys(scripts)).toContain(String(given['args']).replace(/^run /, ''));
  });

  it('names a manifest that is there, and packages that it makes itself', () => {
    const made = new Set<unknown>();
    for (const { uses, with: given } of actions) {
      if (typeof given['manifestPath'] === 'string')
        expect(existsSync(path.join(root, given['manifestPath']))).toBe(true);
      if (uses === 'teamsApp/zipAppPackage') made.add(given['outputZipPath']);
      if (given['appPackagePath'] !== undefined) expect([...made]).toContain(given['appPackagePath']);
    }
  });

  it('uses variables that its environment file names, the tunnel writes, or an action before made', () => {
    const known = new Set([...Object.keys(values), ...(environment === 'local' ? written : [])]);
    for (const { with: given, writeToEnvironmentFile } of actions) {
      expect([...known]).toEqual(expect.arrayContaining(placeholders(given)));
      for (const name of Object.values(writeToEnvironmentFile ?? {})) known.add(name);
    }
    expect(values['TEAMSFX_ENV']).toBe(environment);
  });

  it('keeps secrets in the file that git ignores', () => {
    for (const { writeToEnvironmentFile } of actions)
      if (writeToEnvironmentFile?.['clientSecret'] !== undefined)
        expect(writeToEnvironmentFile['clientSecret']).toMatch(/^SECRET_/);
    expect(textOf('.gitignore')).toContain('.env.*.user\n.localConfigs\n');
  });

  it('sets variables that the desk knows', () => {
    for (const { uses, with: given } of actions)
      if (uses === 'file/createOrUpdateEnvironmentFile')
        for (const name of Object.keys(texts.parse(given['envs']))) expect(knownVariables).toContain(name);
  });
});

it('writes the settings into the file that the desk is started with', () => {
  const { deploy } = readAs(toolkitFile, 'm365agents.local.yml');
  const targets = deploy.flatMap(({ with: given }) => given['target'] ?? []);
  expect(targets).toEqual(['./.localConfigs']);
  expect(scripts['dev:teams']).toContain('--env-file=.localConfigs dist/main.js serve');
});

it('registers a bot of one tenant, since others can no longer be made', () => {
  const created = readAs(toolkitFile, 'm365agents.local.yml').provision.find(({ uses }) => uses === 'aadApp/create');
  expect(created?.with).toMatchObject({ signInAudience: 'AzureADMyOrg', generateServicePrincipal: true });
});

describe('VS Code', () => {
  it('starts tasks and configurations that are there', () => {
    const labels = tasks.map(({ label }) => label);
    const asked = [...launch.configurations, ...launch.compounds].flatMap(({ preLaunchTask }) => preLaunchTask ?? []);
    expect(labels).toEqual(expect.arrayContaining([...asked, ...tasks.flatMap(({ dependsOn }) => dependsOn)]));
    const names = launch.configurations.map(({ name }) => name);
    for (const { configurations } of launch.compounds) expect(names).toEqual(expect.arrayContaining(configurations));
  });

  it('runs scripts that the project has', () => {
    const run = tasks.flatMap(({ type, script }) => (type === 'npm' ? [script] : []));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(run));
    expect(run.length).toBeGreaterThan(1);
  });

  it('starts the Playground with the program that the demo is', () => {
    const programs = launch.configurations.flatMap(({ program }) => program ?? []);
    expect(programs.map((program) => program.replace('${workspaceFolder}/', ''))).toEqual([
      /node (\S+)$/.exec(scripts['demo'] ?? '')?.[1],
    ]);
  });

  it('opens the page that the demo prints', () => {
    const [ready] = launch.configurations.flatMap(({ serverReadyAction }) => serverReadyAction?.pattern ?? []);
    const printed = textOf('src/demo/start-demo.ts').replaceAll('${port}', '56150');
    expect(new RegExp(ready ?? '(nothing)').exec(printed)?.[1]).toBe('56150');
  });

  it('attaches where the desk lets it', () => {
    expect(scripts['dev:teams']).toContain('--inspect=127.0.0.1:9239');
    expect(launch.configurations.find(({ name }) => name === 'desk in Teams')).toMatchObject({ port: 9239 });
  });
});

it('opens in a dev container whose Node the project takes', () => {
  const container = readAs(
    z.looseObject({ image: z.string(), postCreateCommand: z.string() }),
    '.devcontainer/devcontainer.json',
  );
  expect(container.image).toMatch(/:24-\w+$/);
  expect(container.postCreateCommand).toBe('npm ci');
});

it('has an environment file for every file of the Toolkit, and no other', () => {
  expect(readdirSync(path.join(root, 'env')).sort()).toEqual(['.env.dev', '.env.local', '.env.playground']);
});
