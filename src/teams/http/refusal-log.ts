/** Tells the log of refused requests: one line each up to a limit, then how many more there were. */
import type { Clock, Log } from '../../ports/process';
import { minuteMs } from '../../domain/values/time';

export interface RefusalLog {
  /** `reason` is a code. */
  refused(reason: string, fields: { readonly caller: string; readonly path: string }): void;
  /** Says what is still unsaid. */
  end(): void;
}

export interface RefusalLogDeps {
  readonly log: Log;
  readonly clock: Pick<Clock, 'sleep'>;
}

const windowMs = minuteMs;
/** Enough to see who knocks and how; whoever knocks 2,000 times writes no more than that. */
const linesPerWindow = 20;

export function createRefusalLog({ log, clock }: RefusalLogDeps): RefusalLog {
  const ended = new AbortController();
  let lines = 0;
  const unsaid = new Map<string, number>();
  let isWindowOpen = false;

  function closeWindow(): void {
    isWindowOpen = false;
    lines = 0;
    if (unsaid.size === 0) return;
    log.warn({ more: Object.fromEntries(unsaid) }, 'more requests were refused');
    unsaid.clear();
  }

  return {
    refused(reason, fields) {
      if (ended.signal.aborted) return;
      if (!isWindowOpen) {
        isWindowOpen = true;
        // An aborted wait has been closed by whoever aborted it.
        clock.sleep(windowMs, ended.signal).then(closeWindow, () => undefined);
      }
      lines += 1;
      if (lines <= linesPerWindow) log.warn({ reason, ...fields }, 'a request was refused');
      else unsaid.set(reason, (unsaid.get(reason) ?? 0) + 1);
    },
    end() {
      closeWindow();
      ended.abort();
    },
  };
}
