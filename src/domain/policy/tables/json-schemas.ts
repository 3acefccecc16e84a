/** JSON Schemas of the policy files, for editors to complete and check while somebody types. */
import { z } from 'zod';
import { policyFiles } from './policy-files';

/** `roles.yaml` -> `roles.schema.json`. */
export function schemaFileOf(file: string): string {
  return file.replace(/\.yaml$/, '.schema.json');
}

/** The schema files' texts by name. `others` are files beside the tables, such as `people.yaml`. */
export function policySchemaTexts(others: Readonly<Record<string, z.ZodType>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries<z.ZodType>({ ...policyFiles, ...others }).map(([file, table]) => [
      schemaFileOf(file),
      schemaText(file, table),
    ]),
  );
}

/** The shape alone: zones, currencies and what tables must agree on among themselves are checked when the policy is read. */
function schemaText(file: string, table: z.ZodType): string {
  const schema = z.toJSONSchema(table, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      // `.readonly()` speaks of our values; an editor would forbid typing into the file.
      delete jsonSchema.readOnly;
    },
  });
  return `${JSON.stringify({ title: file, ...schema }, null, 2)}\n`;
}
