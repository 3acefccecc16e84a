/** Understands what people, banks and lists write where a country belongs: an ISO code, or a name in one of the languages payments come in. */
import { alpha2ByAlpha3, countryCodes } from './iso-countries';

/** ISO 3166-1 alpha-2, or ISO 3166-2 for a region that sanctions treat apart from its country: `UA-43`. */
export type CountryCode = string;

/** Languages payments, lists and treasury staff write country names in. */
const languages = [
  'en',
  'tr',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'ru',
  'uk',
  'ar',
  'fa',
  'zh',
  'ja',
  'ko',
] as const;

/** Names beside those of the language tables: official long ones, inverted ones of lists, older ones, common short ones. */
const alsoCalled: Readonly<Record<CountryCode, string>> = {
  AE: 'uae|u a e|emirates|united arab emirate',
  BO: 'plurinational state of bolivia|bolivia plurinational state of',
  CD: 'congo democratic republic of the|democratic republic of the congo|democratic republic of congo|dr congo|drc|congo kinshasa|zaire',
  CG: 'congo republic of the|republic of the congo|republic of congo|congo brazzaville',
  CI: 'ivory coast|cote d ivoire',
  CN: 'people s republic of china|peoples republic of china|prc|china mainland|mainland china',
  CU: 'republic of cuba|republica de cuba',
  CV: 'cape verde',
  CZ: 'czech republic',
  FM: 'micronesia federated states of',
  GB: 'uk|u k|great britain|britain|england|scotland|wales|northern ireland|united kingdom of great britain and northern ireland',
  GS: 'south georgia',
  HK: 'hong kong|hong kong sar|hongkong',
  IM: 'man isle of',
  IR: 'islamic republic of iran|iran islamic republic of|iran islamic rep|i r iran|persia|jomhuri ye eslami ye iran',
  KN: 'saint kitts and nevis',
  KP: 'korea north|north korea|dprk|d p r korea|democratic people s republic of korea|democratic peoples republic of korea|korea democratic people s republic of|korea democratic peoples republic of',
  KR: 'korea south|south korea|republic of korea|korea republic of',
  LA: 'lao people s democratic republic|lao pdr',
  LY: 'state of libya|libyan arab jamahiriya',
  MD: 'republic of moldova|moldova republic of',
  MK: 'macedonia|north macedonia the republic of|republic of north macedonia|the former yugoslav republic of macedonia',
  MM: 'burma|myanmar|myanmar burma',
  MO: 'macau|macao|macao sar',
  NL: 'holland|the netherlands',
  PS: 'palestine|palestinian|palestinian territories|west bank|gaza|state of palestine|occupied palestinian territory|region gaza|region west bank',
  RU: 'russian federation|russia federation of|rossiya',
  SY: 'syrian arab republic',
  SZ: 'swaziland',
  TL: 'east timor',
  TR: 'turkiye|turkey|republic of turkiye|republic of turkey|turkiye cumhuriyeti',
  TW: 'taiwan|taiwan province of china|republic of china|chinese taipei',
  TZ: 'united republic of tanzania|tanzania united republic of',
  US: 'usa|u s a|u s|united states of america|america',
  VA: 'holy see|vatican',
  VE: 'bolivarian republic of venezuela|venezuela bolivarian republic of',
  VG: 'virgin islands british|bvi',
  VI: 'virgin islands u s',
  VN: 'viet nam',
  'UA-09':
    'luhansk region|luhansk oblast|lugansk region|luhansk people s republic|lugansk people s republic|luganskaya narodnaya respublika|so called luhansk people s republic region of ukraine|region so called luhansk people s republic',
  'UA-14':
    'donetsk region|donetsk oblast|donetsk people s republic|donetskaya narodnaya respublika|so called donetsk people s republic region of ukraine|region so called donetsk people s republic',
  'UA-40': 'sevastopol|sebastopol',
  'UA-43':
    'crimea|crimea region of ukraine|autonomous republic of crimea|republic of crimea|krym|crimean peninsula|region crimea',
};

/** Lower-case words of letters and digits, marks dropped, so that `Türkiye`, `TURKIYE` and `Korea, North` compare. */
export function foldPlace(text: string): string {
  // Nearly every text: a tenth of the time.
  if (/^[ -~]*$/.test(text))
    return text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  return text
    .replaceAll(/[İI]/g, 'i')
    .replaceAll('ı', 'i')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The longest official name has 56 letters. */
const longestName = 100;

/** Null for what is neither a code nor a name that is understood; a guess would let a payment pass a table of countries. */
export function readCountry(text: string): CountryCode | null {
  if (text.length > longestName) return null;
  const upper = text.trim().toUpperCase();
  if (isCountryCode(upper)) return upper;
  const byThree = alpha2ByAlpha3.get(upper);
  if (byThree !== undefined) return byThree;
  const folded = foldPlace(text);
  return (
    readings(folded)
      .map((name) => codeByName().get(name))
      .find((code) => code !== undefined) ?? null
  );
}

/** As it stands, and with what lists and people write around or inside a country's name put as the language tables put it. */
function readings(folded: string): readonly string[] {
  const bare = folded.replace(/^(?:the|region) /, '').replace(/ the$/, '');
  return [folded, bare, bare.replace(/^saint /, 'st ').replaceAll(' and ', ' ')];
}

/** Whether a table may name it: a country, or a region of `readCountry`. */
export function isCountryCode(code: string): boolean {
  return countryCodes.has(code) || (code.includes('-') && Object.hasOwn(alsoCalled, code));
}

/** Every name understood as this country, folded: what to look for in an address. */
export function namesOfCountry(code: CountryCode): readonly string[] {
  return [...codeByName()].flatMap(([name, named]) => (named === code ? [name] : []));
}

let indexed: ReadonlyMap<string, CountryCode> | undefined;

/** Made at its first use: the language tables take some milliseconds. */
function codeByName(): ReadonlyMap<string, CountryCode> {
  return (indexed ??= indexNames());
}

function indexNames(): ReadonlyMap<string, CountryCode> {
  const names = new Map<string, CountryCode>();
  for (const language of languages) {
    const table = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of countryCodes) {
      const name = foldPlace(table.of(code) ?? '');
      if (name !== '' && !names.has(name)) names.set(name, code);
    }
  }
  // Written by hand, so it counts before what a language's table makes of a name.
  for (const [code, listed] of Object.entries(alsoCalled)) for (const name of listed.split('|')) names.set(name, code);
  return names;
}
