/** The UK Sanctions List of the Foreign, Commonwealth and Development Office, in its XML and CSV editions: the one UK list since 28 January 2026. */
import { z } from 'zod';
import { Fault } from '../../../domain/values/errors';
import type { WatchListEntry } from '../../../domain/sanctions/lists/watch-list';
import { createFileFormat, type ListContent } from '../file-format';
import { parseCsvTable, parseXmlEntries } from '../list-text';
import { MergedEntry } from '../merged-entry';
import { readWrittenDate } from '../written-dates';

export const uk = createFileFormat({
  id: 'uk',
  family: 'UK Sanctions List',
  setting: 'UK_LIST',
  address: 'https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml',
  editions: [
    { extension: 'xml', read: readUkXml },
    { extension: 'csv', read: readUkCsv },
  ],
});

/** One row for each combination of name, address, date and number; rows of one party share `Unique ID`. */
function readUkCsv(file: string, content: Buffer): ListContent {
  const { preamble, rows } = parseCsvTable(file, content, {
    delimiter: ',',
    headerColumn: 'unique id',
    rowStart: /^\d{2}\/\d{2}\/\d{4},[A-Z]{2,4}\d{3,},/,
  });
  const parties = new Map<string, MergedEntry>();
  for (const { line, cell } of rows) {
    const id = cell('unique id');
    if (id === '') throw new Fault('list_unreadable', `${file}:${line}: has no Unique ID`);
    const party = parties.get(id) ?? new MergedEntry(id);
    parties.set(id, party);
    mergeRow(party, cell);
  }
  return {
    listDate: preamble.map(reportDay).find((day) => day !== null) ?? null,
    entries: [...parties.values()].map((party) => named(file, party)),
  };
}

/** `Report Date: 08-Oct-2026`, before the header. */
function reportDay(line: string): string | null {
  const stated = /report date:?\s*([\w /-]+)/i.exec(line)?.[1]?.trim();
  return stated === undefined
    ? null
    : readWrittenDate(stated.replace(/^(\d{1,2})[- ]([A-Za-z]{3})\w*[- ](\d{4})$/, '$1 $2 $3'));
}

function mergeRow(party: MergedEntry, cell: (column: string) => string): void {
  setType(party, cell('designation type'));
  const name = [1, 2, 3, 4, 5, 6].map((part) => cell(`name ${part}`));
  addName(party, name, cell('name type'), cell('alias strength'));
  party.addAlias(cell('name non-latin script'), 'strong');
  party.addProgram(cell('regime name'));
  addMeasures(party, cell('sanctions imposed'));
  party.addCountry(cell('address country'));
  for (const nation of several(cell('nationality(/ies)'))) party.addNationality(nation);
  for (const born of several(cell('d.o.b'))) party.addBirthDate(readWrittenDate(born));
  for (const number of several(cell('passport number'))) party.addIdentifier('passport', number);
  for (const number of several(cell('national identifier number'))) party.addIdentifier('national_id', number);
  for (const number of several(cell('business registration number (s)'))) party.addIdentifier('registration', number);
  for (const number of several(cell('imo number'))) party.addIdentifier('imo', number);
  party.addRemark(cell('other information'));
  if (cell('position') !== '') party.title ??= cell('position');
}

const text = z.preprocess(
  (value) => (value === null || typeof value !== 'object' ? (value ?? '') : ''),
  z.coerce.string().transform((given) => given.trim()),
);
/** `<Aliases><Alias>x</Alias></Aliases>`: the wrapping element may be empty or left out. */
const inside = <T extends z.ZodType>(name: string, item: T) =>
  z
    .preprocess(
      (value) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : []),
      z.array(item).catch([]),
    )
    .default([]);
const individual = z.object({
  DOBs: inside('DOB', text),
  Nationalities: inside('Nationality', text),
  Positions: inside('Position', text),
  PassportDetails: inside('Passport', z.object({ PassportNumber: text })),
  NationalIdentifierDetails: inside('NationalIdentifier', z.object({ NationalIdentifierNumber: text })),
});
const designation = z.object({
  UniqueID: z.string().trim().min(1),
  IndividualEntityShip: text,
  RegimeName: text,
  SanctionsImposed: text,
  OtherInformation: text,
  Names: inside(
    'Name',
    z.object({
      Name1: text,
      Name2: text,
      Name3: text,
      Name4: text,
      Name5: text,
      Name6: text,
      NameType: text,
      AliasStrength: text,
    }),
  ),
  NonLatinNames: inside('NonLatinName', z.object({ NameNonLatinScript: text })),
  Addresses: inside('Address', z.object({ AddressCountry: text })),
  IndividualDetails: inside('Individual', individual),
  EntityDetails: inside(
    'Entity',
    z.object({ BusinessRegistrationNumbers: inside('BusinessRegistrationNumber', text) }),
  ),
  ShipDetails: inside('Ship', z.object({ IMONumbers: inside('IMONumber', text) })),
});

