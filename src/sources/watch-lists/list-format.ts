/** What the desk must know of one authority's list: its name, its setting, how its files come here and how they are read. One list is one file beside this. */
import type { WatchList } from '../../domain/sanctions/lists/watch-list';
import type { PublicationFacts } from './fetch-list';

export interface ListReading {
  /** ISO day from configuration; wins over the publication's own. */
  readonly listDate?: string | null | undefined;
}

export interface Download {
  /** The list's own address, or a mirror's. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
}

export interface ListFormat {
  /** What `--list` names: `eu`. */
  readonly id: string;
  /** Whose list, in the words of reasons, policy and recorded false positives: `EU FSF`. */
  readonly family: string;
  /** `EU_LIST` stands for the settings EU_LIST_DIR and EU_LIST_DATE. */
  readonly setting: string;
  /** Where it is downloaded from; null where its address is each reader's own and has to be given. */
  readonly address: string | null;
  /** Whether files of this list lie in the folder. */
  isIn(folder: string): boolean;
  /** Copies the list's files out of a folder (or the one file given). Throws `list_unreadable`. */
  copy(from: string, staging: string): PublicationFacts;
  /** Throws `list_unreadable` naming the file and why. */
  download(staging: string, download: Download): Promise<PublicationFacts>;
  /** Throws `list_unreadable` naming file, line or entry, and reason. */
  read(folder: string, reading: ListReading): WatchList;
}

export function folderVariable({ setting }: Pick<ListFormat, 'setting'>): string {
  return `${setting}_DIR`;
}

export function dateVariable({ setting }: Pick<ListFormat, 'setting'>): string {
  return `${setting}_DATE`;
}
