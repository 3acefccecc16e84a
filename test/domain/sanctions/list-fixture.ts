/** A small list of invented and famous parties for the screening tests. */
import type {
  ListedAlias,
  ListedType,
  WatchList,
  WatchListEntry,
} from '../../../src/domain/sanctions/lists/watch-list';

export function entry(
  uid: string,
  name: string,
  more: Partial<WatchListEntry> & { strong?: string[]; weak?: string[] } = {},
): WatchListEntry {
  const { strong = [], weak = [], ...fields } = more;
  const alias =
    (strength: ListedAlias['strength']) =>
    (text: string): ListedAlias => ({ name: text, strength, kind: 'aka' });
  const type: ListedType = 'entity';
  return {
    uid,
    name,
    type,
    programs: ['TEST'],
    aliases: [...strong.map(alias('strong')), ...weak.map(alias('weak'))],
    title: null,
    remarks: null,
    countries: [],
    ...fields,
  };
}

export function listOf(...entries: WatchListEntry[]): WatchList {
  return { name: 'TEST LIST', family: 'OFAC SDN', listDate: '2026-01-21', hash: '00', entries, isDemo: false };
}

export const testList = listOf(
  entry('1', 'BANK MASKAN', {
    programs: ['IRAN', 'IRAN-EO13902'],
    strong: ['HOUSING BANK - OF IRAN', 'HOUSING BANK'],
    countries: ['Iran'],
  }),
  entry('2', 'ZEVALLOS GONZALES, Lupe Maritza', { type: 'individual' }),
  entry('3', 'KOLYCHEV, Vladimir Vladimirovich', { type: 'individual', countries: ['Russia'] }),
  entry('4', 'AEZA GROUP LLC', {}),
  entry('5', 'GUZMAN LOERA, Joaquin', { type: 'individual', weak: ['EL CHAPO'] }),
  entry('6', 'GRACEFUL', { type: 'vessel' }),
  entry('7', 'EP-GOL', { type: 'aircraft' }),
  entry('8', 'MTKR', {}),
  entry('9', 'LIMITED LIABILITY COMPANY VELES CAPITAL', { strong: ['OOO VELES KAPITAL'] }),
  entry('10', 'PERSIAN GULF FAJR YADAVARAN GAS REFINERY COMPANY', {}),
  entry('11', 'AL-TIKRITI, Tahir Jalil Habbush', { type: 'individual' }),
  entry('12', 'ALI, Hussein', { type: 'individual' }),
  entry('13', 'HOSSEIN, Mohammad', { type: 'individual' }),
);
