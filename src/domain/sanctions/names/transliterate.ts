/** Brings a name of any script to lower-case ASCII, the way lists romanise it, without ever throwing. */
import anyAscii from 'any-ascii';

/** Russian by BGN/PCGN (what OFAC uses), with the letters of its neighbours; soft and hard signs are silent. */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n',
  о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y',
  ь: '', э: 'e', ю: 'yu', я: 'ya', і: 'i', ї: 'yi', є: 'ye', ґ: 'g', ў: 'u', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', ђ: 'dj',
  џ: 'dz', ѓ: 'gj', ќ: 'kj', ѕ: 'dz', ә: 'a', ғ: 'g', қ: 'k', ң: 'n', ө: 'o', ұ: 'u', ү: 'u', һ: 'h', ҳ: 'h', ҷ: 'j',
  ӣ: 'i', ӯ: 'u', ҡ: 'k', ҙ: 'z', ҫ: 's', ӑ: 'a', ӗ: 'e', ӳ: 'u', ӏ: '',
}; // prettier-ignore

/** Arabic, Persian and Urdu letters; short vowels are not written, so what comes out is a consonant skeleton. */
const arabic: Readonly<Record<string, string>> = {
  ا: 'a', أ: 'a', إ: 'i', آ: 'a', ٱ: 'a', ب: 'b', ت: 't', ث: 'th', ج: 'j', ح: 'h', خ: 'kh', د: 'd', ذ: 'dh', ر: 'r', ز: 'z',
  س: 's', ش: 'sh', ص: 's', ض: 'd', ط: 't', ظ: 'z', ع: 'a', غ: 'gh', ف: 'f', ق: 'q', ك: 'k', ل: 'l', م: 'm', ن: 'n', ه: 'h',
  و: 'w', ي: 'y', ى: 'a', ة: 'a', ء: '', ئ: 'y', ؤ: 'w', پ: 'p', چ: 'ch', ژ: 'zh', گ: 'g', ک: 'k', ی: 'y', ٹ: 't', ڈ: 'd',
  ڑ: 'r', ں: 'n', ے: 'y', ہ: 'h', ھ: 'h', ۀ: 'h', ۃ: 'a', ڤ: 'v', ێ: 'e', ۆ: 'o', ڕ: 'r', ڵ: 'l', ە: 'a', ـ: '',
}; // prettier-ignore

/** Whole Arabic words whose vowels everybody writes alike, and the article, which Latin spellings keep apart. */
const arabicWords: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})عبد\s*الله(?!\p{L})/gu, ' abdullah '],
  [/(?<!\p{L})عبد\s*ال(?=\p{L})/gu, ' abdul '],
  [/(?<!\p{L})[اأ]ب[ويى](?!\p{L})/gu, ' abu '],
  [/(?<!\p{L})ا?بن(?!\p{L})/gu, ' bin '],
  [/(?<!\p{L})ال(?=\p{L}{2})/gu, ' al '],
];

const isAscii = /^[\u0000-\u007f]*$/; // eslint-disable-line no-control-regex -- the whole ASCII range is what is meant
const abjadLetter = /[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]/;
/**
 * Marks without a sound of their own: combining marks, bidi and zero-width controls, lone surrogates, pictures. The scripts from
 * Devanagari to Khmer (U+0900 to U+17FF) write their vowels as marks: those are spoken.
 */
const silent = /(?![\u0900-\u17ff])\p{M}|[\p{Cf}\p{Cs}\p{Co}\p{Extended_Pictographic}]/gu;
/** Quotes and modifier letters that stand for ayn, hamza or a soft sign: written or left out at will. */
const apostrophes = /[\u02b0-\u02ff\u2018\u2019\u201a\u201b\u2032\u0060\u00b4]/g;

/** Marks a word whose vowels were never written. */
export const abjadMark = '~';

/** Letters of Cyrillic and Greek that look like Latin ones, for words that mix scripts: nobody writes `ВANK` by accident. */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's', ԁ: 'd', һ: 'h', ԛ: 'q', ԝ: 'w',
  α: 'a', β: 'b', ε: 'e', ζ: 'z', η: 'h', ι: 'i', κ: 'k', μ: 'm', ν: 'n', ο: 'o', ρ: 'p', τ: 't', υ: 'y', χ: 'x',
}; // prettier-ignore
const cyrillicTwins: ReadonlyMap<string, string> = new Map(
  Object.entries(lookalikes)
    .filter(([twin]) => twin >= '\u0400')
    .reverse()
    .map(([twin, latin]) => [latin, twin]),
);
const mixedWord = /(?<!\S)(?=\S*[a-z])(?=\S*[\u0370-\u03ff\u0400-\u052f])\S+/giu;

