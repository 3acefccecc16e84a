/**
 * Legal forms of companies, each phrase with the one short form it is compared as: one for each country's family, since a GmbH is no OOO.
 * Where lists write a form in English (`LIMITED LIABILITY COMPANY` for OOO), the English form stands for that country's. From the
 * countries' company laws and registers, in the spellings payments and lists use.
 */

/** Longest phrases first matter: the reader below takes the longest that fits. */
const phrases: Readonly<Record<string, readonly string[]>> = {
  llc: [
    'limited liability company', 'limited liability co', 'ooo', 'tov', 'llc', 'lcc', 'lc', 'l l c', 'too', 'tdo', 'osoo', 'ohdo', 'mchj', 'mmc', 'wll', 'w l l', 'spc', 'obshchestvo s ogranichennoi otvetstvennostyu',
    'obshchestvo s ogranichennoy otvetstvennostyu', 'obschestvo s ogranichennoy otvetstvennostyu', 'obshestvo s ogranichennoi otvetstvennostyu', 'tovarishchestvo s ogranichennoy otvetstvennostyu', 'tovarishchestvo s ogranichennoi otvetstvennostyu',
    'tovarystvo z obmezhenoyu vidpovidalnistyu', 'tavarystva z abmezhavanay adkaznastsyu', 'with limited liability', 's ogranichennoi otvetstvennostyu', 's ogranichennoy otvetstvennostyu', 'company with limited liability', 'limited liability partnership company',
    'masuliyyati mahdud cemiyyeti', 'masuliyati cheklangan jamiyati', 'chamaiyati doroi masauliyati makhdud', 'shpk', 'sh p k',
  ],
  gmbh: ['gmbh', 'g m b h', 'ggmbh', 'gmbh mbh', 'gesellschaft mit beschrankter haftung', 'gesellschaft mbh', 'ges m b h', 'gesmbh', 'ug', 'unternehmergesellschaft', 'ug haftungsbeschrankt', 'unternehmergesellschaft haftungsbeschrankt'],
  sarl: ['sarl', 's a r l', 'eurl', 'sarlau', 'suarl', 'societe a responsabilite limitee', 'sprl', 'bvba', 'sal', 's a l'],
  srl: ['srl', 's r l', 'srls', 'sociedad de responsabilidad limitada', 'societa a responsabilita limitata', 'societate cu raspundere limitata', 's de rl', 's de r l', 's de rl de cv', 's de r l de c v', 'eirl', 'sociedad limitada', 'slu'],
  ltda: ['ltda', 'limitada', 'lda', 'sociedade limitada', 'eireli'],
  spzoo: ['sp z o o', 'sp zoo', 'spzoo', 'sp z oo', 'sp z o', 'spzo o', 'sp zo o', 'spolka z ograniczona odpowiedzialnoscia', 'spolka z o o', 'spolka zoo', 'sp z ograniczona odpowiedzialnoscia', 'sp k', 'sp j', 'spolka komandytowa', 'spolka jawna'],
  doo: ['d o o', 'doo', 'dooel', 'd o o e l', 'jdoo', 'j d o o', 'drustvo s ogranicenom odgovornoscu', 'drustvo sa ogranicenom odgovornoscu', 'druzba z omejeno odgovornostjo', 'ood', 'eood', 'druzhestvo s ogranichena otgovornost', 'ednolichno druzhestvo s ogranichena otgovornost'],
  sro: ['sro', 's r o', 'spol s r o', 'spol sro', 'spolecnost s rucenim omezenym', 'spolocnost s rucenim obmedzenym'],
  kft: ['kft', 'korlatolt felelossegu tarsasag', 'bt', 'beteti tarsasag'],
  bv: ['bv', 'b v', 'besloten vennootschap', 'besloten vennootschap met beperkte aansprakelijkheid', 'vof'],
  aps: ['aps', 'anpartsselskab', 'i s'],
  sia: ['sia', 'sabiedriba ar ierobezotu atbildibu'],
  uab: ['uab', 'uzdaroji akcine bendrove'],
  ou: ['ou', 'osauhing', 'osauehing'],
  ltdsti: ['limited sirketi', 'ltd sti', 'limited sti', 'ltd sirketi', 'ltda sti', 'ltdsti', 'sirketi limited', 'limited sirketti', 'limitet sirketi'],
  sanayi: ['sanayi ve ticaret', 'san ve tic', 'sanayi ticaret', 'san tic', 'ticaret ve sanayi', 'tic ve san', 'ticaret sanayi', 'tic san', 'ic ve dis ticaret', 'dis ticaret', 'dis tic', 'ith ihr', 'ithalat ihracat', 'ithalat ve ihracat'],
  ltd: ['limited', 'ltd', 'ltee', 'lmt', 'limited company', 'limitd'],
  pvtltd: ['private limited', 'pvt ltd', 'pvt limited', 'private ltd', 'p ltd', 'p limited'],
  pteltd: ['pte ltd', 'pte limited', 'pte'],
  ptyltd: ['pty ltd', 'pty limited', 'proprietary limited', 'pty'],
  sdnbhd: ['sdn bhd', 'sendirian berhad', 'berhad', 'bhd'],
  jsc: [
    'joint stock company', 'joint stock co', 'joint stock', 'jsc', 'j s c', 'ao', 'zao', 'aktsionernoe obshchestvo', 'aktsionernoye obshchestvo', 'zakrytoe aktsionernoe obshchestvo', 'zakrytoye aktsionernoye obshchestvo', 'closed joint stock company',
    'private joint stock company', 'cjsc', 'prjsc', 'prat', 'zat', 'aktsionerne tovarystvo', 'sherkat sahami', 'sherkate sahami', 'psc', 'pjs', 'qsc', 'bsc', 'kscc', 'saog', 'saoc', 'aksiyadorlik jamiyati', 'aksiyonerlik cemiyyeti', 'asc',
  ],
  ag: ['ag', 'a g', 'aktiengesellschaft'],
  kgaa: ['kgaa', 'kommanditgesellschaft auf aktien', 'ag and co kgaa', 'se and co kgaa', 'gmbh and co kgaa'],
  se: ['se', 'societas europaea', 'sce'],
  sa: ['sa', 's a', 'nv', 'n v', 'sa nv', 'nv sa', 'societe anonyme', 'sociedad anonima', 'naamloze vennootschap', 'sociedade anonima', 'sa rl', 'saic', 'sau', 'sab', 'societe anonyme simplifiee'],
  spa: ['spa', 's p a', 'sp a', 'societa per azioni', 'sapa'],
  sas: ['sas', 's a s', 'sasu', 'societe par actions simplifiee', 'sociedad por acciones simplificada'],
  ab: ['ab', 'aktiebolag', 'aktiebolaget', 'ab publ', 'aktiebolag publ', 'hb', 'handelsbolag'],
  asa: ['asa', 'aksjeselskap', 'allmennaksjeselskap'],
  anonim: ['a s', 'anonim sirketi', 'anonim sirket', 'anonim sirketti', 'anonim sti', 'as sirketi', 'akciova spolecnost', 'akciova spolocnost', 'aktieselskab'],
  oy: ['oy', 'oyj', 'oy ab', 'osakeyhtio', 'julkinen osakeyhtio'],
  zrt: ['zrt', 'rt', 'nyrt', 'vallalat', 'zartkoruen mukodo reszvenytarsasag', 'reszvenytarsasag'],
  ad: ['ad', 'a d', 'ead', 'akcionarsko drustvo', 'aktsionerno druzhestvo', 'dd', 'd d', 'dionicko drustvo', 'delniska druzba'],
  ae: ['a e', 'anonymi etairia', 'epe', 'e p e', 'ike'],
  pjsc: ['public joint stock company', 'pjsc', 'pao', 'publichnoe aktsionernoe obshchestvo', 'publichnoye aktsionernoye obshchestvo', 'open joint stock company', 'ojsc', 'oao', 'otkrytoe aktsionernoe obshchestvo', 'otkrytoye aktsionernoye obshchestvo', 'pat', 'vat', 'publichne aktsionerne tovarystvo', 'pt tbk'],
  sacv: ['sa de cv', 's a de c v', 'sab de cv', 'sapi de cv', 's a p i de c v', 'sa de cv sofom', 'sociedad anonima de capital variable', 'sa de c v'],
  inc: ['incorporated', 'inc', 'incorporation'],
  corp: ['corporation', 'corp', 'korporatsiya', 'corporacion'],
  co: ['company', 'co', 'comp', 'cie', 'compagnie', 'compania', 'kompaniya', 'kompania', 'kompani', 'sherkat', 'sherkate', 'firma', 'cia', 'sirketi', 'sti'],
  plc: ['public limited company', 'plc', 'p l c'],
  llp: ['limited liability partnership', 'llp', 'lllp', 'pllc'],
  lp: ['limited partnership', 'lp', 'l p', 'slp'],
  fze: ['fze', 'fzc', 'fzco', 'fz llc', 'fz', 'dmcc', 'fzc llc', 'fzco llc', 'f z e', 'free zone establishment', 'free zone company'],
  kg: ['kg', 'gmbh and co kg', 'ug and co kg', 'ag and co kg', 'co kg', 'ohg', 'gbr', 'ev', 'eg', 'e k', 'e kfm', 'kommanditgesellschaft', 'offene handelsgesellschaft'],
  pt: ['pt', 'cv', 'ud', 'tbk', 'perseroan terbatas'],
  kk: ['kk', 'k k', 'kabushiki kaisha', 'kabushiki gaisha', 'gk', 'godo kaisha', 'yugen kaisha'],
}; // prettier-ignore

