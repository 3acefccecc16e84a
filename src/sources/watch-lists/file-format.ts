/** A list that its authority publishes as one file, in one edition or several: finding, fetching and reading it. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../../domain/values/errors';
import type { WatchList, WatchListEntry } from '../../domain/sanctions/lists/watch-list';
import { downloadFile, type PublicationFacts } from './fetch-list';
import { openListFiles, type ListFiles } from './list-files';
import type { ListFormat } from './list-format';
import { checkRecordCount, publicationFile, readPublication } from './publication';

export interface ListContent {
  /** ISO day the file says it was made; null where it does not. */
  readonly listDate: string | null;
  readonly entries: readonly WatchListEntry[];
}

export interface FileEdition {
  readonly extension: 'xml' | 'csv';
  /** `file` is for reasons. Throws `list_unreadable` with file, line or entry, and reason. */
  readonly read: (file: string, content: Buffer) => ListContent;
}

export interface FileFormat extends Pick<ListFormat, 'id' | 'family' | 'setting' | 'address'> {
  /** The one that says more first: where a folder has two, it is read. */
  readonly editions: readonly [FileEdition, ...FileEdition[]];
}

const noFacts: PublicationFacts = { listDate: null, recordCount: null };

export function createFileFormat({ editions, ...known }: FileFormat): ListFormat {
  const { id, family } = known;
  const find = (files: ListFiles): { name: string; edition: FileEdition } | null => {
    for (const edition of editions) {
      const [name, second] = files.names().filter((one) => one.endsWith(`.${edition.extension}`));
      if (name !== undefined && second !== undefined)
        throw new Fault('list_unreadable', `${name}, ${second}: two files, and nothing says which one is ${family}`);
      if (name !== undefined) return { name, edition };
    }
    return null;
  };
  const editionOf = (name: string): { name: string; edition: FileEdition } | null => {
    const edition = editions.find(({ extension }) => name.endsWith(`.${extension}`));
    return edition ? { name, edition } : null;
  };
  return {
    ...known,
    isIn: (folder) => existsSync(folder) && find(openListFiles(folder)) !== null,
    copy(from, staging) {
      const folder = isFile(from) ? path.dirname(from) : from;
      const files = openListFiles(folder);
      const name = isFile(from) ? path.basename(from).toLowerCase() : find(files)?.name;
      const source = name === undefined ? undefined : files.pathOf(name);
      if (name === undefined || source === undefined)
        throw new Fault('list_unreadable', `${from}: has no ${editionsOf(editions)} file of ${family}`);
      copyFileSync(source, path.join(staging, name));
      const publication = isFile(from) ? undefined : files.pathOf(publicationFile);
      if (publication !== undefined) copyFileSync(publication, path.join(staging, publicationFile));
      return noFacts;
    },
    async download(staging, { baseUrl, fetch }) {
      const content = await downloadFile(baseUrl, fetch);
      const extension = content
        .subarray(0, 200)
        .toString('utf8')
        .trimStart()
        .replace(/^\uFEFF/, '')
        .startsWith('<')
        ? 'xml'
        : 'csv';
      writeFileSync(path.join(staging, `${id}.${extension}`), content);
      return noFacts;
    },
    read(from, { listDate }) {
      const files = openListFiles(isFile(from) ? path.dirname(from) : from);
      const found = isFile(from) ? editionOf(path.basename(from).toLowerCase()) : find(files);
      if (!found) throw new Fault('list_unreadable', `${from}: has no ${editionsOf(editions)} file of ${family}`);
      const publication = readPublication(files);
      const list = readFileList(family, found.name, files.read(found.name), found.edition);
      checkRecordCount(found.name, list.entries.length, publication?.record_count);
      return {
        ...list,
        name: publication?.list_name ?? list.name,
        listDate: listDate ?? publication?.publish_date ?? list.listDate,
        isDemo: publication?.demo ?? false,
      };
    },
  };
}

/** Throws `list_unreadable` also for a list without entries, or with one twice. */
export function readFileList(family: string, file: string, content: Buffer, edition: FileEdition): WatchList {
  const { listDate, entries } = edition.read(file, content);
  if (entries.length === 0) throw new Fault('list_unreadable', `${file}:1: the list has no entries`);
  const seen = new Set<string>();
  for (const { uid } of entries) {
    if (seen.has(uid)) throw new Fault('list_unreadable', `${file}: ${uid} is there twice`);
    seen.add(uid);
  }
  const hash = createHash('sha256').update(content).digest('hex');
  return { name: family, family, listDate, hash, entries, isDemo: false };
}

function editionsOf(editions: readonly FileEdition[]): string {
  return editions.map(({ extension }) => extension.toUpperCase()).join(' or ');
}

function isFile(given: string): boolean {
  return statSync(given, { throwIfNoEntry: false })?.isFile() ?? false;
}
