/** Which lists are screened, and what compliance recorded about them: wired from the configuration. */
import type { Config } from './config';
import { Fault } from '../domain/values/errors';
import type { FalsePositive } from '../domain/sanctions/false-positive';
import type { Screener } from '../domain/sanctions/screen-party';
import { createLog } from './log';
import type { Clock, Current, WatchListSource } from '../ports';
import { createCurrentScreener } from '../sources/watch-lists/current-screener';
import { createCurrentFalsePositives } from '../sources/watch-lists/false-positives-file';
import { createOfacSource, createUnSource } from '../sources/watch-lists/watch-list-sources';

export interface ScreeningData {
  readonly screener: Current<Screener>;
  readonly falsePositives: Current<readonly FalsePositive[]>;
}

/** Throws `list_unreadable`, `policy_invalid`, or `configuration_invalid` for a demo list in production. */
export function openScreeningData(config: Config, clock: Clock): ScreeningData {
  const log = createLog(config.logLevel);
  const { consolidatedListDir: consolidated, unListFile: un } = config;
  const sources: readonly [WatchListSource, ...WatchListSource[]] = [
    createOfacSource(config.sanctionsListDir, { listDate: config.sanctionsListDate }),
    ...(consolidated === null
      ? []
      : [createOfacSource(consolidated, { layout: 'consolidated', listDate: config.consolidatedListDate })]),
    ...(un === null ? [] : [createUnSource(un)]),
  ];
  const screener = createCurrentScreener({ sources, clock, log });
  if (screener.current().list.isDemo && config.profile === 'production') {
    throw new Fault(
      'configuration_invalid',
      `${config.sanctionsListDir} is the demo list; production needs a published one in SANCTIONS_LIST_DIR.`,
    );
  }
  const { falsePositivesFile: file } = config;
  return { screener, falsePositives: file === null ? { current: () => [] } : createCurrentFalsePositives(file, log) };
}