/** Forms that companies of many countries call themselves beside their own: they speak neither for nor against. */
const neutralForms: ReadonlySet<string> = new Set(['co', 'sanayi']);

export function isNeutralForm(word: string): boolean {
  return neutralForms.has(word) || fragmentSet.has(word);
}

/** Single words that only ever state a legal form, so that a torn phrase (`LIABILITY X`, `JOINT STOCK X`) still weighs next to nothing. */
const fragments = [
  'publ', 'haftungsbeschrankt', 'ograniczona', 'odpowiedzialnoscia', 'ogranicenom', 'odgovornoscu', 'rucenim', 'omezenym', 'obmedzenym', 'abmezhavanay', 'adkaznastsyu', 'berhad', 'tovarishchestvo',
  'open', 'closed', 'private', 'public', 'liability', 'joint', 'stock', 'incorporated', 'aktsionernoe', 'aktsionernoye', 'obshchestvo', 'obschestvo', 'ogranichennoi', 'ogranichennoy', 'otvetstvennostyu', 'otvetstvennost', 'zakrytoe',
  'zakrytoye', 'otkrytoe', 'otkrytoye', 'publichnoe', 'publichnoye', 'responsabilidad', 'anonima', 'anonim', 'pvt', 'pte', 'pty', 'sdn', 'bhd', 'sociedad', 'societe', 'ks', 'kk',
  'tovarystvo', 'vidpovidalnistyu', 'obmezhenoyu', 'spolka', 'mbh', 'est', 'establishment', 'tic', 'san', 've', 'rl',
]; // prettier-ignore
const fragmentSet: ReadonlySet<string> = new Set(fragments);

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
