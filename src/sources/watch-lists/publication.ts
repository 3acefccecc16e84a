/** What a publisher, or whoever fetched the list, wrote beside its files: `publication.json`. */
import { z } from 'zod';
import { asFault, Fault } from '../../domain/values/errors';
import type { ListFiles } from './list-files';

const publicationSchema = z.object({
  publish_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  record_count: z.number().int().nonnegative().optional(),
  list_name: z.string().min(1).optional(),
  demo: z.boolean().optional(),
});
export type Publication = z.infer<typeof publicationSchema>;

export const publicationFile = 'publication.json';

/** Null where there is none. Throws `list_unreadable`. */
export function readPublication(files: ListFiles): Publication | null {
  if (!files.has(publicationFile)) return null;
  try {
    return publicationSchema.parse(
      JSON.parse(
        files
          .read(publicationFile)
          .toString('utf8')
          .replace(/^\uFEFF/, ''),
      ),
    );
  } catch (error) {
    throw new Fault('list_unreadable', `${publicationFile}: ${asFault(error).message}`, { cause: error });
  }
}

/** Throws `list_unreadable` where the file has another number of entries than its publication states. */
export function checkRecordCount(file: string, entries: number, stated: number | null | undefined): void {
  if (stated === null || stated === undefined || stated === entries) return;
  throw new Fault('list_unreadable', `${file}:${entries}: ${entries} entries, the publication states ${stated}`);
}
