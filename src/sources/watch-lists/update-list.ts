/** Takes a newly published list in: staged, checked against the last good one, then put in force in one step or not at all. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asFault, refuse, type Refusal } from '../../domain/values/errors';
import { checkDrop, countNames, diffLists, type ListDiff } from '../../domain/sanctions/lists/diff-lists';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import type { PublicationFacts } from './fetch-list';
import { folderInForce, putInForce, readPointer } from './list-versions';
import { folderVariable, type ListFormat } from './list-format';
import { publicationFile } from './publication';

export interface ListUpdate {
  /** The folder the list's setting names. */
  readonly root: string;
  readonly format: ListFormat;
  /** Fills the staging folder. Throws `list_unreadable`. */
  readonly fill: (staging: string) => Promise<PublicationFacts>;
  /** Where the list came from, for the record. */
  readonly source: string;
  /** ISO day; wins over what the publication states. */
  readonly listDate: string | null;
  /** A person's word that a list with far fewer entries is right. */
  readonly isDropAccepted: boolean;
  /** When, UTC ISO. */
  readonly at: string;
}

export type ListUpdated =
  | {
      readonly ok: true;
      readonly isUnchanged: boolean;
      readonly list: WatchList;
      readonly diff: ListDiff | null;
      readonly lastGoodFault: string | null;
    }
  | Refusal;

const historyFile = 'history.jsonl';

/** A refused list leaves everything as it was; the staging folder is removed either way. */
export async function updateList(update: ListUpdate): Promise<ListUpdated> {
  const { root, format } = update;
  const before = readLastGood(root, format);
  if (before.list?.isDemo)
    return refuse(
      'demo_list',
      `${root} is the demo list, which is not updated. Name another folder in ${folderVariable(format)}.`,
    );
  mkdirSync(root, { recursive: true });
  const staging = mkdtempSync(path.join(root, '.staging-'));
  try {
    const list = await stage(update, staging);
    if (list.isDemo) return refuse('demo_list', `${list.name} is a demo list and is not taken in.`);
    const refusal = before.list ? checkAgainst(before.list, list, update) : null;
    if (refusal) return refusal;
    const isSame = before.list?.hash === list.hash && before.list.listDate === list.listDate;
    if (isSame && readPointer(root) !== null)
      return { ok: true, isUnchanged: true, list, diff: null, lastGoodFault: null };
    const diff = before.list ? diffLists(before.list, list) : null;
    const record = {
      accepted_at: update.at,
      list_date: list.listDate,
      hash: list.hash,
      entries: list.entries.length,
      names: countNames(list),
      is_drop_accepted: update.isDropAccepted,
      source: update.source,
    };
    putInForce(root, staging, versionIdOf(list, update.at), record);
    const counts = diff && { added: diff.added.length, removed: diff.removed.length, changed: diff.changed.length };
    appendFileSync(path.join(root, historyFile), `${JSON.stringify({ ...record, ...counts })}\n`);
    return { ok: true, isUnchanged: false, list, diff, lastGoodFault: before.fault };
  } catch (error) {
    const fault = asFault(error);
    if (fault.code !== 'list_unreadable') throw error;
    return refuse('list_refused', fault.message);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function stage({ format, fill, listDate }: ListUpdate, staging: string): Promise<WatchList> {
  const facts = await fill(staging);
  const file = path.join(staging, publicationFile);
  const day = listDate ?? facts.listDate;
  if (!existsSync(file) && day !== null) {
    const count = facts.recordCount === null ? {} : { record_count: facts.recordCount };
    writeFileSync(file, `${JSON.stringify({ publish_date: day, ...count })}\n`);
  }
  return format.read(staging, {});
}

function checkAgainst(before: WatchList, after: WatchList, { isDropAccepted }: ListUpdate): Refusal | null {
  const drop = checkDrop(before, after);
  if (!drop.ok && !isDropAccepted) return refuse('list_dropped', drop.reason);
  if (before.listDate !== null && after.listDate === null)
    return refuse(
      'list_undated',
      `The publication states no day; the list in force is of ${before.listDate}. Give one with --list-date.`,
    );
  if (before.listDate !== null && after.listDate !== null && after.listDate < before.listDate)
    return refuse('list_older', `The list is of ${after.listDate}, the one in force of ${before.listDate}.`);
  return null;
}

/** What the next list is held against. An unreadable one holds nothing back: the new list is checked by itself. */
export function readLastGood(root: string, format: ListFormat): { list: WatchList | null; fault: string | null } {
  try {
    const folder = folderInForce(root);
    return format.isIn(folder) ? { list: format.read(folder, {}), fault: null } : { list: null, fault: null };
  } catch (error) {
    return { list: null, fault: asFault(error).message };
  }
}

function versionIdOf({ listDate, hash }: WatchList, at: string): string {
  return `${listDate ?? 'undated'}-${hash.slice(0, 12)}-${at.replace(/[^0-9]/g, '').slice(0, 14)}`;
}
