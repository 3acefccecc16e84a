/** Every list the desk can screen. A further one is its file and its line here; settings, commands and docs follow from it. */
import { euFsf } from './eu';
import type { ListFormat } from './list-format';
import { ofacConsolidated, ofacSdn } from './ofac';
import { turkishFreezes } from './turkish-freezes';
import { uk } from './uk';
import { un } from './un-list';

/** The first is always screened; the others where their folder is configured. */
export const listFormats: readonly [ListFormat, ...ListFormat[]] = [
  ofacSdn,
  ofacConsolidated,
  un,
  euFsf,
  uk,
  turkishFreezes,
];

export function findListFormat(id: string): ListFormat | undefined {
  return listFormats.find((format) => format.id === id);
}
