/** The United Nations Security Council's consolidated list (XML). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { asFault, Fault } from '../../../domain/values/errors';
import type {
  ListedAlias,
  ListedIdentity,
  WatchList,
  WatchListEntry,
} from '../../../domain/sanctions/lists/watch-list';
import { createFileFormat, readFileList, type FileEdition, type ListContent } from '../file-format';
import { each, parseXmlEntries } from '../list-text';

/** An element with attributes is an object, its letters under `#text`. */
const text = z.preprocess((value) => (isGroup(value) ? (value['#text'] ?? '') : value), z.string().trim().default(''));
const aliases = each(z.object({ QUALITY: text, ALIAS_NAME: text }));
const addresses = each(z.object({ COUNTRY: text }));
const recordSchema = z.object({
  REFERENCE_NUMBER: z.string().trim().min(1),
  FIRST_NAME: text,
  SECOND_NAME: text,
  THIRD_NAME: text,
  FOURTH_NAME: text,
  UN_LIST_TYPE: text,
  NAME_ORIGINAL_SCRIPT: text,
  COMMENTS1: text,
  INDIVIDUAL_ALIAS: aliases,
  ENTITY_ALIAS: aliases,
  INDIVIDUAL_ADDRESS: addresses,
  ENTITY_ADDRESS: addresses,
  NATIONALITY: each(
    z
      .object({ VALUE: z.preprocess((value): unknown => (Array.isArray(value) ? value : [value]), z.array(text)) })
      .partial(),
  ),
  INDIVIDUAL_DATE_OF_BIRTH: each(
    z.object({ TYPE_OF_DATE: text, DATE: text, YEAR: text, FROM_YEAR: text, TO_YEAR: text }),
  ),
  INDIVIDUAL_DOCUMENT: each(
    z.object({
      TYPE_OF_DOCUMENT: text,
      TYPE_OF_DOCUMENT2: text,
      NUMBER: text,
      ISSUING_COUNTRY: text,
      COUNTRY_OF_ISSUE: text,
    }),
  ),
});
type UnRecord = z.infer<typeof recordSchema>;

const family = 'UN Consolidated';
const xml: FileEdition = { extension: 'xml', read: readUnXml };

export const un = createFileFormat({
  id: 'un',
  family,
  setting: 'UN_LIST',
  address: 'https://scsanctions.un.org/resources/xml/en/consolidated.xml',
  editions: [xml],
});

/** One file kept by hand. Throws `list_unreadable` with file, line or reference number, and reason. */
export function readUnList(file: string): WatchList {
  return readFileList(family, path.basename(file), readContent(file), xml);
}

/** The list's day is `dateGenerated` of its root. */
function readUnXml(file: string, content: Buffer): ListContent {
  const { head, entries } = parseXmlEntries(file, content, {
    root: 'CONSOLIDATED_LIST',
    entries: ['INDIVIDUAL', 'ENTITY'],
    lists: Object.keys(recordSchema.shape).filter((name) => /^(?:INDIVIDUAL|ENTITY)_|^NATIONALITY$/.test(name)),
  });
  return {
    listDate: /\bdateGenerated="(\d{4}-\d{2}-\d{2})/.exec(head)?.[1] ?? null,
    entries: entries.map(({ element, value }, at) => {
      const parsed = recordSchema.safeParse(value);
      if (parsed.success) return toEntry(file, parsed.data, element);
      const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
      throw unreadable(`${file}: ${element} ${at + 1} cannot be read: ${wrong}`);
    }),
  };
}

