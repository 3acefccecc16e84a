/** `lists update|status|diff`: the sanctions lists' folders, taken in, looked at and compared. */
import type { Config } from '../../composition/config/config';
import type { ConfiguredList } from '../../composition/config/list-config';
import { asFault, refuse } from '../../domain/values/errors';
import { countNames, diffLists, type EntryChange, type ListDiff } from '../../domain/sanctions/lists/diff-lists';
import { checkListAge, listProblemText } from '../../domain/sanctions/lists/list-age';
import { factsOf, type WatchList } from '../../domain/sanctions/lists/watch-list';
import { formatUtc } from '../../domain/values/time';
import { createSystemClock } from '../../jobs/system-clock';
import { folderVariable, type ListFormat } from '../../sources/watch-lists/list-format';
import { findListFormat, listFormats } from '../../sources/watch-lists/list-formats';
import { folderBefore, folderInForce } from '../../sources/watch-lists/list-versions';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { readUnList } from '../../sources/watch-lists/published/un-list';
import { updateList } from '../../sources/watch-lists/update-list';
import { readInForce } from '../../sources/watch-lists/watch-list-sources';
import { printJson, printText, RefusedInput } from '../answer';

export interface ListsOptions {
  readonly list?: string;
  readonly from?: string;
  /** Where to download from instead of the list's own address. */
  readonly url?: string;
  readonly listDate?: string;
  readonly acceptDrop?: boolean;
  readonly json?: boolean;
}

/** `fetch` is replaceable. Throws `RefusedInput`; the list in force then stays. */
export async function updateLists(
  config: Config,
  options: ListsOptions,
  { fetch = globalThis.fetch }: { fetch?: typeof globalThis.fetch } = {},
): Promise<void> {
  const { format, folder } = chooseList(config, options.list);
  const { from } = options;
  const baseUrl = from === undefined ? addressOf(format, options.url) : '';
  const updated = await updateList({
    root: folder,
    format,
    // An address may bear a token: the record names the server alone.
    source: from ?? (options.url === undefined ? baseUrl : new URL(baseUrl).host),
    fill: (staging) =>
      from === undefined
        ? format.download(staging, { baseUrl, fetch })
        : Promise.resolve().then(() => format.copy(from, staging)),
    listDate: options.listDate ?? null,
    isDropAccepted: options.acceptDrop === true,
    at: formatUtc(createSystemClock().recordedNow()),
  });
  if (!updated.ok) throw new RefusedInput(updated.problems);
  const { list, diff, isUnchanged, lastGoodFault } = updated;
  if (options.json === true) {
    printJson({ ...describe(list), unchanged: isUnchanged, ...(diff ?? {}) });
    return;
  }
  printText([
    `${isUnchanged ? 'unchanged' : 'in force'}  ${headline(list)}`,
    ...(lastGoodFault === null ? [] : [`the list before could not be read and was not compared: ${lastGoodFault}`]),
    ...(diff ? showDiff(diff, 10) : []),
  ]);
}

export function showLists(config: Config, options: ListsOptions): void {
  const clock = createSystemClock();
  const limits = readPolicyFolder(config.policyDir).sanctions.max_list_age_days;
  const maxAgeDays = limits[config.profile === 'local' ? 'demo' : 'production'];
  const chosen = options.list === undefined ? config.lists : listed(config, options.list);
  const unFile = options.list === undefined || options.list === 'un' ? config.unListFile : null;
  const shown = [
    ...chosen.map(({ id, folder, listDate }) =>
      showList(formatOf(id), () => ({
        folder: folderInForce(folder),
        list: readInForce(formatOf(id), folder, { listDate }),
      })),
    ),
    ...(unFile === null ? [] : [showList(formatOf('un'), () => ({ folder: unFile, list: readUnList(unFile) }))]),
  ];

  function showList(format: ListFormat, read: () => { folder: string; list: WatchList }) {
    try {
      const { folder, list } = read();
      const age = checkListAge(factsOf(list), maxAgeDays, config.demoStartMs ?? clock.now());
      return { ...describe(list), folder, usable: age.ok, reason: age.ok ? null : listProblemText(age.why) };
    } catch (error) {
      const fault = asFault(error);
      if (fault.code !== 'list_unreadable') throw error;
      return { ...unread(format), usable: false, reason: fault.message };
    }
  }
  if (options.json === true) {
    printJson(shown);
    return;
  }
  printText(
    shown.flatMap((one) => [
      `${one.list}  of ${one.date ?? 'unknown date'}  ${one.entries} entries  ${one.names} names  sha256 ${one.hash.slice(0, 16)}`,
      `  ${one.folder}`,
      one.usable
        ? '  in force'
        : `  ${one.entries === 0 ? 'cannot be used' : 'every payment escalates'}: ${one.reason ?? ''}`,
    ]),
  );
}

