/** Reads a sanctions list in OFAC's CSV layout from one folder: the SDN list or the consolidated list of everything else. */
import { createHash } from 'node:crypto';
import { Fault } from '../../../domain/values/errors';
import type { ListedAlias, ListedType, WatchList, WatchListEntry } from '../../../domain/sanctions/lists/watch-list';
import { openListFiles } from '../list-files';
import { ofacLayouts, type OfacLayoutName } from './ofac-layouts';
import { checkRecordCount, readPublication } from '../publication';
import { readOfacRemarks } from './ofac-remarks';
import { readOfacRows } from './ofac-rows';

export interface OfacListOptions {
  /** `sdn` unless given. */
  readonly layout?: OfacLayoutName | undefined;
  /** `OFAC SDN` or `OFAC Consolidated` unless the publication names itself. */
  readonly name?: string | undefined;
  /** ISO day from configuration; wins over the publication's own. */
  readonly listDate?: string | null | undefined;
}

/**
 * Reads the folder flat, file names in any case. The layout's primary and alias files must be there (`sdn.csv`, `alt.csv`); addresses,
 * comments and `publication.json` may. Throws `list_unreadable` naming file, line and reason; the list date never comes from the file system.
 */
export function readOfacList(folder: string, options: OfacListOptions = {}): WatchList {
  const layout = ofacLayouts[options.layout ?? 'sdn'];
  const files = openListFiles(folder);
  const hash = createHash('sha256');
  const rowsOf = (file: string, columns: number): readonly (readonly string[])[] => {
    const content = files.read(file);
    hash.update(`${file}:${content.length}\n`).update(content);
    return readOfacRows(file, content, columns);
  };
  const rowsIfAny = (file: string, columns: number): readonly (readonly string[])[] =>
    files.has(file) ? rowsOf(file, columns) : [];
  const primary = rowsOf(layout.primary, 12);
  const aliasRows = rowsOf(layout.aliases, 5);
  const addressRows = rowsIfAny(layout.addresses, 6);
  const commentRows = rowsIfAny(layout.comments, 2);
  if (primary.length === 0)
    throw new Fault('list_unreadable', `${layout.primary}:1: the list has no entries (${folder})`);
  const publication = readPublication(files);
  checkRecordCount(layout.primary, primary.length, publication?.record_count);
  const entries = toEntries(
    layout.primary,
    primary,
    groupByUid(aliasRows),
    groupByUid(addressRows),
    groupByUid(commentRows),
  );
  return {
    name: options.name ?? publication?.list_name ?? layout.family,
    family: layout.family,
    listDate: options.listDate ?? publication?.publish_date ?? null,
    hash: hash.digest('hex'),
    entries,
    isDemo: publication?.demo ?? false,
  };
}

type Rows = readonly (readonly string[])[];

function groupByUid(rows: Rows): ReadonlyMap<string, Rows> {
  const groups = new Map<string, (readonly string[])[]>();
  for (const row of rows) {
    const uid = row[0] ?? '';
    const group = groups.get(uid);
    if (group) group.push(row);
    else groups.set(uid, [row]);
  }
  return groups;
}

const remarksColumn = 11;

function toEntries(
  file: string,
  primary: Rows,
  aliases: ReadonlyMap<string, Rows>,
  addresses: ReadonlyMap<string, Rows>,
  comments: ReadonlyMap<string, Rows>,
): WatchListEntry[] {
  const seen = new Set<string>();
  return primary.map((row, at) => {
    const [uid = '', name = '', type = '', programs = '', title = ''] = row.map((cell, column) =>
      column === remarksColumn ? cell : cell.trim(),
    );
    if (!/^\d+$/.test(uid))
      throw new Fault('list_unreadable', `${file}:${at + 1}: "${uid.slice(0, 20)}" is not an entry number`);
    if (name === '') throw new Fault('list_unreadable', `${file}:${at + 1}: entry ${uid} has no name`);
    if (seen.has(uid)) throw new Fault('list_unreadable', `${file}:${at + 1}: entry ${uid} is there twice`);
    seen.add(uid);
    const overflow = (comments.get(uid) ?? []).map((comment) => comment[1] ?? '');
    const remarks = [row[remarksColumn] ?? '', ...overflow].join('');
    const identity = readOfacRemarks(remarks);
    const published = [...strongAliases(aliases.get(uid) ?? []), ...weakAliases(remarks)];
    return {
      uid,
      name,
      type: listedType(file, type, at + 1),
      programs: programs
        .split('] [')
        .map((program) => program.trim())
        .filter((program) => program !== ''),
      aliases: [...published, ...withoutQualifier(published)],
      title: title === '' ? null : title,
      remarks: remarks === '' ? null : remarks,
      countries: [
        ...new Set(
          (addresses.get(uid) ?? []).map((address) => address[4]?.trim() ?? '').filter((country) => country !== ''),
        ),
      ],
      ...(identity ? { identity } : {}),
    };
  });
}

function listedType(file: string, type: string, line: number): ListedType {
  if (type === '') return 'entity';
  if (type === 'individual' || type === 'vessel' || type === 'aircraft') return type;
  throw new Fault('list_unreadable', `${file}:${line}: unknown type "${type.slice(0, 20)}"`);
}

function strongAliases(rows: Rows): ListedAlias[] {
  return rows.flatMap(([, , kind = '', name = '']) =>
    name.trim() === ''
      ? []
      : [
          {
            name: name.trim(),
            strength: 'strong' as const,
            kind: kind === 'fka' || kind === 'nka' ? kind : ('aka' as const),
          },
        ],
  );
}

/** Weak aliases stand in Remarks as `a.k.a. 'X'`; X may itself hold apostrophes, so it ends at a quote before `;`, `.` or the end. */
function weakAliases(remarks: string): ListedAlias[] {
  if (!remarks.includes(".k.a. '")) return [];
  return [...remarks.matchAll(/([anf])\.k\.a\. '(.+?)'(?=\s*(?:[;.]|$))/g)].map(([, letter = 'a', name = '']) => ({
    name,
    strength: 'weak' as const,
    kind: letter === 'f' ? ('fka' as const) : letter === 'n' ? ('nka' as const) : ('aka' as const),
  }));
}

/** `HOUSING BANK - OF IRAN` is also known as HOUSING BANK. */
function withoutQualifier(aliases: readonly ListedAlias[]): ListedAlias[] {
  return aliases.flatMap(({ name, strength }) => {
    const [, short = ''] = /^(.*\S)\s*(?:-\s+OF\s+[^()]+|\(OF\s+[^()]+\))$/i.exec(name) ?? [];
    return short === '' ? [] : [{ name: short, strength, kind: 'qualifier_dropped' as const }];
  });
}
