/** Legal forms of companies in the languages of the lists, each phrase with the one short form it is compared as. */

/** Longest phrases first matter: the reader below takes the longest that fits. */
const phrases: Readonly<Record<string, readonly string[]>> = {
  llc: [
    'limited liability company', 'limited liability co', 'ooo', 'tov', 'llc', 'too', 'mchj', 'mmc', 'wll', 'obshchestvo s ogranichennoi otvetstvennostyu',
    'obshchestvo s ogranichennoy otvetstvennostyu', 'obschestvo s ogranichennoy otvetstvennostyu', 'obshestvo s ogranichennoi otvetstvennostyu',
    'tovarystvo z obmezhenoyu vidpovidalnistyu', 'with limited liability', 's ogranichennoi otvetstvennostyu', 's ogranichennoy otvetstvennostyu', 'company with limited liability', 'druzhestvo s ogranichena otgovornost',
    'sociedad de responsabilidad limitada', 'societe a responsabilite limitee', 'gesellschaft mit beschrankter haftung', 's de rl', 's de rl de cv', 'sp z o o', 'sp zoo', 'spolka z ograniczona odpowiedzialnoscia', 'd o o', 'doo', 'dooel', 'ood', 'eood',
    'gmbh', 'sarl', 'srl', 'sro', 'kft', 'ltda', 'limitada', 'bv', 'bvba', 'aps', 'sia', 'uab', 'sal', 'ou', 'lda', 'eurl', 'ltd sti', 'limited sirketi', 'limited sti', 'chamaiyati doroi masauliyati makhdud',
  ],
  ltd: ['limited', 'ltd', 'ltee', 'lmt', 'ltda sti'],
  pvtltd: ['private limited', 'pvt ltd', 'pvt limited', 'private ltd', 'pte ltd', 'pte limited', 'pty ltd', 'pty limited', 'sdn bhd', 'p ltd'],
  jsc: [
    'joint stock company', 'joint stock co', 'jsc', 'ao', 'zao', 'aktsionernoe obshchestvo', 'aktsionernoye obshchestvo', 'zakrytoe aktsionernoe obshchestvo', 'zakrytoye aktsionernoye obshchestvo', 'closed joint stock company',
    'private joint stock company', 'cjsc', 'prjsc', 'anonim sirketi', 'ag', 'aktiengesellschaft', 'sa', 'spa', 'nv', 'ab', 'asa', 'oy', 'oyj', 'zrt', 'rt', 'nyrt', 'vallalat', 'ad', 'societe anonyme', 'sociedad anonima', 'societa per azioni', 'sherkat sahami', 'sp a', 'a s', 'psc', 'pjs',
  ],
  pjsc: ['public joint stock company', 'pjsc', 'pao', 'publichnoe aktsionernoe obshchestvo', 'publichnoye aktsionernoye obshchestvo', 'open joint stock company', 'ojsc', 'oao', 'otkrytoe aktsionernoe obshchestvo', 'otkrytoye aktsionernoye obshchestvo', 'pat', 'pt tbk'],
  sacv: ['sa de cv', 's a de c v', 'sapi de cv', 'sa de cv sofom', 'sas', 'sociedad anonima de capital variable'],
  inc: ['incorporated', 'inc'],
  corp: ['corporation', 'corp', 'korporatsiya', 'corporacion'],
  co: ['company', 'co', 'comp', 'cie', 'compagnie', 'compania', 'kompaniya', 'kompania', 'kompani', 'sherkat', 'sherkate', 'firma', 'cia'],
  plc: ['public limited company', 'plc'],
  llp: ['limited liability partnership', 'llp'],
  lp: ['limited partnership', 'lp'],
  fze: ['fze', 'fzc', 'fzco', 'fz llc', 'fz', 'dmcc', 'fzc llc', 'fzco llc'],
  kg: ['kg', 'gmbh and co kg', 'ohg', 'gbr', 'ev', 'eg'],
  pt: ['pt', 'cv', 'ud', 'tbk'],
}; // prettier-ignore

/** Single words that only ever state a legal form, so that a torn phrase (`LIABILITY X`, `JOINT STOCK X`) still weighs next to nothing. */
const fragments = [
  'open', 'closed', 'private', 'public', 'liability', 'joint', 'stock', 'incorporated', 'aktsionernoe', 'aktsionernoye', 'obshchestvo', 'obschestvo', 'ogranichennoi', 'ogranichennoy', 'otvetstvennostyu', 'otvetstvennost', 'zakrytoe',
  'zakrytoye', 'otkrytoe', 'otkrytoye', 'publichnoe', 'publichnoye', 'sirketi', 'sti', 'responsabilidad', 'anonima', 'anonim', 'pvt', 'pte', 'pty', 'sdn', 'bhd', 'sociedad', 'societe', 'ks', 'kk',
  'tovarystvo', 'vidpovidalnistyu', 'obmezhenoyu', 'spolka', 'mbh', 'est', 'establishment', 'tic', 'san', 've', 'rl',
]; // prettier-ignore

interface PhraseNode {
  form: string | null;
  readonly next: Map<string, PhraseNode>;
}

function plant(): PhraseNode {
  const root: PhraseNode = { form: null, next: new Map() };
  for (const [form, spellings] of Object.entries(phrases)) {
    for (const spelling of spellings) {
      let node = root;
      for (const word of spelling.split(' ')) {
        const next = node.next.get(word) ?? { form: null, next: new Map<string, PhraseNode>() };
        node.next.set(word, next);
        node = next;
      }
      node.form = form;
    }
  }
  return root;
}

const phraseTree = plant();
const formWords: ReadonlySet<string> = new Set([...Object.keys(phrases), ...fragments]);

export function isLegalForm(word: string): boolean {
  return formWords.has(word);
}

/** Replaces each legal form, longest phrase first, by its short form: `limited liability company x` -> `llc x`. */
export function shortenLegalForms(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let at = 0; at < words.length;) {
    const found = longestForm(words, at);
    out.push(found ? found.form : (words[at] ?? ''));
    at += found ? found.length : 1;
  }
  return out;
}

function longestForm(words: readonly string[], from: number): { form: string; length: number } | null {
  let node = phraseTree;
  let best: { form: string; length: number } | null = null;
  for (let at = from; at < words.length; at += 1) {
    const next = node.next.get(words[at] ?? '');
    if (!next) break;
    node = next;
    if (node.form !== null) best = { form: node.form, length: at - from + 1 };
  }
  return best;
}

/** Words of legal forms long enough that one wrong letter still leaves them recognisable: `limted`, `companny`. */
const recognisable: ReadonlySet<string> = new Set(
  [
    ...Object.values(phrases)
      .flat()
      .flatMap((phrase) => phrase.split(' ')),
    ...fragments,
  ].filter((word) => word.length >= 6),
);
const recognisableByDeletion = new Map<string, string>();
for (const word of recognisable) {
  recognisableByDeletion.set(word, word);
  for (let skip = 0; skip < word.length; skip += 1)
    recognisableByDeletion.set(word.slice(0, skip) + word.slice(skip + 1), word);
}

/** The word of a legal form that this text misspells by one letter; null for any other text. */
export function misspeltLegalWord(text: string): string | null {
  if (text.length < 5 || text.length > 24 || recognisable.has(text)) return null;
  const direct = recognisableByDeletion.get(text);
  if (direct !== undefined) return direct;
  for (let skip = 0; skip < text.length; skip += 1) {
    const found = recognisableByDeletion.get(text.slice(0, skip) + text.slice(skip + 1));
    if (found !== undefined && Math.abs(found.length - text.length) <= 1) return found;
  }
  return null;
}
