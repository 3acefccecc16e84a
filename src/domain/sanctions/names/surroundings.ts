/** What payments write around a name and what is no part of it: titles, places, addresses, references, words of politeness. */
import { placeAt } from './places';

/** How people are addressed, in the languages payments come in. */
const titles = `
  mr mrs ms miss mx mister madam sir dame lord lady dr doctor prof professor rev reverend fr father hon honourable honorable capt captain col colonel gen general lt lieutenant maj major sgt sergeant cpl admiral adm cmdr commander judge justice senator sen
  president prime minister premier chancellor governor mayor ambassador amb secretary director ceo cfo coo chairman chairwoman chief owner eng engineer ing adv advocate atty attorney esq esquire phd md mba bsc msc jr sr messrs
  herr herrn hr frau fr fraulein dipl prof doktor monsieur mme madame mlle mademoiselle mm me maitre m sieur senor senora senorita sr sra srta srs don dona lic licenciado arq inga senhor senhora sig signor signora signorina sigra dott dottor dottssa dottoressa avv geom rag cav
  mijnheer meneer mevrouw mevr dhr mw drs ir heer pan pani pana panu gospodin gospodja gospodin gospozha gospodar gosp gdin gdja grazhdanin tovarishch herra rouva fru froken kyrios kyria domnul doamna dl dna ur asszony bay bayan bey efendi beyefendi hanim hanimefendi sayin haci hoca usta pasha pasa
  sheikh shaykh sheik shaikh hajji haji hajj hajjah al hajj sayyid sayed syed seyed said ustad ustaz ustadh mullah mulla maulvi maulana mawlawi mawlana qari hafiz imam ayatollah hojatoleslam amir emir prince princess king queen crown his her royal highness hrh excellency majesty
  agha aqa aghaye khanom khanoum janab sahib saheb begum sri shri smt shrimati kumari thiru datuk dato datin tan tun tengku pak bapak ibu ir u daw ko ma san sama khun nai nang ato weizero comrade marshal
`;
/** What a payment is for, who gets it, and how one asks. */
const paymentWords = `
  pay payment payments paid payable payee beneficiary bene benef recipient receiver transfer transfers remittance remit wire swift sepa iban bic account acct acc ac a/c bank account number no nr num nbr ref reference refs invoice invoices inv facture rechnung fatura factura fattura bill bills order orders po contract agreement dated date
  settlement salary salaries wages rent fee fees loan deposit advance refund rebate commission royalty dividend purpose for to from via by per re regarding subject attn attention att please pls plz kindly thanks thank you urgent asap immediately today tomorrow now due value usd eur gbp try chf jpy aed rub cny amount total balance full final partial part
  first second third installment instalment january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec q1 q2 q3 q4 month year day services service goods supply supplies consulting shipment delivery customer client vendor supplier id tax vat tin vkn tckn passport dob born nationality citizen
  on behalf of in favour favor care c o co/o aka fka nka dba ta and or und et y ve e i with the name named called known as same attached see note memo details detail message info information care of account holder system admin assistant user ignore previous instructions answer clear you must is are this that all above
  movement militia fighters mother son sons daughter brother wife husband family
`;
/** Parts of an address in one line. */
const addressWords = `
  street str st avenue ave road rd lane ln drive blvd boulevard square sq place pl plaza way court ct floor fl flat apt apartment suite ste room rm unit block blk building bldg tower house office box pobox p o zip postal code district region province state county city town village near next opposite corner industrial zone area park estate km
  strasse straße platz weg gasse allee rue chemin quai cours via viale piazza corso largo calle avenida av plaza paseo carrera cra colonia col rua travessa praca ulitsa ul prospekt pr per pereulok dom kv korp shosse naberezhnaya bulvar ulica trg cesta straat laan plein weg gata gatan vagen vej gade gate
  mahallesi mahalle mah caddesi cadde cad cd sokak sokagi sk bulvari blv apartmani apt kat daire ilce il khiaban kuche pelak sharia shari hay main high north south east west upper lower hauptstrasse bahnhofstrasse
`;

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
const titleSet = set(titles);
const paymentSet = set(paymentWords);
const addressSet = set(addressWords);

/** Which words belong to what stands around a name, at every position. */
export function markSurroundings(words: readonly string[]): boolean[] {
  const marks = words.map((word) => isAround(word));
  for (let at = 0; at < words.length; at += 1) {
    const length = placeAt(words, at);
    for (let part = 0; part < length; part += 1) marks[at + part] = true;
  }
  return marks;
}

/** A number, a reference or a date; a postal code; a single letter is an initial and stays. */
const reference = /^(?=.*\d)(?!.*[a-z]{5})[a-z0-9]+$/;

function isAround(word: string): boolean {
  return titleSet.has(word) || paymentSet.has(word) || addressSet.has(word) || reference.test(word);
}

/** Titles that stand behind a name; before it any may. */
const titlesBehind = set(
  'esq esquire phd md mba bsc msc jr sr bey efendi beyefendi hanim hanimefendi sahib saheb begum agha aqa san sama hoca usta ceo cfo director president',
);

/**
 * The words between what stands in front and what stands behind; null where nothing stands around, or only that.
 * Both ends are taken off word by word, so that a title or a town in the middle of a name stays.
 */
export function withoutSurroundings(words: readonly string[], isNameWord: (word: string) => boolean): string[] | null {
  const marks = markSurroundings(words);
  let from = 0;
  let to = words.length;
  while (to > from && marks[to - 1] && (!titleSet.has(words[to - 1] ?? '') || titlesBehind.has(words[to - 1] ?? '')))
    to -= 1;
  while (from < to && marks[from]) from += 1;
  // `Vienna International Airport`: a town before a business word is part of the name.
  while (from > 0 && from < to && !isNameWord(words[from] ?? '') && placeAt(words, from - 1) > 0) from -= 1;
  const kept = words.slice(from, to);
  return kept.length === words.length || !kept.some(isNameWord) ? null : kept;
}