/** The United Nations' list may be one file instead of a folder. */
function listed(config: Config, given: string): readonly ConfiguredList[] {
  return given === 'un' && config.unListFile !== null ? [] : [chooseList(config, given)];
}

/** What `--from FOLDER` would change, or without it what the last update changed. Throws `RefusedInput`. */
export function compareLists(config: Config, options: ListsOptions): void {
  const { format, folder, listDate } = chooseList(config, options.list);
  const inForce = readInForce(format, folder, { listDate });
  const before = options.from === undefined ? folderBefore(folder) : null;
  if (options.from === undefined && before === null)
    throw new RefusedInput(
      refuse('no_list_before', `There is no list before the one in force; give --from FOLDER.`).problems,
    );
  const diff =
    options.from === undefined
      ? diffLists(format.read(before ?? folder, {}), inForce)
      : diffLists(inForce, format.read(options.from, {}));
  if (options.json === true) printJson(diff);
  else printText(showDiff(diff, Infinity));
}

function chooseList(config: Config, given = 'sdn'): ConfiguredList & { readonly format: ListFormat } {
  const format = formatOf(given);
  const configured = config.lists.find(({ id }) => id === given);
  if (!configured)
    throw new RefusedInput(refuse('list_not_set', `${folderVariable(format)} is not set.`, 'list').problems);
  return { ...configured, format };
}

function formatOf(given: string): ListFormat {
  const format = findListFormat(given);
  if (format) return format;
  const known = listFormats.map(({ id }) => id).join(', ');
  throw new RefusedInput(refuse('list_unknown', `There is no list ${given}: ${known}.`, 'list').problems);
}

function addressOf({ id, address, family }: ListFormat, given: string | undefined): string {
  const url = given ?? address;
  if (url === null)
    throw new RefusedInput(
      refuse(
        'list_without_address',
        `${family} is downloaded from an address of your own: give --url, or --from FOLDER (--list ${id}).`,
        'url',
      ).problems,
    );
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new RefusedInput(refuse('url_invalid', 'The address is no http address.', 'url').problems);
  return url;
}

function describe(list: WatchList) {
  const { name, listDate, hash, entries, isDemo } = list;
  return { list: name, date: listDate, hash, entries: entries.length, names: countNames(list), demo: isDemo };
}

function unread({ family }: ListFormat) {
  return { list: family, date: null, hash: '', entries: 0, names: 0, demo: false, folder: '' };
}

function headline(list: WatchList): string {
  return `${list.name} of ${list.listDate ?? 'unknown date'}, ${list.entries.length} entries, ${countNames(list)} names, sha256 ${list.hash.slice(0, 16)}`;
}

function showDiff({ added, removed, changed }: ListDiff, most: number): string[] {
  const section = (what: string, sign: string, changes: readonly EntryChange[]): string[] => [
    `${changes.length} ${what}`,
    ...changes.slice(0, most).map(({ uid, name }) => `  ${sign} ${uid} ${name}`),
    ...(changes.length > most ? [`  and ${changes.length - most} more`] : []),
  ];
  return [...section('added', '+', added), ...section('removed', '-', removed), ...section('changed', '~', changed)];
}
