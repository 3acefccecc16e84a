/** Holds a text against a published XML schema. */
import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

/** What is wrong with it; nothing where it is valid. */
export async function schemaProblems(xml: string, schemaFile: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'file.xml', contents: xml },
    schema: { fileName: 'schema.xsd', contents: readFileSync(schemaFile, 'utf8') },
  });
  return errors.map(({ message }) => message);
}