/** What a reader does not see or cannot speak: controls, joiners, combining marks, lone surrogates, pictures. */
export function withoutSilentMarks(text: string): string {
  return isAscii.test(text) ? text : text.normalize('NFC').replace(silent, '');
}

/** Lower-case ASCII; words that came from Arabic or Hebrew script start with `abjadMark`. */
export function transliterate(raw: string): string {
  if (isAscii.test(raw)) return raw.toLowerCase().replaceAll(abjadMark, ' ');
  let text = raw.normalize('NFKC').replaceAll(abjadMark, ' ').replace(apostrophes, "'");
  if (abjadLetter.test(text)) text = romaniseAbjad(text);
  text = text.toLowerCase().normalize('NFC');
  // Armenian writes u with two letters.
  text = text.replace(mixedWord, inOneScript).replaceAll('\u0578\u0582', 'u');
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    out += code < 128 ? char : (cyrillic[char] ?? otherScript(char));
  }
  return out.toLowerCase();
}

/** Every word of mixed scripts in one, and nothing silent: as a reader sees it. */
export function asSeen(text: string): string {
  const seen = withoutSilentMarks(text);
  return isAscii.test(seen) ? seen : seen.toLowerCase().normalize('NFC').replace(mixedWord, inOneScript);
}

/** Letters no list, bank or clerk writes names in, that look like Latin ones: Cherokee, Lisu, Coptic and their kind. */
const unusedScript =
  /[\p{Script=Cherokee}\p{Script=Lisu}\p{Script=Coptic}\p{Script=Gothic}\p{Script=Deseret}\p{Script=Runic}\p{Script=Ogham}\p{Script=Old_Italic}\p{Script=Canadian_Aboriginal}]/u;

/** Letters that look like Latin ones and are others (`BAИK MΛSKΛN`), for words that mix scripts. */
const drawnAs: Readonly<Record<string, string>> = {
  ...lookalikes,
  и: 'n',
  й: 'n',
  я: 'r',
  ш: 'w',
  д: 'a',
  г: 'r',
  п: 'n',
  ц: 'u',
  э: 'e',
  ь: 'b',
  ъ: 'b',
  б: 'b',
  ф: 'o',
  λ: 'a',
  δ: 'a',
  σ: 'o',
  π: 'n',
  ω: 'w',
  ξ: 'e',
  η: 'n',
};

/** The text with such words as they look; null where it has none. */
export function asDrawn(text: string): string | null {
  if (isAscii.test(text)) return null;
  const plain = text.normalize('NFKC').toLowerCase();
  const drawn = plain.replace(mixedWord, (word) => Array.from(word, (letter) => drawnAs[letter] ?? letter).join(''));
  return drawn === plain ? null : drawn;
}

/** Whether a text runs against its direction or has letters nobody is paid under: nobody writes so by accident. */
export function hidesLetters(text: string): boolean {
  return !isAscii.test(text) && (unusedScript.test(text) || /[\u202d\u202e]/.test(text));
}

/** `ВANK` becomes Latin, since each of its Cyrillic letters has a Latin twin; `Iгор` becomes Cyrillic, since г has none. */
function inOneScript(word: string): string {
  const letters = Array.from(word);
  const isLatin = letters.every((char) => isAscii.test(char) || char in lookalikes);
  return letters.map((char) => (isLatin ? lookalikes[char] : cyrillicTwins.get(char)) ?? char).join('');
}

function romaniseAbjad(text: string): string {
  let plain = text.replace(silent, '');
  for (const [pattern, latin] of arabicWords) plain = plain.replace(pattern, latin);
  return plain.replace(/[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]+/g, (word) => {
    let out = '';
    for (const letter of word) out += arabic[letter] ?? anyAscii(letter);
    return abjadMark + out;
  });
}

function otherScript(char: string): string {
  const decomposed = char.normalize('NFKD').replace(silent, '');
  return decomposed === '' ? '' : anyAscii(decomposed);
}
