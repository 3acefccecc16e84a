/** Every list the desk can screen. A further one is its file and its line here; settings, commands and docs follow from it. */
import { euFsf } from './published/eu';
import type { ListFormat } from './list-format';
import { ofacConsolidated, ofacSdn } from './ofac/ofac';
import { turkishFreezes } from './published/turkish-freezes';
import { uk } from './published/uk';
import { un } from './published/un-list';

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
