/** The European Union's consolidated list of financial sanctions (FSF), in its XML and CSV 1.1 editions. */
import { z } from 'zod';
import { Fault } from '../../../domain/values/errors';
import type { IdentifierKind, WatchListEntry } from '../../../domain/sanctions/lists/watch-list';
import { createFileFormat, type ListContent } from '../file-format';
import { each, parseCsvTable, parseXmlEntries } from '../list-text';
import { MergedEntry } from '../merged-entry';
import { readWrittenDate } from '../written-dates';

/** The Commission's address bears a token of each reader's own, so it has to be given. */
export const euFsf = createFileFormat({
  id: 'eu',
  family: 'EU FSF',
  setting: 'EU_LIST',
  address: null,
  // The XML says which aliases are weak; the CSV has no column for it.
  editions: [
    { extension: 'xml', read: readEuXml },
    { extension: 'csv', read: readEuCsv },
  ],
});

const attribute = z.string().trim().default('');
const remarkText = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && '#text' in value ? value['#text'] : value),
  z.string().catch(''),
);
const placed = { '@countryIso2Code': attribute, '@countryDescription': attribute };
const entitySchema = z.object({
  '@logicalId': z.string().trim().min(1),
  '@euReferenceNumber': attribute,
  subjectType: z.object({ '@code': attribute, '@classificationCode': attribute }).partial().optional(),
  remark: z.array(remarkText).default([]),
  regulation: each(z.object({ '@programme': attribute })),
  nameAlias: each(
    z.object({
      '@wholeName': attribute,
      '@firstName': attribute,
      '@middleName': attribute,
      '@lastName': attribute,
      '@function': attribute,
      '@strong': attribute,
      remark: z.array(remarkText).default([]),
    }),
  ),
  address: each(z.object(placed)),
  citizenship: each(z.object(placed)),
  birthdate: each(
    z.object({
      '@birthdate': attribute,
      '@dayOfMonth': attribute,
      '@monthOfYear': attribute,
      '@year': attribute,
      '@yearRangeFrom': attribute,
      '@yearRangeTo': attribute,
      '@circa': attribute,
    }),
  ),
  identification: each(
    z.object({
      ...placed,
      '@number': attribute,
      '@latinNumber': attribute,
      '@identificationTypeCode': attribute,
      '@knownFalse': attribute,
    }),
  ),
});

const lists = ['remark', 'regulation', 'nameAlias', 'address', 'citizenship', 'birthdate', 'identification'];

function readEuXml(file: string, content: Buffer): ListContent {
  const { head, entries } = parseXmlEntries(file, content, { root: 'export', entries: ['sanctionEntity'], lists });
  return {
    listDate: /\bgenerationDate="(\d{4}-\d{2}-\d{2})/.exec(head)?.[1] ?? null,
    entries: entries.map(({ value }, at) => {
      const parsed = entitySchema.safeParse(value);
      if (parsed.success) return named(file, mergeEntity(parsed.data));
      const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
      throw new Fault('list_unreadable', `${file}: sanctionEntity ${at + 1} cannot be read: ${wrong}`);
    }),
  };
}

function mergeEntity(entity: z.infer<typeof entitySchema>): MergedEntry {
  const merged = new MergedEntry(entity['@euReferenceNumber'] || entity['@logicalId']);
  const { '@code': code = '', '@classificationCode': classification = '' } = entity.subjectType ?? {};
  setType(merged, [code, classification], entity.remark);
  for (const remark of entity.remark) merged.addRemark(remark.trim());
  for (const { '@programme': programme } of entity.regulation) merged.addProgram(programme);
  for (const alias of entity.nameAlias) {
    const isWeak = alias['@strong'] === 'false' || alias.remark.some((remark) => weakRemark.test(remark));
    addName(
      merged,
      nameOf(alias['@wholeName'], [alias['@firstName'], alias['@middleName'], alias['@lastName']]),
      isWeak,
    );
    if (alias['@function'] !== '') merged.title ??= alias['@function'];
  }
  for (const place of entity.address)
    merged.addCountry(countryOf(place['@countryIso2Code'], place['@countryDescription']));
  for (const place of entity.citizenship)
    merged.addNationality(countryOf(place['@countryIso2Code'], place['@countryDescription']));
  for (const born of entity.birthdate)
    merged.addBirthDate(
      birthDateOf({
        date: born['@birthdate'],
        day: born['@dayOfMonth'],
        month: born['@monthOfYear'],
        year: born['@year'],
        from: born['@yearRangeFrom'],
        to: born['@yearRangeTo'],
        circa: born['@circa'],
      }),
    );
  for (const paper of entity.identification) {
    if (paper['@knownFalse'] === 'true') continue;
    const number = paper['@number'] || paper['@latinNumber'];
    merged.addIdentifier(
      identifierKind(paper['@identificationTypeCode']),
      number,
      countryOf(paper['@countryIso2Code'], paper['@countryDescription']),
    );
  }
  return merged;
}

