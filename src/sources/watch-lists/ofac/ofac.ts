/** OFAC's two lists: the SDN list, and the consolidated list of everything else. */
import { existsSync } from 'node:fs';
import { copyList, downloadList } from '../fetch-list';
import { openListFiles } from '../list-files';
import type { ListFormat } from '../list-format';
import { ofacExportsUrl, ofacLayouts, type OfacLayoutName } from './ofac-layouts';
import { readOfacList } from './ofac-list';

export const ofacSdn = createOfacFormat('sdn', 'SANCTIONS_LIST');
export const ofacConsolidated = createOfacFormat('consolidated', 'CONSOLIDATED_LIST');

function createOfacFormat(id: OfacLayoutName, setting: string): ListFormat {
  const layout = ofacLayouts[id];
  return {
    id,
    family: layout.family,
    setting,
    address: ofacExportsUrl,
    isIn: (folder) => existsSync(folder) && openListFiles(folder).has(layout.primary),
    copy: (from, staging) => copyList(layout, from, staging),
    download: (staging, download) => downloadList(layout, staging, download),
    read: (folder, { listDate }) => readOfacList(folder, { layout: id, listDate }),
  };
}