function toEntry(file: string, record: UnRecord, element: string): WatchListEntry {
  const names = [record.FIRST_NAME, record.SECOND_NAME, record.THIRD_NAME, record.FOURTH_NAME].filter(isGiven);
  if (names.length === 0) throw unreadable(`${file}: ${record.REFERENCE_NUMBER} has no name`);
  const inScript = isGiven(record.NAME_ORIGINAL_SCRIPT) ? takeApart(record.NAME_ORIGINAL_SCRIPT) : [];
  const identity = readIdentity(record);
  return {
    uid: record.REFERENCE_NUMBER,
    name: names.join(' '),
    type: element === 'INDIVIDUAL' ? 'individual' : 'entity',
    programs: record.UN_LIST_TYPE === '' ? [] : [`UN-${record.UN_LIST_TYPE}`],
    aliases: [
      ...[...record.INDIVIDUAL_ALIAS, ...record.ENTITY_ALIAS].flatMap(toAliases),
      ...inScript.map((name): ListedAlias => ({ name, strength: 'strong', kind: 'aka' })),
    ],
    title: null,
    remarks: record.COMMENTS1 === '' ? null : record.COMMENTS1,
    countries: [
      ...new Set(
        [...record.INDIVIDUAL_ADDRESS, ...record.ENTITY_ADDRESS].map(({ COUNTRY }) => COUNTRY).filter(isGiven),
      ),
    ],
    ...(identity ? { identity } : {}),
  };
}

/** `Low` is the Council's word for an alias that does not identify by itself. */
function toAliases({ QUALITY, ALIAS_NAME }: UnRecord['INDIVIDUAL_ALIAS'][number]): ListedAlias[] {
  if (!isGiven(ALIAS_NAME)) return [];
  const strength = QUALITY.toLowerCase() === 'low' ? 'weak' : 'strong';
  const kind = /^f\.?k\.?a/i.test(QUALITY) ? 'fka' : 'aka';
  return takeApart(ALIAS_NAME).map((name) => ({ name, strength, kind }));
}

/** Several names in one field: `A; B`, `a) A b) B`, and a name in its own script with its spellings in brackets behind. */
function takeApart(field: string): string[] {
  const [, outside, inside] =
    /^([^()]*[^\p{Script=Latin}\p{P}\p{Z}\p{N}][^()]*)\(([^()]*\p{Script=Latin}[^()]*)\)$/u.exec(field) ?? [];
  const texts = outside === undefined || inside === undefined ? [field] : [outside, inside];
  const names = texts
    .flatMap((one) => one.split(/;|(?:^|\s)[a-z]\)\s/))
    .map((name) => name.trim())
    .filter(isGiven);
  return [...new Set(names)];
}

function readIdentity(record: UnRecord): ListedIdentity | null {
  const identifiers = record.INDIVIDUAL_DOCUMENT.filter(({ NUMBER }) => isGiven(NUMBER)).map((document) => {
    const isPassport = /pass/i.test(`${document.TYPE_OF_DOCUMENT} ${document.TYPE_OF_DOCUMENT2}`);
    const country = [document.ISSUING_COUNTRY, document.COUNTRY_OF_ISSUE].find(isGiven);
    return {
      kind: isPassport ? ('passport' as const) : ('national_id' as const),
      value: document.NUMBER,
      ...(country === undefined ? {} : { country }),
    };
  });
  const birthDates = record.INDIVIDUAL_DATE_OF_BIRTH.flatMap((born) => birthDateOf(born) ?? []);
  const nationalities = record.NATIONALITY.flatMap(({ VALUE }) => VALUE ?? []).filter(isGiven);
  if (identifiers.length + birthDates.length + nationalities.length === 0) return null;
  return { identifiers, birthDates, nationalities: [...new Set(nationalities)], isFromRemarks: false };
}

function birthDateOf(born: UnRecord['INDIVIDUAL_DATE_OF_BIRTH'][number]): string | null {
  const about = born.TYPE_OF_DATE.toUpperCase() === 'APPROXIMATELY' ? '~' : '';
  const day = /^\d{4}-\d{2}-\d{2}/.exec(born.DATE)?.[0] ?? /^\d{4}$/.exec(born.YEAR)?.[0];
  if (day !== undefined) return `${day}${about}`;
  return /^\d{4}$/.test(born.FROM_YEAR) && /^\d{4}$/.test(born.TO_YEAR)
    ? `${born.FROM_YEAR}/${born.TO_YEAR}${about}`
    : null;
}

function isGiven(value: string): boolean {
  return value !== '' && value.toLowerCase() !== 'na';
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function readContent(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Fault('list_unreadable', `${path.basename(file)}: ${asFault(error).message}`, { cause: error });
  }
}

function unreadable(reason: string): Fault {
  return new Fault('list_unreadable', reason);
}
