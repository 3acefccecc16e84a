/** The words of a screening's evidence, in Turkish: made from what was found, never from the English that is recorded. */
import type { AgreeingWords, Likeness, RecordState, Telling } from '../../../../domain/sanctions/explained/explanation';
import type { ListedType } from '../../../../domain/sanctions/lists/watch-list';
import type { WordReason } from '../../../../domain/sanctions/matching/similarity';
import type { Words } from '../../words';
import { turkishShow } from '../show';
import { turkishAdvice, turkishMeaning } from './advice';
import { turkishEntityType, turkishField, turkishRole } from './names';
import { turkishRules } from './rules';

const reasons: Readonly<Record<WordReason, string>> = {
  same: 'aynı kelime',
  same_name: 'aynı adın başka yazımı',
  sounds_alike: 'okunuşu benzer',
  misspelt: 'bir iki harf farklı',
  same_consonants: 'ünsüzler aynı, ünlüler yazılmamış',
  joined: 'bir tarafta bitişik yazılmış',
  initial: 'yalnız baş harf',
};

const tellings: Readonly<Record<Telling, string>> = {
  rare: 'listede seyrek',
  not_rare: 'seyrek değil',
  common: 'yaygın',
  little: 'ayırt edici değil',
};

const likenesses: Readonly<Record<Likeness, string>> = {
  same: 'aynı veya neredeyse aynı',
  very: 'çok benzer',
  somewhat: 'biraz benzer',
  a_little: 'az benzer',
};

const facts: Readonly<Record<ListedType, string>> = {
  individual: 'doğum tarihi, uyruk, pasaport veya kimlik numarası',
  entity: 'sicil veya vergi numarası, kayıtlı olduğu ülke veya adres',
  vessel: 'IMO numarası veya alıcının bir gemi olup olmadığı',
  aircraft: 'kuyruk veya seri numarası ya da alıcının bir hava aracı olup olmadığı',
};

const states: Readonly<Record<RecordState, string>> = {
  cleared: 'temize çıkarıldı',
  void_expired: 'geçersiz, süresi doldu',
  void_row_changed: 'geçersiz, listedeki kayıt değişti',
  void_sanctioned_place: 'geçersiz, ödeme yaptırım altındaki bir yere değiyor',
};

const rule: Words['screening']['rule'] = (said) => (typeof said === 'string' ? turkishRules[said] : said.recorded);

export const turkishScreening: Words['screening'] = {
  rule,
  agreeing: ({ reason, telling }: Pick<AgreeingWords, 'reason' | 'telling'>) =>
    `${typeof reason === 'string' ? reasons[reason] : reason.recorded}, ${tellings[telling]}`,
  likeness: (likeness) => likenesses[likeness],
  recordState: (state) => states[state],
  toSettle: ({ type, kindFirst }) =>
    `${kindFirst ? 'önce alıcının gerçek kişi mi şirket mi olduğu; sonra ' : ''}${facts[type]}`,
  nameKinds: { primary: 'asıl ad', strong_alias: 'güçlü takma ad', weak_alias: 'zayıf takma ad' },
  matchTypes: {
    EXACT: 'TAM',
    FUZZY_HIGH: 'YÜKSEK BENZERLİK',
    FUZZY_MEDIUM: 'ORTA BENZERLİK',
    PARTIAL: 'KISMİ',
    NONE: 'YOK',
  },
  recommendation: (advice, problem, _recorded, said) => turkishAdvice(advice, said === null ? '' : rule(said), problem),
  meaning: (meaning) => turkishMeaning(meaning),
  list: ({ list_family: family, list_date: date, list_is_demo: isDemo, lists }, recorded) => {
    if (family === undefined && lists === undefined) return recorded;
    const all = lists ?? [{ name: family ?? '', date: date ?? null }];
    // Called as its publisher's, an extract for trying would read like the list itself.
    const said = all.map(
      ({ name, date: day }) =>
        `${isDemo === true ? 'DENEME LİSTESİ' : name}, ${day === null ? 'tarihi bilinmiyor' : turkishShow.day(day)}`,
    );
    return [...new Set(said)].join('; ');
  },
  entityType: turkishEntityType,
  field: turkishField,
  role: turkishRole,
};
