/** A small reader of the Bicep files, by their layout: what they take, give, make and hand to one another. It is no compiler. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const infraFolder = path.join(__dirname, '../../infra');

export interface BicepFile {
  /** From infra/: `apim/tools.bicep`. */
  readonly name: string;
  /** Without comments. */
  readonly text: string;
  readonly commented: string;
  readonly params: readonly { readonly name: string; readonly hasDefault: boolean }[];
  readonly outputs: readonly string[];
  readonly resources: readonly { readonly name: string; readonly type: string; readonly body: string }[];
  readonly modules: readonly { readonly name: string; readonly file: string; readonly given: readonly string[] }[];
}

export const bicepFiles: readonly BicepFile[] = readdirSync(infraFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.bicep'))
  .sort()
  .map(readBicep);

export function bicepFile(name: string): BicepFile {
  const found = bicepFiles.find((file) => file.name === name);
  if (!found) throw new Error(`there is no infra/${name}`);
  return found;
}

function readBicep(name: string): BicepFile {
  const commented = readFileSync(path.join(infraFolder, name), 'utf8');
  const text = commented.replace(/^\s*\/\/.*$/gm, '');
  return {
    name,
    text,
    commented,
    params: [...text.matchAll(/^param (\w+) \w+( =)?/gm)].map(([, param = '', value]) => ({
      name: param,
      hasDefault: value !== undefined,
    })),
    outputs: [...text.matchAll(/^output (\w+) /gm)].map(([, output = '']) => output),
    resources: [...text.matchAll(/^( *)resource (\w+) '([^']+)'( existing)?.*\{(?:\n|.)*?^\1\}/gm)]
      .filter(([, , , , existing]) => existing === undefined)
      .map(([body, , resource = '', type = '']) => ({ name: resource, type, body })),
    modules: [...text.matchAll(/^module (\w+) '([^']+)'(?:.|\n)*?^\}/gm)].map(([body, module = '', file = '']) => ({
      name: module,
      file: path.join(path.dirname(name), file),
      given: givenIn(body),
    })),
  };
}

/** Of a block `params: {`: the keys that stand one level in, or all of them where it is one line. */
function givenIn(body: string): readonly string[] {
  const [, line] = /^ {2}params: \{ (.+) \}$/m.exec(body) ?? [];
  if (line !== undefined) return [...line.matchAll(/(\w+): /g)].map(([, key = '']) => key);
  const [, block = ''] = /^ {2}params: \{\n((?:.|\n)*?)^ {2}\}/m.exec(body) ?? [];
  return [...block.matchAll(/^ {4}(\w+): /gm)].map(([, key = '']) => key);
}
