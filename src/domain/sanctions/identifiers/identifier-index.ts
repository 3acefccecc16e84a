/** Every number on the lists in force, found by what a payment states: a bank's BIC, a ship's IMO number, a wallet, papers and tax numbers. */
import type { IdentifierKind, ListedIdentifier, WatchList, WatchListEntry } from '../lists/watch-list';
import { isSameCountry } from '../same-country';
import { bicOf, imoOf, numberKey, walletKey } from './identifier-key';

export interface StatedIdentifier {
  /** Null where nobody says what kind of number it is. */
  readonly kind: IdentifierKind | null;
  readonly value: string;
  /** Who issued it. */
  readonly country?: string | undefined;
}

/** exact: it is the listed party's. likely: a person must look. */
export type IdentifierCertainty = 'exact' | 'likely';

export interface IdentifierHit {
  readonly entry: WatchListEntry;
  readonly listedBy: string;
  readonly identifier: ListedIdentifier;
  /** As the payment states it. */
  readonly stated: string;
  readonly certainty: IdentifierCertainty;
}

export interface IdentifierIndex {
  /** Surest first; none for what is on no list. */
  find(stated: StatedIdentifier): readonly IdentifierHit[];
}

interface Held {
  readonly entry: WatchListEntry;
  readonly identifier: ListedIdentifier;
}

/** Below this a number belongs to too many to be proof by itself: one in a hundred thousand of five digits is somebody's on a long list. */
const provingLength = 6;
/** A number nobody gives a kind is proof from here on: an invoice number meets one of a thousand listed ones once in a million. */
const provingLengthUnnamed = 9;

export function createIdentifierIndex(list: WatchList): IdentifierIndex {
  const held = new Map<string, Held[]>();
  for (const entry of list.entries)
    for (const identifier of entry.identity?.identifiers ?? [])
      for (const key of keysOf(identifier)) {
        const others = held.get(key);
        if (others) others.push({ entry, identifier });
        else held.set(key, [{ entry, identifier }]);
      }
  const hitsOf = (key: string, stated: string, certaintyOf: (identifier: ListedIdentifier) => IdentifierCertainty) =>
    (held.get(key) ?? []).map(({ entry, identifier }): IdentifierHit => ({
      entry,
      listedBy: entry.listedBy ?? list.family,
      identifier,
      stated,
      certainty: certaintyOf(identifier),
    }));
  return {
    find(stated) {
      const { kind, value } = stated;
      const hits: IdentifierHit[] = [];
      const seeks = (wanted: IdentifierKind) => kind === null || kind === wanted;
      const bic = seeks('bic') ? bicOf(value) : null;
      if (bic) hits.push(...hitsOf(`bic ${bic.bank}`, value, (listed) => bicCertainty(bic.branch, listed)));
      // The same bank elsewhere in its country: rarely another one's code.
      if (bic && kind === 'bic' && hits.length === 0)
        hits.push(...hitsOf(`bank ${bic.bank.slice(0, 6)}`, value, () => 'likely'));
      const imo = seeks('imo') ? imoOf(value) : null;
      if (imo !== null) hits.push(...hitsOf(`imo ${imo}`, value, () => (kind === 'imo' ? 'exact' : 'likely')));
      if (seeks('wallet')) hits.push(...hitsOf(`wallet ${walletKey(value)}`, value, () => 'exact'));
      const number = numberKey(value);
      if (number !== null && kind !== 'bic' && kind !== 'imo' && kind !== 'wallet')
        hits.push(...hitsOf(`number ${number}`, value, (listed) => numberCertainty(number, stated, listed)));
      return hits.sort(surestFirst);
    },
  };
}

export function surestFirst(a: IdentifierHit, b: IdentifierHit): number {
  return Number(a.certainty === 'likely') - Number(b.certainty === 'likely');
}

function keysOf({ kind, value }: ListedIdentifier): readonly string[] {
  if (kind === 'wallet') return [`wallet ${walletKey(value)}`];
  if (kind === 'bic') {
    const bic = bicOf(value);
    return bic ? [`bic ${bic.bank}`, `bank ${bic.bank.slice(0, 6)}`] : [];
  }
  if (kind === 'imo') {
    const imo = imoOf(value);
    return imo === null ? [] : [`imo ${imo}`];
  }
  const number = numberKey(value);
  return number === null ? [] : [`number ${number}`];
}

/** A listed bank is listed with all its offices; a listed office says less of the bank's others. */
function bicCertainty(branch: string | null, { value }: ListedIdentifier): IdentifierCertainty {
  const listed = bicOf(value)?.branch ?? null;
  return listed === null || listed === branch ? 'exact' : 'likely';
}

function numberCertainty(
  number: string,
  { kind, country }: StatedIdentifier,
  listed: ListedIdentifier,
): IdentifierCertainty {
  const isOthers = country !== undefined && listed.country !== undefined && !isSameCountry(country, listed.country);
  if (isOthers || (kind !== null && kind !== listed.kind)) return 'likely';
  return number.length >= (kind === null ? provingLengthUnnamed : provingLength) ? 'exact' : 'likely';
}
