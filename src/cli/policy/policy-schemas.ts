/** `policy schemas`: writes the JSON Schemas beside the policy files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../composition/config/config';
import { policySchemaTexts } from '../../domain/policy/tables/json-schemas';
import { peopleSchema } from '../../sources/policy/people-file';
import { printText } from '../answer';

export function writeSchemas(config: Config): void {
  const folder = path.join(config.policyDir, 'schema');
  mkdirSync(folder, { recursive: true });
  const texts = Object.entries(policySchemaTexts({ 'people.yaml': peopleSchema }));
  for (const [file, text] of texts) writeFileSync(path.join(folder, file), text);
  printText([`${texts.length} schemas written to ${folder}`]);
}
