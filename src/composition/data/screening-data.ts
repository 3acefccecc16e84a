/** Which lists are screened, and what compliance recorded about them: wired from the configuration. */
import type { Config } from '../config/config';
import type { ConfiguredList } from '../config/list-config';
import { Fault } from '../../domain/values/errors';
import type { FalsePositive } from '../../domain/sanctions/false-positive';
import type { Screener } from '../../domain/sanctions/screen-party';
import type { Policy } from '../../domain/policy/policy';
import { createLog } from '../log';
import type { Clock } from '../../ports/process';
import type { Current, WatchListSource } from '../../ports/sources';
import { createCurrentScreener } from '../../sources/watch-lists/current-screener';
import { createCurrentFalsePositives } from '../../sources/watch-lists/false-positives-file';
import { findListFormat } from '../../sources/watch-lists/list-formats';
import { createListSource, createUnSource } from '../../sources/watch-lists/watch-list-sources';

export interface ScreeningData {
  readonly screener: Current<Screener>;
  readonly falsePositives: Current<readonly FalsePositive[]>;
}

/** Throws `list_unreadable`, `policy_invalid`, or `configuration_invalid` for a demo list in production. */
export function openScreeningData(config: Config, clock: Clock): ScreeningData {
  const log = createLog(config.logLevel);
  const [first, ...others] = config.lists;
  const sources: readonly [WatchListSource, ...WatchListSource[]] = [
    sourceOf(first),
    ...others.map(sourceOf),
    ...(config.unListFile === null ? [] : [createUnSource(config.unListFile)]),
  ];
  const screener = createCurrentScreener({ sources, clock, log });
  if (screener.current().list.isDemo && config.profile === 'production') {
    throw new Fault(
      'configuration_invalid',
      `${first.folder} is the demo list; production needs a published one in SANCTIONS_LIST_DIR.`,
    );
  }
  const { falsePositivesFile: file } = config;
  return { screener, falsePositives: file === null ? { current: () => none } : createCurrentFalsePositives(file, log) };
}

const none: readonly FalsePositive[] = [];

/** Days a list may be old; null where age does not count. */
export function listAgeLimit({ sanctions }: Policy, { profile }: Pick<Config, 'profile'>): number | null {
  return sanctions.max_list_age_days[profile === 'local' ? 'demo' : 'production'];
}

export function sourceOf({ id, folder, listDate }: ConfiguredList): WatchListSource {
  const format = findListFormat(id);
  if (!format) throw new Fault('configuration_invalid', `There is no list ${id}.`);
  return createListSource(format, folder, { listDate });
}
