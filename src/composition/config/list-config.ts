/** Which watch lists are screened, where they lie and of which day they are. */
import path from 'node:path';
import { z } from 'zod';
import { dateVariable, folderVariable } from '../../sources/watch-lists/list-format';
import { listFormats } from '../../sources/watch-lists/list-formats';
import { parseWith, text } from './parse-environment';

/** One list that is screened. */
export interface ConfiguredList {
  /** The format's id: `sdn`, `eu`. */
  readonly id: string;
  readonly folder: string;
  /** ISO day the list was published, where the folder itself does not say. */
  readonly listDate: string | null;
}

/** Where each list's folder is and, where it does not say itself, of which day its list is. */
const listFolders = z.object(
  Object.fromEntries(listFormats.map((format) => [folderVariable(format), text.optional()])),
);
const listDates = z.object(
  Object.fromEntries(listFormats.map((format) => [dateVariable(format), z.iso.date().optional()])),
);

/** As the environment names them. */
export const listVariables: readonly string[] = [...Object.keys(listFolders.shape), ...Object.keys(listDates.shape)];

/** The SDN list first; every other where its folder is configured. Throws `configuration_invalid`. */
export function readLists(
  environment: NodeJS.ProcessEnv,
  sdnFolder: string,
): readonly [ConfiguredList, ...ConfiguredList[]] {
  const folders = parseWith(listFolders, environment);
  const dates = parseWith(listDates, environment);
  const [sdn, ...others] = listFormats;
  const listDate = (format: (typeof listFormats)[number]) => dates[dateVariable(format)] ?? null;
  return [
    { id: sdn.id, folder: sdnFolder, listDate: listDate(sdn) },
    ...others.flatMap((format) => {
      const folder = folders[folderVariable(format)];
      return folder === undefined ? [] : [{ id: format.id, folder: path.resolve(folder), listDate: listDate(format) }];
    }),
  ];
}