/** One row for each name, address, birth date, document or citizenship; rows of one party share their logical id. */
function readEuCsv(file: string, content: Buffer): ListContent {
  const { rows } = parseCsvTable(file, content, {
    delimiter: ';',
    headerColumn: 'entity_logicalid',
    rowStart: /^\d{2}\/\d{2}\/\d{4};\d+;/,
  });
  const parties = new Map<string, MergedEntry>();
  let listDate: string | null = null;
  for (const { line, cell } of rows) {
    const id = cell('entity_logicalid');
    if (!/^\d+$/.test(id))
      throw new Fault('list_unreadable', `${file}:${line}: "${id.slice(0, 20)}" is not a logical id`);
    listDate ??= readWrittenDate(cell('filegenerationdate'));
    const party = parties.get(id) ?? new MergedEntry(cell('entity_eu_referencenumber') || id);
    parties.set(id, party);
    mergeRow(party, cell);
  }
  return { listDate, entries: [...parties.values()].map((party) => named(file, party)) };
}

function mergeRow(party: MergedEntry, cell: (column: string) => string): void {
  setType(party, [cell('entity_subjecttype'), cell('entity_subjecttype_classificationcode')], [cell('entity_remark')]);
  party.addRemark(cell('entity_remark'));
  party.addProgram(cell('entity_regulation_programme'));
  const parts = [cell('namealias_firstname'), cell('namealias_middlename'), cell('namealias_lastname')];
  addName(party, nameOf(cell('namealias_wholename'), parts), weakRemark.test(cell('namealias_remark')));
  if (cell('namealias_function') !== '') party.title ??= cell('namealias_function');
  party.addCountry(countryOf(cell('address_countryiso2code'), cell('address_countrydescription')));
  party.addNationality(countryOf(cell('citizenship_countryiso2code'), cell('citizenship_countrydescription')));
  party.addBirthDate(
    birthDateOf({
      date: cell('birthdate_birthdate'),
      day: cell('birthdate_day'),
      month: cell('birthdate_month'),
      year: cell('birthdate_year'),
      from: cell('birthdate_yearrangefrom'),
      to: cell('birthdate_yearrangeto'),
      circa: cell('birthdate_circa'),
    }),
  );
  if (cell('identification_knownfalse') !== 'true')
    party.addIdentifier(
      identifierKind(`${cell('identification_typecode')} ${cell('identification_typedescription')}`),
      cell('identification_number') || cell('identification_latinnumber'),
      countryOf(cell('identification_countryiso2code'), cell('identification_countrydescription')),
    );
}

/** How the list marks a name that does not identify by itself, beside the XML's own flag. */
const weakRemark = /\b(?:low[ -]quality|weak)\b/i;

function addName(party: MergedEntry, name: string, isWeak: boolean): void {
  if (isWeak) party.addAlias(name, 'weak');
  else party.addPrimary(name);
}

function nameOf(whole: string, parts: readonly string[]): string {
  return (whole === '' ? parts.filter((part) => part !== '').join(' ') : whole).replaceAll(/\s+/g, ' ').trim();
}

/** A ship is listed as an enterprise; its IMO number stands in a remark alone. */
function setType(party: MergedEntry, codes: readonly string[], remarks: readonly string[]): void {
  const imo = remarks
    .map((remark) => /\bIMO(?: number)?:? *(\d{7})\b/i.exec(remark)?.[1])
    .find((found) => found !== undefined);
  if (imo !== undefined) party.addIdentifier('imo', imo);
  if (codes.some((code) => /^(?:person|p)$/i.test(code))) party.type = 'individual';
  else if (imo !== undefined) party.type = 'vessel';
  else party.type ??= 'entity';
}

/** `00` and UNKNOWN say nothing; CS, Serbia and Montenegro of old, means Serbia today. */
function countryOf(iso2: string, description: string): string {
  const code = iso2.toUpperCase() === 'CS' ? 'RS' : iso2.toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? code : description;
}

interface BirthCells {
  readonly date: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly from: string;
  readonly to: string;
  readonly circa: string;
}

function birthDateOf({ date, day, month, year, from, to, circa }: BirthCells): string | null {
  const about = circa === 'true' ? 'circa ' : '';
  if (date !== '') return readWrittenDate(`${about}${date}`);
  if (year !== '') return readWrittenDate(`${about}${day === '' ? '00' : day}/${month === '' ? '00' : month}/${year}`);
  return from === '' ? null : readWrittenDate(`${about}${from} to ${to === '' ? from : to}`);
}

function identifierKind(type: string): IdentifierKind {
  if (/pass/i.test(type)) return 'passport';
  if (/swift|bic\b/i.test(type)) return 'bic';
  if (/imo\b/i.test(type)) return 'imo';
  if (/fiscal|tax/i.test(type)) return 'tax_id';
  return /regnumber|registration|tradelic|company/i.test(type) ? 'registration' : 'national_id';
}

function named(file: string, party: MergedEntry): WatchListEntry {
  const entry = party.finish();
  if (entry) return entry;
  throw new Fault('list_unreadable', `${file}: ${party.uid} has no name`);
}
