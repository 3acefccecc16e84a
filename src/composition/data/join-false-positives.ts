/** Compliance's false positives from both places they are kept in, as one list. */
import type { Store } from '../../ports/store';
import type { ScreenSanctionsDeps } from '../../tools/screen-sanctions';
import type { ScreeningData } from './screening-data';

export type FalsePositives = NonNullable<ScreenSanctionsDeps['falsePositives']>;

/** What two people recorded by button, and what stands in the file; the same list while neither changes. */
export function joinFalsePositives(
  { falsePositives: file }: ScreeningData,
  store: Pick<Store, 'readFalsePositives'> | undefined,
): FalsePositives {
  if (!store) return file;
  let from = { filed: file.current(), recorded: file.current() };
  let all = from.filed;
  return {
    async current() {
      const now = { filed: file.current(), recorded: await store.readFalsePositives() };
      if (now.filed !== from.filed || now.recorded !== from.recorded) {
        from = now;
        all = [...now.filed, ...now.recorded];
      }
      return all;
    },
  };
}
