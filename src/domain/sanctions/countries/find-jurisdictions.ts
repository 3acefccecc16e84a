/** Which sanctioned jurisdictions a payment touches: by a country field, an account's or a bank's country, or a place named in a text. */
import { foldPlace, namesOfCountry, readCountry } from '../../values/country';
import { asSeen } from '../names/transliterate';
import { bicOf } from '../identifiers/identifier-key';

export interface Jurisdiction {
  readonly id: string;
  /** ISO 3166-1, or 3166-2 for a region. */
  readonly code: string;
  readonly name: string;
  readonly consequence: 'REJECT' | 'ESCALATE';
  /** Left out: every currency. */
  readonly currencies?: readonly string[] | undefined;
  /** Paying entities; left out: every one. */
  readonly entities?: readonly string[] | undefined;
  /** Towns and other names to look for in texts, beside the country's own names. */
  readonly places?: readonly string[] | undefined;
  readonly source: string;
}

export interface JurisdictionHit {
  readonly rule: Jurisdiction;
  /** What says so: `country`, `IBAN`, `BIC`, or the text. */
  readonly where: 'country' | 'IBAN' | 'BIC' | 'text';
  readonly stated: string;
  /** A code in its field is sure. A place's name in a text may be a street's or a person's: a person must look. */
  readonly consequence: Jurisdiction['consequence'];
}

export interface Located {
  readonly country?: string | undefined;
  readonly bic?: string | undefined;
  readonly account?: string | undefined;
  readonly texts?: readonly (string | null | undefined)[];
}

export interface JurisdictionFinder {
  find(
    located: Located,
    payment: { readonly currency?: string | undefined; readonly entity?: string | undefined },
  ): readonly JurisdictionHit[];
}

/** Two or three Latin letters are also a name or a word. */
const shortestPlace = 4;

export function createJurisdictionFinder(rules: readonly Jurisdiction[]): JurisdictionFinder {
  const places = createPlaceFinder(rules);
  return {
    find({ country, bic, account, texts = [] }, payment) {
      const inScope = (rule: Jurisdiction) =>
        covers(rule.currencies, payment.currency) && covers(rule.entities, payment.entity);
      const byCode = (
        where: JurisdictionHit['where'],
        stated: string | undefined,
        code: string | null,
      ): JurisdictionHit[] =>
        rules
          .filter((rule) => stated !== undefined && rule.code === code && inScope(rule))
          .map((rule) => ({ rule, where, stated: stated ?? '', consequence: rule.consequence }));
      const byName = [...places(texts)].flatMap(([rule, stated]): JurisdictionHit[] =>
        inScope(rule) ? [{ rule, where: 'text', stated, consequence: 'ESCALATE' }] : [],
      );
      return [
        ...byCode('country', country, country === undefined ? null : readCountry(country)),
        ...byCode('IBAN', account, ibanCountry(account)),
        ...byCode('BIC', bic, bic === undefined ? null : bicCountry(bic)),
        ...byName,
        ...texts
          .flatMap((text) =>
            text !== null && text !== undefined && /\d{6}/.test(text.replaceAll(/[ -]/g, '')) ? ibansIn(text) : [],
          )
          .flatMap((iban) => byCode('IBAN', iban, ibanCountry(iban))),
        ...texts
          .flatMap((text) => (text === null || text === undefined ? [] : bicsIn(text)))
          .flatMap((code) => byCode('BIC', code, bicCountry(code)))
          // In a text it may be a word all the same.
          .map((hit): JurisdictionHit => ({ ...hit, where: 'text', consequence: 'ESCALATE' })),
      ].sort((a, b) => b.consequence.localeCompare(a.consequence));
    },
  };
}

/** What is not known could be anything: the rule holds. */
function covers(scope: readonly string[] | undefined, given: string | undefined): boolean {
  return scope === undefined || given === undefined || scope.includes(given);
}

type PlaceFinder = (texts: readonly (string | null | undefined)[]) => ReadonlyMap<Jurisdiction, string>;

/** Scripts without spaces between words have names inside longer runs. */
const unspaced = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The first place of each jurisdiction that a text names. Places are held by their first word, so that a text costs its words alone. */
function createPlaceFinder(rules: readonly Jurisdiction[]): PlaceFinder {
  const byFirstWord = new Map<string, { rule: Jurisdiction; place: string }[]>();
  const inRuns: { rule: Jurisdiction; place: string }[] = [];
  for (const rule of rules)
    for (const place of placesToFind(rule)) {
      if (unspaced.test(place)) {
        inRuns.push({ rule, place });
        continue;
      }
      const [first = ''] = place.split(' ');
      byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { rule, place }]);
    }
  return (texts) => {
    const found = new Map<Jurisdiction, string>();
    const note = ({ rule, place }: { rule: Jurisdiction; place: string }) => found.set(rule, found.get(rule) ?? place);
    for (const text of texts) {
      if (text === null || text === undefined) continue;
      const folded = foldPlace(withoutSpacedLetters(asSeen(text)));
      const spaced = ` ${folded} `;
      for (const word of new Set(folded.split(' ')))
        for (const held of byFirstWord.get(word) ?? []) if (spaced.includes(` ${held.place} `)) note(held);
      if (unspaced.test(folded)) inRuns.filter(({ place }) => folded.includes(place)).forEach(note);
    }
    return found;
  };
}

function placesToFind({ code, places = [] }: Jurisdiction): readonly string[] {
  return [...new Set([...namesOfCountry(code), ...places.map(foldPlace)])].filter(
    (place) => place.length >= shortestPlace || /[^\p{Script=Latin}\p{N} ]/u.test(place),
  );
}

function bicCountry(bic: string): string | null {
  return bicOf(bic.replace(/^\s*(?:swift|bic)(?:\/bic)?[:\s]+/i, ''))?.bank.slice(4, 6) ?? null;
}

/** `I r a n`: four letters or more that stand alone, one after the other, are a word. */
function withoutSpacedLetters(text: string): string {
  return text.replace(/(?<!\p{L})\p{L}(?:[\s.\-_]\p{L}){3,}(?!\p{L})/gu, (letters) => letters.replace(/[\s.\-_]/g, ''));
}

function ibanCountry(account: string | undefined): string | null {
  const plain = (account ?? '').replaceAll(/[\s-]/g, '').toUpperCase();
  return /^(?:IBAN:?)?([A-Z]{2})\d{2}[A-Z0-9]{8,30}$/.exec(plain)?.[1] ?? null;
}

/** Accounts written into a text, in one or in groups of four. */
function ibansIn(text: string): readonly string[] {
  return [...text.matchAll(/\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?\b/gi)].map(
    ([iban]) => iban,
  );
}

/** In front of a bank's code; without it, only the location codes of Tehran, Havana and Pyongyang are taken for one: `MEMOIRES` is a word. */
const bankLabel = /(?:\bbic|\bswift|\bvia|\bthrough|\bbank|\bcode)[:\s./]*$/i;
const capitalOf = /^.{4}(?:IRTH|CUH[A-Z]|KPP[A-Z])/;

/** Codes of banks written into a text, in capitals. */
function bicsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![\p{L}\p{N}])/gu)]
    .filter(({ 0: code, index }) => capitalOf.test(code) || bankLabel.test(text.slice(0, index)))
    .map(([code]) => code);
}
