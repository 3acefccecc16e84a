/** Reads the United Nations Security Council's consolidated list (XML). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { asFault, Fault } from '../../domain/values/errors';
import type { ListedAlias, ListedType, WatchList, WatchListEntry } from '../../domain/sanctions/lists/watch-list';

const family = 'UN Consolidated';

/** An element with attributes is an object, its letters under `#text`. */
const text = z.preprocess((value) => (isGroup(value) ? (value['#text'] ?? '') : value), z.string().trim().default(''));
/** An element that is there and empty reads as ''. */
const each = <T extends z.ZodType>(schema: T) =>
  z.array(z.preprocess((value) => (value === '' ? {} : value), schema)).default([]);
const recordSchema = z.object({
  REFERENCE_NUMBER: z.string().trim().min(1),
  FIRST_NAME: text,
  SECOND_NAME: text,
  THIRD_NAME: text,
  FOURTH_NAME: text,
  UN_LIST_TYPE: text,
  NAME_ORIGINAL_SCRIPT: text,
  COMMENTS1: text,
  alias: each(z.object({ QUALITY: text, ALIAS_NAME: text })),
  address: each(z.object({ COUNTRY: text })),
});
type UnRecord = z.infer<typeof recordSchema>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => /^(INDIVIDUAL|ENTITY|alias|address)$/.test(name),
  transformTagName: (name) =>
    name.replace(/^(?:INDIVIDUAL|ENTITY)_(ALIAS|ADDRESS)$/, (_, part: string) => part.toLowerCase()),
});

/** The list's day is `dateGenerated` of its root. Throws `list_unreadable` with file, line or reference number, and reason. */
export function readUnList(file: string): WatchList {
  const content = readContent(file);
  const shownFile = path.basename(file);
  const xml = content.toString('utf8');
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw unreadable(`${shownFile}:${valid.err.line}: ${valid.err.msg}`);
  const root = (parser.parse(xml) as Record<string, unknown>)['CONSOLIDATED_LIST'];
  if (!isGroup(root)) throw unreadable(`${shownFile}:1: the root is not CONSOLIDATED_LIST`);
  const entries = [
    ...toEntries(shownFile, root['INDIVIDUALS'], 'INDIVIDUAL', 'individual'),
    ...toEntries(shownFile, root['ENTITIES'], 'ENTITY', 'entity'),
  ];
  if (entries.length === 0) throw unreadable(`${shownFile}:1: the list has no entries`);
  const twice = entries.find(({ uid }, at) => entries.findIndex((other) => other.uid === uid) < at);
  if (twice) throw unreadable(`${shownFile}: ${twice.uid} is there twice`);
  const day = /^\d{4}-\d{2}-\d{2}/.exec(dateOf(root))?.[0] ?? null;
  return {
    name: family,
    family,
    listDate: day,
    hash: createHash('sha256').update(content).digest('hex'),
    entries,
    isDemo: false,
  };
}

function toEntries(file: string, group: unknown, tag: string, type: ListedType): WatchListEntry[] {
  const records = isGroup(group) ? group[tag] : [];
  if (!Array.isArray(records)) return [];
  return records.map((record: unknown, at) => {
    const parsed = recordSchema.safeParse(record);
    if (!parsed.success) {
      const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
      throw unreadable(`${file}: ${tag} ${at + 1} cannot be read: ${wrong}`);
    }
    return toEntry(file, parsed.data, type);
  });
}

function toEntry(file: string, record: UnRecord, type: ListedType): WatchListEntry {
  const names = [record.FIRST_NAME, record.SECOND_NAME, record.THIRD_NAME, record.FOURTH_NAME].filter(isGiven);
  if (names.length === 0) throw unreadable(`${file}: ${record.REFERENCE_NUMBER} has no name`);
  const inScript: ListedAlias[] = isGiven(record.NAME_ORIGINAL_SCRIPT)
    ? [{ name: record.NAME_ORIGINAL_SCRIPT, strength: 'strong', kind: 'aka' }]
    : [];
  return {
    uid: record.REFERENCE_NUMBER,
    name: names.join(' '),
    type,
    programs: record.UN_LIST_TYPE === '' ? [] : [`UN-${record.UN_LIST_TYPE}`],
    aliases: [...record.alias.flatMap(toAlias), ...inScript],
    title: null,
    remarks: record.COMMENTS1 === '' ? null : record.COMMENTS1,
    countries: [...new Set(record.address.map(({ COUNTRY }) => COUNTRY).filter(isGiven))],
  };
}

/** `Low` is the Council's word for an alias that does not identify by itself. */
function toAlias({ QUALITY, ALIAS_NAME }: UnRecord['alias'][number]): ListedAlias[] {
  if (!isGiven(ALIAS_NAME)) return [];
  const strength = QUALITY.toLowerCase() === 'low' ? 'weak' : 'strong';
  return [{ name: ALIAS_NAME, strength, kind: /^f\.?k\.?a/i.test(QUALITY) ? 'fka' : 'aka' }];
}

/** `2026-01-20T00:00:00`, as the Council stamps it. */
function dateOf(root: Record<string, unknown>): string {
  const stamp = root['@dateGenerated'];
  return typeof stamp === 'string' ? stamp : '';
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