const lists = [
  ...['Name', 'NonLatinName', 'Address', 'Individual', 'Entity', 'Ship', 'DOB', 'Nationality', 'Position'],
  ...['Passport', 'NationalIdentifier', 'BusinessRegistrationNumber', 'IMONumber'],
];

function readUkXml(file: string, content: Buffer): ListContent {
  const { head, entries } = parseXmlEntries(file, content, { root: 'Designations', entries: ['Designation'], lists });
  return {
    listDate: readWrittenDate(/<DateGenerated>([^<]*)</.exec(head)?.[1] ?? ''),
    entries: entries.map(({ value }, at) => {
      const parsed = designation.safeParse(value);
      if (parsed.success) return named(file, mergeDesignation(parsed.data));
      const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
      throw new Fault('list_unreadable', `${file}: Designation ${at + 1} cannot be read: ${wrong}`);
    }),
  };
}

function mergeDesignation(stated: z.infer<typeof designation>): MergedEntry {
  const party = new MergedEntry(stated.UniqueID);
  setType(party, stated.IndividualEntityShip);
  for (const { NameType, AliasStrength, ...parts } of stated.Names)
    addName(
      party,
      [parts.Name1, parts.Name2, parts.Name3, parts.Name4, parts.Name5, parts.Name6],
      NameType,
      AliasStrength,
    );
  for (const { NameNonLatinScript: name } of stated.NonLatinNames) party.addAlias(name, 'strong');
  party.addProgram(stated.RegimeName);
  addMeasures(party, stated.SanctionsImposed);
  for (const { AddressCountry: country } of stated.Addresses) party.addCountry(country);
  for (const person of stated.IndividualDetails) {
    for (const nation of person.Nationalities) party.addNationality(nation);
    for (const born of person.DOBs) party.addBirthDate(readWrittenDate(born));
    for (const { PassportNumber: number } of person.PassportDetails) party.addIdentifier('passport', number);
    for (const { NationalIdentifierNumber: number } of person.NationalIdentifierDetails)
      party.addIdentifier('national_id', number);
    party.title ??= person.Positions.find((position) => position !== '') ?? null;
  }
  for (const number of stated.EntityDetails.flatMap((entity) => entity.BusinessRegistrationNumbers))
    party.addIdentifier('registration', number);
  for (const number of stated.ShipDetails.flatMap((ship) => ship.IMONumbers)) party.addIdentifier('imo', number);
  party.addRemark(stated.OtherInformation);
  return party;
}

function setType(party: MergedEntry, stated: string): void {
  const kind = stated.toLowerCase();
  party.type = kind === 'individual' ? 'individual' : kind === 'ship' ? 'vessel' : 'entity';
}

/** Name 6 is the family name, or the whole name of an entity; given names stand in 1 to 5. */
function addName(party: MergedEntry, parts: readonly string[], type: string, strength: string): void {
  const words = parts.filter((part) => part !== '');
  const name = words.join(' ').replaceAll(/\s+/g, ' ');
  if (/^primary name$/i.test(type)) {
    party.addPrimary(name);
    return;
  }
  // Where the list does not say how good an alias is, one word alone points at too many.
  const isWeak = /low/i.test(strength) || (strength === '' && /alias/i.test(type) && !/\s/.test(name));
  party.addAlias(name, isWeak ? 'weak' : 'strong');
}

function addMeasures(party: MergedEntry, imposed: string): void {
  for (const measure of imposed.split('|')) party.addMeasure(measure.trim());
}

/** `1) 12345 2) 67890` and `A; B`. */
function several(cell: string): readonly string[] {
  return cell
    .split(/;|\||(?:^|\s)\(?\d\)\s*/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function named(file: string, party: MergedEntry): WatchListEntry {
  const entry = party.finish();
  if (entry) return entry;
  throw new Fault('list_unreadable', `${file}: ${party.uid} has no name`);
}
