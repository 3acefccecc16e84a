/** Finds what has a name of its own in a sentence: payment types, urgency, currencies, roles, people, entities and bank calendars. */
import { paymentTypes, type PaymentType } from '../../payment/payment-request';
import { currenciesNamed, currenciesOfSymbol, currencySymbols } from '../../values/amounts/currency-words';
import { foldLetters } from '../../values/text/fold-letters';
import type { KnownThings } from '../known-things';
import type { Mark } from '../marks';

/** How people call each type; a type without words could not be asked for in a sentence. */
const types: Readonly<Record<PaymentType, string>> = {
  URGENT_SUPPLIER: 'urgent[ _-]supplier|urgent[ _-]vendor|acil tedarikci\\w*',
  EMERGENCY: 'emergency|emergencies|acil durum\\w*',
  SEPA: 'sepa',
  SWIFT: 'swift(?! ?(?:code|kodu|:))',
  INTERNAL: 'internal|dahili|virman',
};

const urgency =
  '(?:very |most |super |extremely |really |cok )?(?:urgent(?:ly)?|urgant|urgnet)|asap|a\\.s\\.a\\.p\\.?|as soon as possible|soonest|immediately|right away|right now|at once|in a rush|rush|top priority|high priority|without delay|acil(?:en| olarak)?|ivedi(?:likle)?|hemen|derhal|bir an once|en kisa surede';
const notUrgent = '\\b(?:not|no|non|degil)[ -]?$';

/** The banks whose days a currency keeps, as people call them. */
const calendars: readonly (readonly [string, string])[] = [
  [
    'the fed|fed|federal reserve|fedwire|us banks?|american banks?|u\\.s\\. banks?|new york banks?|usa|amerikan bankalari|abd bankalari|abd',
    'Fed',
  ],
  ['t2|target ?2?|ecb|eurosystem|euro(?:pean)? banks?|eurozone|avrupa bankalari|avrupa', 'T2'],
  ['turkish banks?|turkey|turkiye\\w*|tcmb|eft|istanbul|banks? in turkey|turk bankalari', 'Turkish banks'],
  [
    'english banks?|british banks?|uk banks?|uk|england|london|chaps|bank of england|ingiltere\\w*|ingiliz bankalari',
    'English banks',
  ],
];

/** What people call roles beside their own names. */
const roleWords: Readonly<Record<string, string>> = {
  'hazine muduru': 'Treasury Manager',
  'treasury mgr': 'Treasury Manager',
  'hazine baskani': 'Head of Treasury',
  'hazine direktoru': 'Head of Treasury',
  'treasury head': 'Head of Treasury',
  'chief financial officer': 'CFO',
  'finans direktoru': 'CFO',
  'mali isler direktoru': 'CFO',
  'money laundering reporting officer': 'MLRO',
  'uyum muduru': 'Compliance Manager',
  'uyum gorevlisi': 'Compliance Officer',
  'hazine analisti': 'Treasury Analyst',
  'odeme operatoru': 'Payments Operator',
  'odeme sorumlusu': 'Payments Supervisor',
  'payment operator': 'Payments Operator',
  'payment supervisor': 'Payments Supervisor',
};

/** What Turkish adds to a name: `SEPA'ya`, `müdürü`. */
const ending = "(?:'?(?:s|ya|ye|da|de|ta|te|dan|den|tan|ten|nin|nun|in|un|i|u|si|su|la|le|yla|yle))?";

/** `text` without what was found before. */
export function findNames(text: string, known: KnownThings): readonly Mark[] {
  const folded = foldLetters(text);
  const found: Mark[] = [];
  for (const type of paymentTypes)
    for (const place of places(folded, types[type] + ending))
      if (!overlapping(found, place)) found.push({ ...place, kind: 'type', type });
  for (const place of places(folded, urgency))
    if (!overlapping(found, place) && !new RegExp(notUrgent).test(folded.slice(0, place.from)))
      found.push({ ...place, kind: 'urgency' });
  for (const [words, calendar] of calendars)
    for (const place of places(folded, words + ending)) found.push({ ...place, kind: 'calendar', calendar });
  for (const role of [...known.roles, ...Object.keys(roleWords)])
    for (const place of places(folded, escaped(foldLetters(role)) + ending))
      found.push({ ...place, kind: 'role', role: roleWords[role] ?? role });
  for (const entity of new Set(known.accounts.map((account) => account.entity)))
    for (const place of places(folded, spokenName(entity) + ending)) found.push({ ...place, kind: 'entity', entity });
  return [...found, ...findPeople(folded, known), ...findCurrencies(text, folded)];
}

function findPeople(folded: string, { people }: KnownThings): readonly Mark[] {
  return people.flatMap((person) => {
    const [first = '', ...rest] = foldLetters(person).split(' ');
    const last = rest.at(-1) ?? first;
    return places(folded, `${escaped(foldLetters(person))}|${escaped(first)}|${escaped(last)}`).map((place): Mark => ({
      ...place,
      kind: 'person',
      person,
    }));
  });
}

/** Those without an amount: `cutoff for dollars`, `USD balance`. */
function findCurrencies(text: string, folded: string): readonly Mark[] {
  const words = [...folded.matchAll(/[a-z]+(?:'[a-z]+)?/g)];
  const named = words.flatMap((match, at): Mark[] => {
    const next = words[at + 1];
    const pair = next ? text.slice(match.index, next.index + next[0].length) : '';
    for (const said of [pair, text.slice(match.index, match.index + match[0].length)]) {
      const currencies = said === '' ? [] : currenciesNamed(said, 'alone');
      if (currencies.length > 0)
        return [{ from: match.index, to: match.index + said.length, kind: 'currency', currencies }];
    }
    return [];
  });
  const signs = currencySymbols()
    .filter((symbol) => !/^[a-z ]+$/.test(symbol))
    .flatMap((symbol) =>
      places(folded, escaped(symbol), '').map((place): Mark => ({
        ...place,
        kind: 'currency',
        currencies: currenciesOfSymbol(symbol),
      })),
    );
  return [...named, ...signs.filter((sign, at) => !overlapping(signs.slice(0, at), sign))];
}

/** `GroupTreasuryCo` is said "group treasury co", too. */
function spokenName(entity: string): string {
  const words = entity.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[ _-]+/);
  return words.map((word) => escaped(foldLetters(word))).join('[ _-]?');
}

function places(folded: string, words: string, edge = 'a-z0-9_'): readonly { from: number; to: number }[] {
  const pattern = edge === '' ? words : `(?<![${edge}-])(?:${words})(?![${edge}])`;
  return [...folded.matchAll(new RegExp(pattern, 'g'))].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function overlapping(found: readonly { from: number; to: number }[], place: { from: number; to: number }): boolean {
  return found.some((other) => other.from < place.to && place.from < other.to);
}
