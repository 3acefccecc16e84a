/** Writes small lists in OFAC's layout, as OFAC would publish them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface ListedParty {
  readonly uid: number;
  readonly name: string;
  readonly remarks?: string;
}

export const parties: readonly ListedParty[] = Array.from({ length: 40 }, (_, at) => ({
  uid: 100 + at,
  name: `HARBOUR ${String.fromCharCode(65 + (at % 26))}ONDAR ${at} TRADING`,
}));

const none = '-0- ';

export function listFiles(
  listed: readonly ListedParty[],
  prefix: 'sdn' | 'consolidated' = 'sdn',
): Record<string, string> {
  const rows = listed.map(
    ({ uid, name, remarks }) =>
      `${uid},"${name}",${none},"TEST",${Array(7).fill(none).join(',')},${remarks === undefined ? none : `"${remarks}"`}`,
  );
  const aliases = listed.map(({ uid, name }) => `${uid},1,"aka","${name.replace('HARBOUR', 'PORT')}",${none}`);
  const names =
    prefix === 'sdn' ? ['sdn', 'alt', 'add', 'sdn_comments'] : ['cons_prim', 'cons_alt', 'cons_add', 'cons_comments'];
  return Object.fromEntries(
    [rows, aliases, [], []].map((lines, at) => [`${names[at] ?? ''}.csv`, `${lines.join('\r\n')}\r\n\x1a`]),
  );
}

export function putList(folder: string, listed: readonly ListedParty[], publishedOn?: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(listFiles(listed))) writeFileSync(path.join(folder, name), text, 'latin1');
  if (publishedOn !== undefined)
    writeFileSync(
      path.join(folder, 'publication.json'),
      JSON.stringify({ publish_date: publishedOn, record_count: listed.length }),
    );
  return folder;
}
