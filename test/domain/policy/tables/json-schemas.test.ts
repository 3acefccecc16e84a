import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { policySchemaTexts, schemaFileOf } from '../../../../src/domain/policy/tables/json-schemas';
import { peopleSchema } from '../../../../src/sources/policy/people-file';
import { policyFolder } from '../shipped-policy';

const texts = policySchemaTexts({ 'people.yaml': peopleSchema });
const policyYaml = readdirSync(policyFolder).filter((file) => file.endsWith('.yaml'));

test('every policy file names its schema on its first line', () => {
  expect(policyYaml.length).toBeGreaterThanOrEqual(11);
  for (const file of policyYaml) {
    const [first] = readFileSync(path.join(policyFolder, file), 'utf8').split('\n');
    expect(first).toBe(`# yaml-language-server: $schema=schema/${schemaFileOf(file)}`);
  }
});

test('the schemas beside the policy files are those of the tables: `desk policy schemas` writes them', () => {
  const folder = path.join(policyFolder, 'schema');
  expect(readdirSync(folder).sort()).toEqual(policyYaml.map(schemaFileOf).sort());
  for (const [file, text] of Object.entries(texts)) expect(readFileSync(path.join(folder, file), 'utf8')).toBe(text);
});

test('a schema knows the keys of its table and no others', () => {
  const cutoffs = JSON.parse(texts['cutoffs.schema.json'] ?? '{}') as {
    properties: object;
    additionalProperties: boolean;
  };
  expect(Object.keys(cutoffs.properties)).toEqual(['lead_time_minutes', 'grace', 'internal', 'bank', 'not_offered']);
  expect(cutoffs.additionalProperties).toBe(false);
});
