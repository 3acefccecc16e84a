/** `lists update|status|diff`: the sanctions lists' folders, taken in, looked at and compared. */
import type { Config } from '../../composition/config';
import { refuse } from '../../domain/values/errors';
import { countNames, diffLists, type EntryChange, type ListDiff } from '../../domain/sanctions/lists/diff-lists';
import { checkListAge } from '../../domain/sanctions/lists/list-age';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import { formatUtc } from '../../domain/values/time';
import { createSystemClock } from '../../jobs/system-clock';
import { copyList, downloadList } from '../../sources/watch-lists/fetch-list';
import { folderBefore, folderInForce } from '../../sources/watch-lists/list-versions';
import { ofacExportsUrl, ofacLayouts, type OfacLayoutName } from '../../sources/watch-lists/ofac-layouts';
import { readOfacList } from '../../sources/watch-lists/ofac-list';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { updateList, variableOf } from '../../sources/watch-lists/update-list';
import { createOfacSource } from '../../sources/watch-lists/watch-list-sources';
import { printJson, printText, RefusedInput } from '../answer';

export interface ListsOptions {
  readonly list?: string;
  readonly from?: string;
  readonly listDate?: string;
  readonly acceptDrop?: boolean;
  readonly json?: boolean;
}

/** `fetch` and `baseUrl` are replaceable for a mirror. Throws `RefusedInput`; the list in force then stays. */
export async function updateLists(
  config: Config,
  options: ListsOptions,
  { fetch = globalThis.fetch, baseUrl = ofacExportsUrl }: { fetch?: typeof globalThis.fetch; baseUrl?: string } = {},
): Promise<void> {
  const { layout, root } = chooseList(config, options.list);
  const { from } = options;
  const updated = await updateList({
    root,
    layout,
    source: from ?? baseUrl,
    fill: (staging) =>
      from === undefined
        ? downloadList(ofacLayouts[layout], staging, { baseUrl, fetch })
        : Promise.resolve(copyList(ofacLayouts[layout], from, staging)),
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
  const roots = (['sdn', 'consolidated'] as const).flatMap((layout) => {
    const root = rootOf(config, layout);
    return root === null || (options.list !== undefined && options.list !== layout) ? [] : [{ layout, root }];
  });
  const shown = roots.map(({ layout, root }) => {
    const listDate = layout === 'sdn' ? config.sanctionsListDate : config.consolidatedListDate;
    const list = createOfacSource(root, { layout, listDate }).read();
    const age = checkListAge(list, maxAgeDays, config.demoStartMs ?? clock.now());
    return { ...describe(list), folder: folderInForce(root), usable: age.ok, reason: age.ok ? null : age.reason };
  });
  if (options.json === true) {
    printJson(shown);
    return;
  }
  printText(
    shown.flatMap((one) => [
      `${one.list}  of ${one.date ?? 'unknown date'}  ${one.entries} entries  ${one.names} names  sha256 ${one.hash.slice(0, 16)}`,
      `  ${one.folder}`,
      one.usable ? '  in force' : `  every payment escalates: ${one.reason ?? ''}`,
    ]),
  );
}

/** What `--from FOLDER` would change, or without it what the last update changed. Throws `RefusedInput`. */
export function compareLists(config: Config, options: ListsOptions): void {
  const { layout, root } = chooseList(config, options.list);
  const inForce = readOfacList(folderInForce(root), { layout });
  const before = options.from === undefined ? folderBefore(root) : null;
  if (options.from === undefined && before === null)
    throw new RefusedInput(
      refuse('no_list_before', `There is no list before the one in force; give --from FOLDER.`).problems,
    );
  const diff =
    options.from === undefined
      ? diffLists(readOfacList(before ?? root, { layout }), inForce)
      : diffLists(inForce, readOfacList(options.from, { layout }));
  if (options.json === true) printJson(diff);
  else printText(showDiff(diff, Infinity));
}

function chooseList(config: Config, given = 'sdn'): { layout: OfacLayoutName; root: string } {
  if (given !== 'sdn' && given !== 'consolidated')
    throw new RefusedInput(refuse('list_unknown', `There is no list ${given}: sdn or consolidated.`, 'list').problems);
  const root = rootOf(config, given);
  if (root === null)
    throw new RefusedInput(refuse('list_not_set', `${variableOf(given)} is not set.`, 'list').problems);
  return { layout: given, root };
}

function rootOf(config: Config, layout: OfacLayoutName): string | null {
  return layout === 'sdn' ? config.sanctionsListDir : config.consolidatedListDir;
}

function describe(list: WatchList) {
  const { name, listDate, hash, entries, isDemo } = list;
  return { list: name, date: listDate, hash, entries: entries.length, names: countNames(list), demo: isDemo };
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
