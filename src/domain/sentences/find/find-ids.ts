/** Finds ids in a text: payments, own accounts, IBANs, BICs, and invoices with their numbers, however they are typed. */
import { countrySpecs, isValidBIC, isValidIBAN } from 'ibantools';
import { findAmounts } from '../../values/amounts/find-amounts';
import { foldId } from '../../values/text/fold-id';
import type { KnownThings } from '../known-things';
import type { Direction, Mark, Place } from '../marks';

/** A word with its dashes, without what Turkish hangs on it. */
const word = /[\p{L}\p{N}][\p{L}\p{N}_.#-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu;
const idShape = /^[A-Z]{2,8}(?:[-_][A-Z0-9]+)*[-_][A-Z]*\d[A-Z0-9]*(?:[-_][A-Z0-9]+)*$/;
const ownPrefix = /^(?:TXN|PAY|WF)[-_]/;
const accountPrefix = /^(?:ACC|ACCT|ACCOUNT)[-_]/;
const spacedId =
  /\b(txn|pay|payment|txn no|transaction)(?:[ #]{1,2}|(?<=txn)(?: ?[-_] ?)?)(?:no\.? ?)?((?:[a-z]{1,8}[ -]?)?\d[\w-]*)/gi;
const bill =
  /\b(?:invoices?|inv|bills?|purchase order|po|order|contract|agreement|receipt|faturas?[iı]?|sözleşme|sozlesme|sipariş|siparis)\b\.?,? ?(?:(?:no|nr|num|number|ref|numara|numarali|numaralı)\b\.? ?)?[:#]? ?#?((?:[a-z][a-z/-]{0,11})?\d[\w/-]*)(?![.,]\d|\d| ?(?:k|m|mn|bn|thousand|million|bin|milyon|[$€£₺]|usd|eur|gbp|try|tl|dollars?|euros?)\b)(?: ?(?:,|&|and|ve) ?(?:[a-z]{1,6}[-/])?\d[\w/-]*(?![.,\w]| ?(?:k|m|[$€£₺]|usd|eur|gbp|try|tl)\b)){0,5}/giu;
const billAfter =
  /\b((?:[a-z]{1,6}[-/])?\d[\w/-]*) (?:nolu|no'?lu|numarali|numaralı) (?:fatura|sözleşme|sozlesme|sipariş|siparis)\p{L}*/giu;

/** Up to four parts, the last of them a number. */
const respaced =
  /(?<![\p{L}\p{N}-])(?=([a-z]{2,8}(?:[ ._-]{1,3}[a-z]{2,8}){0,2}[ ._-]{0,3}\d{1,6})(?![\p{L}\p{N}-]))/giu;
const bankCode =
  /\b(?:sort ?code|bank ?code|routing(?: number| no\.?)?|aba(?: number| no\.?)?|blz|bsb|ifsc|banka kodu)[ :#]{1,2}([a-z]{0,4}\d[\da-z]{1,14}(?:[ -]\d[\da-z]{0,8}){0,4})(?![\w-])/gi;
const accountNumber =
  /\b(?:account|acct|acc|a\/c|hesap)(?: ?(?:number|num|no|nr|numarası|numarasi)\b)?[ .:#]{1,3}(\d(?:[ -]?\d){5,19})(?![\w-]|[.,]\d)/gi;

/** A number's unit and currency behind it: "thousand US dollars". */
const longestUnit = 30;

export function findIds(text: string, known: KnownThings): readonly Mark[] {
  const ibans = findIbans(text);
  const rest = without(text, ibans);
  const accounts = new Map(known.accounts.map(({ account_id: id }) => [foldId(id), id]));
  const ids = [...rest.matchAll(word)].flatMap((match): Mark[] => {
    const [said] = match;
    const place = { from: match.index, to: match.index + said.length };
    const folded = foldId(said);
    const account = accounts.get(folded);
    if (account !== undefined)
      return [{ ...place, kind: 'account', id: account, isKnown: true, direction: directionAfter(rest, place.to) }];
    if (!/\d/.test(folded) || !/[-_]/.test(folded)) return [];
    const payment = known.findPaymentId(said);
    if (payment !== undefined) return [{ ...place, kind: 'payment', id: payment, isKnown: true }];
    if (!idShape.test(folded)) return [];
    if (accountPrefix.test(folded))
      return [{ ...place, kind: 'account', id: folded, isKnown: false, direction: directionAfter(rest, place.to) }];
    return ownPrefix.test(folded) ? [{ ...place, kind: 'payment', id: folded, isKnown: false }] : [];
  });
  const spaced = [...without(rest, ids).matchAll(spacedId)].flatMap((match): Mark[] => {
    if (isMoney(rest.slice(match.index), match[0].length)) return [];
    const number = (match[2] ?? '').replace(/ /g, '-');
    const id =
      known.findPaymentId(`${match[1] === undefined || /^p/i.test(match[1]) ? '' : 'TXN-'}${number}`) ??
      known.findPaymentId(`TXN-${number}`);
    return id === undefined
      ? []
      : [{ from: match.index, to: match.index + match[0].length, kind: 'payment', id, isKnown: true }];
  });
  const apart = findRespaced(without(rest, [...ids, ...spaced]), accounts);
  const named = [
    ...ibans,
    ...ids,
    ...spaced,
    ...apart,
    ...findBankNumbers(without(rest, [...ids, ...spaced, ...apart])),
  ];
  const unnamed = without(text, named);
  const bills = [...unnamed.matchAll(bill), ...unnamed.matchAll(billAfter)].map((match): Mark => ({
    from: match.index,
    to: match.index + match[0].length,
    kind: 'bill',
  }));
  return [...named, ...bills, ...findBics(without(unnamed, bills))];
}

/** The text with those places blank: nothing is read twice. */
export function without(text: string, places: readonly Place[]): string {
  let rest = text;
  for (const { from, to } of places) rest = `${rest.slice(0, from)}${'\u0001'.repeat(to - from)}${rest.slice(to)}`;
  return rest;
}

/** Accounts of ours written with other marks between their parts, or none: `acc ban 001`, `ACCBAN001`. */
function findRespaced(text: string, accounts: ReadonlyMap<string, string>): readonly Mark[] {
  const closed = new Map([...accounts].map(([folded, id]) => [folded.replace(/[-_.]/g, ''), id]));
  return [...text.matchAll(respaced)].flatMap((match): Mark[] => {
    const said = match[1] ?? '';
    const id = closed.get(foldId(said).replace(/[-_. ]/g, ''));
    const place = { from: match.index, to: match.index + said.length };
    return id === undefined
      ? []
      : [{ ...place, kind: 'account', id, isKnown: true, direction: directionAfter(text, place.to) }];
  });
}

/** `sort code 20-00-00 account 55779911`: where there is no IBAN. */
function findBankNumbers(text: string): readonly Mark[] {
  const found = (kind: 'bank_code' | 'account_number', pattern: RegExp) =>
    [...text.matchAll(pattern)].map((match): Mark => ({
      from: match.index,
      to: match.index + match[0].length,
      kind,
      number: (match[1] ?? '').trim(),
    }));
  return [...found('bank_code', bankCode), ...found('account_number', accountNumber)];
}

/** "pay 1001 USD" names no payment. */
function isMoney(text: string, length: number): boolean {
  return findAmounts(text.slice(0, length + longestUnit), 'english').some(
    ({ from, currencies, hasUnit }) => from < length && (hasUnit || currencies.length > 0),
  );
}

function directionAfter(text: string, end: number): Direction {
  const ending = /^['’]?(\p{L}+)?(?: (\p{L}+))?/u.exec(text.slice(end));
  const [, suffix = '', next = ''] = ending ?? [];
  const said = `${suffix} ${next}`.toLowerCase();
  if (/^(?:den|dan|ten|tan)\b|\bhesab[ıi]ndan|\bhesaptan/.test(said)) return 'from';
  return /^(?:e|a|ye|ya)\b|\bhesab[ıi]na|\bhesaba/.test(said) ? 'to' : null;
}

/** As many letters as the country's IBANs have, whatever spaces or dashes stand between them. */
function findIbans(text: string): readonly Mark[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])([a-z]{2})\d{2}(?=[ -]?[a-z0-9])/giu)].flatMap((match): Mark[] => {
    const length = countrySpecs[(match[1] ?? '').toUpperCase() as keyof typeof countrySpecs]?.chars;
    if (typeof length !== 'number') return [];
    let iban = '';
    let at = match.index;
    while (iban.length < length && /[a-z0-9 -]/i.test(text.charAt(at))) {
      if (!/[ -]/.test(text.charAt(at))) iban += text.charAt(at).toUpperCase();
      at += 1;
    }
    const isWhole = iban.length === length && !/^[\p{L}\p{N}]/u.test(text.slice(at));
    const isValid = isWhole && isValidIBAN(iban);
    const end = isWhole ? at : match.index + (/^[a-z0-9 -]*\d/i.exec(text.slice(match.index))?.[0].length ?? 4);
    const isMeant = isValid || /\biban\p{L}*[ :.'-]*$/iu.test(text.slice(0, match.index)) || isWhole;
    return isMeant ? [{ from: match.index, to: end, kind: 'iban', iban, isValid }] : [];
  });
}

/** Eight letters can be any word, so something must say that a bank is meant, or digits in them. */
function findBics(text: string): readonly Mark[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])[a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?(?![\p{L}\p{N}])/giu)].flatMap(
    (match): Mark[] => {
      const [said] = match;
      const isSaid = /\b(?:bic|swift(?: code)?|bic code|swift kodu)[ :]*(?:is )?$/i.test(text.slice(0, match.index));
      const isWritten = said === said.toUpperCase() && (/\d/.test(said) || /XXX$/.test(said));
      const bic = said.toUpperCase();
      if (!(isSaid || isWritten) || !isValidBIC(bic)) return [];
      return [{ from: match.index, to: match.index + said.length, kind: 'bic', bic }];
    },
  );
}
