/** Türkiye's freezing decisions, in a CSV of our own layout: the ministry publishes spreadsheets whose headings differ. docs/watch-lists.md says how to fill it. */
import { z } from 'zod';
import { Fault } from '../../../domain/values/errors';
import { sha256 } from '../../../domain/values/json';
import { identifierKinds, type IdentifierKind, type WatchListEntry } from '../../../domain/sanctions/lists/watch-list';
import { createFileFormat, type ListContent } from '../file-format';
import { parseCsvTable } from '../list-text';
import { MergedEntry } from '../merged-entry';
import { readWrittenDate } from '../written-dates';

export const turkishFreezes = createFileFormat({
  id: 'tr',
  family: 'TR Freezes',
  setting: 'TR_LIST',
  address: null,
  editions: [{ extension: 'csv', read: readFreezes }],
});

const required = ['name', 'type', 'programme'] as const;
const kinds = {
  person: 'individual',
  individual: 'individual',
  entity: 'entity',
  vessel: 'vessel',
  aircraft: 'aircraft',
} as const;
const typeSchema = z.enum(['person', 'individual', 'entity', 'vessel', 'aircraft']).transform((type) => kinds[type]);

/** A spreadsheet saves with commas or semicolons, as its country has it. */
function readFreezes(file: string, content: Buffer): ListContent {
  const [firstLine = ''] = content.subarray(0, 2_000).toString('utf8').split('\n');
  const { columns, rows } = parseCsvTable(file, content, {
    delimiter: firstLine.split(';').length > firstLine.split(',').length ? ';' : ',',
    headerColumn: 'name',
    // The layout is flat: no cell holds a line break.
    rowStart: /^/,
  });
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new Fault('list_unreadable', `${file}:1: has no column ${missing.join(', ')}`);
  return { listDate: null, entries: rows.map((row) => toEntry(file, row)) };
}

function toEntry(file: string, { line, cell }: { line: number; cell: (column: string) => string }): WatchListEntry {
  const refused = (reason: string) => new Fault('list_unreadable', `${file}:${line}: ${reason}`);
  const type = typeSchema.safeParse(cell('type').toLowerCase());
  if (!type.success) throw refused(`"${cell('type').slice(0, 20)}" is no type: person, entity, vessel or aircraft`);
  if (cell('name') === '') throw refused('has no name');
  const bornOn = several(cell('date_of_birth'));
  // The decisions number nobody: name, birth and decision together tell one row from another.
  const id =
    cell('id') || `TR-${sha256([cell('name'), ...bornOn, cell('programme'), cell('gazette')].join('\n')).slice(0, 12)}`;
  const party = new MergedEntry(id);
  party.type = type.data;
  party.addPrimary(cell('name'));
  for (const alias of several(cell('aliases'))) party.addAlias(alias, 'strong');
  party.addProgram(cell('programme'));
  for (const born of bornOn) {
    const read = readWrittenDate(born);
    if (read === null) throw refused(`"${born.slice(0, 20)}" is no date of birth like 04.03.1962 or 1962`);
    party.addBirthDate(read);
  }
  for (const nation of several(cell('nationality'))) party.addNationality(nation);
  for (const identifier of several(cell('identifiers'))) party.addIdentifier(...readIdentifier(identifier, refused));
  party.addRemark(
    [cell('gazette') && `Gazette ${cell('gazette')}`, cell('listed_on') && `listed on ${cell('listed_on')}`]
      .filter(Boolean)
      .join(', '),
  );
  const entry = party.finish();
  if (!entry) throw refused('has no name');
  return entry;
}

/** `passport: U1234567 (TR)`, `tckn: 10000000146`, `vkn: 1234567890`; a number alone is an identity number. */
function readIdentifier(stated: string, refused: (reason: string) => Fault): [IdentifierKind, string, string?] {
  const [, word = '', value = '', country] = /^(?:([A-Za-z_ ]+):\s*)?(.+?)(?:\s*\(([^()]+)\))?$/.exec(stated) ?? [];
  const kind = readKind(word.trim().toLowerCase().replaceAll(' ', '_'));
  if (kind === undefined) throw refused(`"${word}" is no kind of identifier: ${identifierKinds.join(', ')}, tckn, vkn`);
  return country === undefined ? [kind, value] : [kind, value, country];
}

function readKind(word: string): IdentifierKind | undefined {
  if (word === '' || word === 'tckn') return 'national_id';
  return word === 'vkn' ? 'tax_id' : identifierKinds.find((kind) => kind === word);
}

function several(cell: string): readonly string[] {
  return cell
    .split(/[;|]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
