/** The screener in force: follows the lists' sources and keeps the last good lists when a new state cannot be trusted. */
import { asFault, Fault } from '../../domain/values/errors';
import { checkDrop } from '../../domain/sanctions/lists/diff-lists';
import { joinLists } from '../../domain/sanctions/lists/join-lists';
import { createScreener, type Screener } from '../../domain/sanctions/screen-party';
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import type { Clock, Log } from '../../ports/process';
import type { Current, WatchListSource } from '../../ports/sources';

export interface CurrentScreenerDeps {
  readonly sources: readonly [WatchListSource, ...WatchListSource[]];
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly log: Log;
}

/** Often enough that a new list is in force within seconds, seldom enough to cost nothing per screening. */
const checkEveryMs = 5_000;

interface Followed {
  readonly source: WatchListSource;
  /** The version last looked at, taken in or refused. */
  version: string;
  list: WatchList;
}

/** Throws the first source's `list_unreadable` at the start; afterwards a fault is logged and the last good list stays. */
export function createCurrentScreener({ sources, clock, log }: CurrentScreenerDeps): Current<Screener> {
  const follow = (source: WatchListSource): Followed => ({ source, version: source.version(), list: source.read() });
  const [first, ...others] = sources;
  const followed: [Followed, ...Followed[]] = [follow(first), ...others.map(follow)];
  const build = (): Screener =>
    createScreener(joinLists([followed[0].list, ...followed.slice(1).map(({ list }) => list)]));
  let screener = build();
  let checkedAtMs = clock.recordedNow();
  return {
    current() {
      const nowMs = clock.recordedNow();
      if (nowMs - checkedAtMs < checkEveryMs) return screener;
      checkedAtMs = nowMs;
      const taken = followed.filter((one) => takeIn(one, log));
      if (taken.length > 0) {
        screener = build();
        for (const { list } of taken)
          log.info(
            { list: list.name, date: list.listDate, hash: list.hash, entries: list.entries.length },
            'watch list in force',
          );
      }
      return screener;
    },
  };
}

/** True where the source has a new list that can be trusted; it then stands in `one`. */
function takeIn(one: Followed, log: Log): boolean {
  const version = one.source.version();
  if (version === one.version) return false;
  one.version = version;
  try {
    const list = one.source.read();
    const drop = checkDrop(one.list, list);
    if (!drop.ok && !one.source.isDropAccepted()) throw new Fault('list_unreadable', drop.reason);
    if (list.isDemo && !one.list.isDemo)
      throw new Fault('list_unreadable', `${list.name} is a demo list and may not follow ${one.list.name}`);
    if (list.hash === one.list.hash && list.listDate === one.list.listDate) return false;
    one.list = list;
    return true;
  } catch (error) {
    log.error(
      { list: one.list.name, in_force: one.list.listDate, reason: asFault(error).message },
      'watch list refused',
    );
    return false;
  }
}
