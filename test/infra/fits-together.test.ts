/** The Bicep files among one another and with what lies beside them: what a compiler would find, and what it would not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { bicepFile, bicepFiles, infraFolder } from './read-bicep';

const root = path.join(infraFolder, '..');
const modules = bicepFiles.flatMap((file) => file.modules.map((module) => ({ from: file.name, ...module })));

it('reads all of it', () => {
  expect(bicepFiles.length).toBeGreaterThan(10);
  expect(modules.length).toBeGreaterThan(8);
  for (const { params, resources, modules: uses } of bicepFiles)
    expect(params.length * (resources.length + uses.length)).toBeGreaterThan(0);
});

it.each(modules)('$from gives $file what it takes, and nothing else', ({ file, given }) => {
  const { params } = bicepFile(file);
  const needed = params.filter(({ hasDefault }) => !hasDefault).map(({ name }) => name);
  expect(params.map(({ name }) => name)).toEqual(expect.arrayContaining([...given]));
  expect(given).toEqual(expect.arrayContaining(needed));
});

it('reads only what modules give out', () => {
  for (const { name, text, modules: uses } of bicepFiles)
    for (const [, module, output] of text.matchAll(/\b(\w+)!?\.outputs\.(\w+)/g)) {
      const used = uses.find((one) => one.name === module);
      expect([name, module, output, bicepFile(used?.file ?? '').outputs.includes(output ?? '')]).toEqual([
        name,
        module,
        output,
        true,
      ]);
    }
});

it('uses every parameter it takes', () => {
  for (const { name, text, params } of bicepFiles)
    for (const param of params)
      expect([name, param.name, [...text.matchAll(new RegExp(`\\b${param.name}\\b`, 'g'))].length > 1]).toEqual([
        name,
        param.name,
        true,
      ]);
});

it('takes from azd every parameter but the secrets that settings name', () => {
  const { parameters } = z
    .object({ parameters: z.record(z.string(), z.object({ value: z.string().regex(/^\$\{\w+(=\w*)?\}$/) })) })
    .parse(JSON.parse(readFileSync(path.join(infraFolder, 'main.parameters.json'), 'utf8')));
  const taken = bicepFile('main.bicep').params.map(({ name }) => name);
  expect(Object.keys(parameters)).toEqual(taken.filter((name) => name !== 'secretSettings'));
});

it('is what azure.yaml names', () => {
  const azure = z
    .object({ infra: z.object({ path: z.string(), module: z.string() }) })
    .parse(parse(readFileSync(path.join(root, 'azure.yaml'), 'utf8')));
  expect(existsSync(path.join(root, azure.infra.path, `${azure.infra.module}.bicep`))).toBe(true);
});

it('sets every value that the gateway policy names', () => {
  const policy = readFileSync(path.join(infraFolder, 'apim/tools-policy.xml'), 'utf8');
  const named = new Set([...policy.matchAll(/\{\{([\w-]+)\}\}/g)].map(([, name]) => name));
  const [, values = ''] = /var values = \[((?:.|\n)*?)\n\]/.exec(bicepFile('apim/tools.bicep').text) ?? [];
  expect([...values.matchAll(/name: '([\w-]+)'/g)].map(([, name]) => name).sort()).toEqual([...named].sort());
});

it('makes the model and the connections that agents name', () => {
  const agents = readdirSync(path.join(root, 'agents'))
    .filter((name) => name.endsWith('.yaml'))
    .map(
      (name) =>
        parse(readFileSync(path.join(root, 'agents', name), 'utf8')) as {
          model: string;
          mcp?: { connection: string; path: string };
        },
    );
  const hosted = agents.flatMap(({ mcp, model }) => (mcp?.path.startsWith('/mcp/') ? [{ ...mcp, model }] : []));
  const { text } = bicepFile('foundry.bicep');
  const [, tools = ''] = /var tools = \[(.*)\]/.exec(text) ?? [];
  const names = [...tools.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
  expect(hosted.map(({ connection }) => connection).sort()).toEqual(
    names.map((name) => `treasury-desk-${name}`).sort(),
  );
  expect(hosted.map(({ path: at }) => at.replace('/mcp/', '')).sort()).toEqual([...names].sort());
  for (const { model } of hosted) expect(text).toContain(`name: '${model}'`);
});
