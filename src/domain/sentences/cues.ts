/** The words that tell what a sentence is about, in English and Turkish, folded: one line a meaning. `_` joins a phrase, `*` takes any ending. */

const table = {
  pay: 'pay paid_to send transfer wire remit disburse settle | ode odeyin odeyiniz odeyelim odeyiver oder odenecek odensin odenmesi* odenmeli odemek odememiz* odemem* odememiz odeme_yap* odeme_gir* odeme_olustur* odeme_hazirla* gonder* yolla* havale* eft* yatir* aktar* transfer_et* transfer_yap*',
  payment:
    'payment payments transfer transfers transaction txn wire wires remittance instruction payout | odeme* transfer* islem* talimat*',
  make: 'make making arrange initiate process book prepare create set_up raise submit execute issue start new another put_through do | yap* olustur* hazirla* yeni baslat* gir*',
  need: 'need needs needed want wants must require would_like like owe owes due get gets receive receives | lazim gerek* ihtiyac* istiyor* gerekiyor* almali',
  act_approve:
    'approve authorise authorize sign_off signoff greenlight green_light accept okay | onayla onayliyor* onaylayin onaylayiniz onaylayalim onayladim kabul_et* onay_ver* onaylar_misin* onaylar_misiniz onaylasana onaylansin onaylanabilir_mi',
  act_reject:
    'reject decline deny refuse turn_down | reddet* reddediyor* geri_cevir* ret_et* onaylama onaylamiyor* reddedil* reddeder_misin* reddedelim onaylamayin onaylamayalim',
  act_withdraw:
    'cancel withdraw recall revoke retract take_back call_off abort stop void pull drop kill | iptal* geri_cek* geri_al* vazgec* durdur*',
  act_release:
    'mark_as_released note_the_release note_release record_the_release was_released_at_the_bank | cikisini_kaydet* cikisi_kaydet*',
  act_part:
    'release_part release_a_part release_part_of partial_release partially_release pay_part_of pay_a_part | bir_kismini kismen bir_bolumunu',
  act_ask_again:
    'ask_again ask_for_it_again request_again request_it_again resubmit resend submit_again submit_it_again try_again | yeniden_iste* tekrar_iste* yeniden_talep* tekrar_talep* yeniden_gonder* tekrar_gonder*',
  act_correct: 'correct amend fix edit modify change update_the | duzelt* degistir* guncelle*',
  act_question:
    'ask_a_question ask_about question_about question_on question_for have_a_question query | soru_sor* sorum* sor',
  act_answer: 'answer reply respond | yanitla* cevapla* cevap_ver* yanit_ver*',
  act_reference:
    'attach add_a_reference add_reference add_a_link add_link link_to | referans_ekle* baglanti_ekle* ilistir*',
  act_claim:
    'claim i_am_looking_at im_looking_at i_take i_will_take ill_take i_have_got mine_is | ustlen* ben_bakiyorum ilgileniyorum bakiyorum',
  act_delay: 'delay postpone defer | ertele* beklet bekletelim bekletin',
  act_restart:
    'restart rerun re-run review_again review_anew re-review recheck | yeniden_incele* tekrar_incele* yeniden_baslat*',
  act_override: 'override overrule ask_for_the_override request_the_override | istisna*',
  approval:
    'approves approved approving approval approvals approver approvers sign signs signing signed signature signatures signatory authorises authorizes authorised authorized sign-off signs_off authority authorization | onay onayi onayin* onaylar onaylayacak* onaylayan* onaylamasi* onaylayabilir* onaylanir* onaylamali* imza* imzala*',
  release: 'release released releasing let_go push_through | serbest* cikis*',
  failed:
    "fail fails failed failing failure bounce bounces bounced bouncing returned came_back come_back sent_back went_missing got_lost crashed went_wrong gone_wrong did_not_go_through didn't_go_through didnt_go_through not_gone_through hasn't_gone_through never_went_through won't_go_through not_go_through did_not_work didn't_work didnt_work did_not_arrive didn't_arrive didnt_arrive not_arrived hasn't_arrived never_arrived not_received | gecmedi gecmemis gitmedi gitmemis ulasmadi ulasmamis cikmadi olmadi gerceklesmedi yapilamadi basarisiz* geri_dondu geri_donmus geri_geldi geri_gelmis hata_verdi",
  why: 'why how_come reason explain explanation what_happened what_went_wrong whats_wrong what_is_wrong wheres_the_problem what_is_the_problem what_is_the_matter holding_up holds_up whats_holding what_holds what_is_blocking whats_blocking what_blocks blocking_it what_blocking what_holding what_stopping what_is_stopping | neden niye nicin sebep* sebeb* gerekce* sorun_ne sorun_nedir ne_engelliyor',
  who: 'who whom whose whos | kim kimler kimin kime kimden kimdir',
  self: 'who_am_i whoami who_am_i_acting_as who_am_i_now what_is_my_role whats_my_role my_role what_are_my_roles my_roles | ben_kimim kimim_ben kimim kim_olarak* rolum_ne rolum_nedir rollerim_ne rollerim_neler',
  what: 'what which whats | ne nedir neler nelerdir hangi* neyi neleri neyin',
  how: 'how when where | nasil nerede',
  how_much: 'how_much how_many what_amount | ne_kadar kac',
  show: 'show open display see view details card find look_up lookup track get check list give tell let_me_see bring_up pull_up look_at info information about | goster* ac acar* bak bakar* bakalim detay* listele* getir* soyle* bilgi*',
  status:
    'status state progress update updates standing where_is wheres where_are what_about happening on_hold held stuck blocked rejected approved released gone hold done through went sent paid settled still yet already | durum* nerede asamada askida onaylandi reddedildi gitti odendi gonderildi bekletil* tutul*',
  pending:
    'pending waiting waits outstanding open queue queued worklist to_do todo to-do backlog inbox overview unapproved awaiting await awaits tasks task left in_flight on_hold held | bekleyen* bekliyor* acik* kuyruk* sirada* yapilacak* isler* islerim* gorev*',
  to_approve:
    'needs_my_approval need_my_approval my_approval my_approvals my_signature for_me_to_approve for_me_to_sign to_approve to_sign approval approvals approve sign anything_for_me for_me on_my_desk on_my_plate assigned_to_me my_queue my_list my_worklist my_payments my_tasks my_desk | onayim* onaylarim* onayimi* onaylamam* imzalamam* imzami* imzam onay onaylar onayda* onaya benden bende bana uzerimde masamda',
  balance:
    'balance balances position positions cash funds money liquidity headroom_on available availability | bakiye* nakit* nakd* kasa kasada kasamiz* hesaplarda hesaplarimiz* pozisyon* para paramiz* likidite*',
  have: 'have has hold holds holding got is_there there left in_the_account sitting | var varmi varmis vardir elimizde elde mevcut*',
  amount_of: 'total sum altogether in_total overall | toplam*',
  afford:
    'afford affordable enough cover sufficient suffice headroom room_for have_room capacity take_it bear spare enough_money breach break | karsila* yeter* yetiyor* yetecek* yetmez kaldir* musait* asilir_mi asar_mi bozar_mi bozulur_mu',
  can_pay:
    'can_we_pay could_we_pay can_we_send can_we_release can_we_wire can_we_transfer are_we_able_to_pay able_to_pay may_we_pay do_we_have is_it_ok_to_pay would_it_fit will_it_fit does_it_fit can_it_take could_it_take can_take could_take handle what_if | odeyebilir* gonderebilir* cikabilir_mi* yapabilir_miyiz',
  screen:
    'screen screened screening sanction sanctioned sanctions ofac sdn blacklisted blacklist watchlist watch_list embargoed embargo name_check aml_check compliance_check eu_list un_list clean | yaptirim* tara tarar* tarayin taray* kara_liste* karaliste* yaptirimli*',
  check: 'check run search look verify test against list lists any | kontrol* sorgula* listesinde* listede* listeye*',
  breach:
    'breach breaches breached breaching | tampon_alt* tamponun_alt* tampon_as* tampona_as* tamponu_as* tamponu_del* tamponu_boz* tampon_ihlal* tamponun_asil* asim*',
  critical: 'critical | kritik',
  night: 'night overnight after_hours after-hours out_of_hours midnight evening weekend | gece* mesai_disi*',
  cutoff:
    'cutoff cutoffs cut-off cut-offs cut_off cut_offs deadline deadlines latest_time last_time closing_time until_when till_when how_late by_when what_time_latest latest too_late when_is_the_latest time_left how_much_time how_many_hours_left minutes_left | son_saat* kesim* son_odeme_saat* ne_zamana_kadar saat_kaca_kadar kaca_kadar kacta_kapan* son_islem_saat* cut-off* cutoff* ne_kadar_zaman ne_kadar_vakit kac_saat_kaldi kac_dakika_kaldi ne_kadar_sure_kaldi',
  open_day:
    'open closed close closes holiday holidays bank_holiday business_day working_day trading_day work works working settle settles off business | acik* kapali* tatil* is_gunu resmi_tatil* calisiyor*',
  bank_word: 'bank banks market markets calendar there next | banka* bankalar* takvim*',
  thanks:
    'thanks thank_you thank thx thnx tks ty cheers appreciated appreciate_it much_appreciated well_done good_job nice_one perfect great awesome super excellent thank_u thankyou thanku thank_yo tysm | tesekkur* tesekkurler sagol* sag_ol* saol* eyvallah mersi eline_saglik super harika tsk tsklr tesekkurederim tesk tsekkur*',
  greeting:
    'hello helo hi hey hiya howdy greetings good_morning good_afternoon good_evening good_day morning | merhaba* selam* slm mrb gunaydin iyi_gunler iyi_aksamlar iyi_sabahlar nasilsin* tunaydin kolay_gelsin',
  help: 'help what_can_you_do what_do_you_do what_can_i_do commands command how_do_you_work how_does_this_work what_can_i_ask menu | yardim* neler_yapabilirsin* ne_yapabilirsin* ne_yapabiliyorsun* neler_yapabiliyorsun* nasil_calisiyor*',
  not: "not don't dont do_not never cannot can't without no | degil",
  each: 'each apiece respectively both twice | her_biri* her_birine ayri_ayri ikisine ikisini',
  or: 'or either versus vs rather_than instead_of | veya ya_da yoksa yerine',
  and: 'and plus & then also as_well_as | ve ile ayrica sonra',
  move: 'move sweep shift fund top_up topup rebalance pull push concentrate reposition | aktar* kaydir* tasi* cek* virman* fonla* gecir*',
  from: 'from out_of debit debiting ex | hesabindan hesaptan uzerinden',
  delegate:
    'delegate delegating hand_over hand_my hand_on_my pass_on_my stand_in_for stands_in_for cover_for covers_for covering_for cover_me covers_me substitute_for deputise deputize approves_for_me approve_for_me sign_for_me signs_for_me on_my_behalf in_my_place instead_of_me | devret* devred* devrediyor* vekalet* vekil* yetkimi* yetkilerimi* yerime yerimi',
  away: 'out_of_office out_of_the_office ooo on_leave on_holiday on_vacation on_annual_leave on_pto on_sick_leave off_sick away sick_leave annual_leave not_in_the_office not_in_office | izindeyim izinliyim izindeyiz izne_cik* izne_ayril* ofis_disi* ofiste_degil* ofiste_olmay* tatildeyim tatile_cik* raporluyum yokum olmayacagim burada_degilim',
  to: 'to towards into in_favour_of in_favor_of payable_to credit crediting | hesabina hesaba',
  via: 'via by through using with as over on_the | ile uzerinden yoluyla araciligiyla',
  payee:
    'beneficiary payee recipient receiver creditor payable_to beneficiary_name vendor supplier counterparty name | alici lehdar lehtar alici_adi faydalanici',
  firm: 'company firm vendor supplier account | firma* sirket* tedarikci* hesabina adina unvan*',
  for: 'for | icin',
  purpose:
    'purpose reference ref re regarding memo remittance_information details description concerning reason note subject settlement_of payment_of | aciklama* referans* konu* karsiligi* istinaden',
  bill: 'invoice invoices inv bill bills po purchase_order contract order agreement receipt | fatura* sozlesme* siparis* makbuz*',
  value:
    'value value_date val settlement_date dated date date_of execution_date with_value due_date | valor* vade* tarihli tarihinde tarih*',
  account_word: 'account accounts acc acct a/c debit_account | hesap hesab* hesaplar*',
  amount_word: 'amount sum total of the_sum_of worth | tutar* miktar* meblag*',
  bank_detail: 'iban bic swift_code bic_code account_number account_no sort_code | iban* swift_kodu hesap_no*',
  time_word: "time saat at clock hour hours o'clock | saatte",
} as const;

export type Cue = keyof typeof table;

/** Words of courtesy and grammar, which tell nothing. */
const fillerWords =
  "bye goodbye please pls plz plse kindly the a an of to in on at is are was were be been am i i'm im me my we we're our us you your it its it's this that these those there here now just so then also as well too do does did can could will would shall should may might want need like let lets let's have has had got if and but ok okay right yes hey hi dear team guys all everyone sir madam quick quickly question for with by from about tell know see get give make any some currently still yet already again at moment present think believe good great thanks thank cheers regards best sincerely br kind afternoon morning evening asking ask wondering wonder get over across up down out anything something any thing things items item lot lots very much many so bot desk treasury_desk only simply actually really maybe possibly able us one thing hold under day days time today's today tonight | lutfen rica ederim ederiz bir bu su o mi mu misin musun misiniz musunuz miyiz muyuz miyim acaba bana bize da de ki ve ile icin olarak olan var varsa hemen simdi su_an su anda biraz kadar gibi ise hadi bi bugunku selam merhaba tesekkurler iyi gunler eder miyiz misin edin ediniz et edelim eder yap yapin yapiniz yapalim yapar olur efendim arkadaslar sey seyler cok kez tane sayin";

export interface CueWord {
  readonly cues: readonly Cue[];
  /** Of the phrase, in words. */
  readonly length: number;
}

const phrases = new Map<string, Cue[]>();
const stems: { readonly words: readonly string[]; readonly cue: Cue }[] = [];
for (const [cue, words] of Object.entries(table) as [Cue, string][])
  for (const word of words.split(/[ |]+/)) {
    if (word === '') continue;
    const phrase = word.replaceAll('_', ' ');
    if (phrase.endsWith('*')) stems.push({ words: phrase.slice(0, -1).split(' '), cue });
    else phrases.set(phrase, [...(phrases.get(phrase) ?? []), cue]);
  }
/** Words that mean something in Turkish alone, from the same table: `transfer` and `iban` are of both. */
const turkishAlone: { readonly words: Set<string>; readonly stems: string[] } = { words: new Set(), stems: [] };
const englishWords = Object.values(table).flatMap((meanings) => (meanings.split('|')[0] ?? '').split(/[ _]+/));
for (const meanings of Object.values(table))
  for (const word of (meanings.split('|')[1] ?? '').split(' ')) {
    const stem = word.replace(/\*$/, '');
    if (stem.includes('_') || stem.length < 4 || englishWords.some((other) => other.startsWith(stem))) continue;
    if (word.endsWith('*')) turkishAlone.stems.push(stem);
    else turkishAlone.words.add(stem);
  }
const fillers = new Set(fillerWords.split(/[ |]+/));
const longestPhrase = 5;
/** Words of one meaning that people mistype in a hurry; shorter ones are too like others. */
const shortestMistyped = 5;
const mistypable = [...phrases.keys()].filter((word) => /^[a-z]+$/.test(word) && word.length >= shortestMistyped);

export function isFiller(word: string): boolean {
  return fillers.has(word) || fillers.has(word.replace(/'\w{0,3}$/, ''));
}

export function isTurkishWord(folded: string): boolean {
  return turkishAlone.words.has(folded) || turkishAlone.stems.some((stem) => folded.startsWith(stem));
}

/** What the folded words from `at` on mean, of every length that means something, the longest first. */
export function cuesAt(words: readonly string[], at: number): readonly CueWord[] {
  const found: CueWord[] = [];
  for (let length = Math.min(longestPhrase, words.length - at); length > 0; length -= 1) {
    const said = words.slice(at, at + length);
    const cues = [...(phrases.get(said.join(' ')) ?? []), ...stemmed(said)];
    if (cues.length > 0) found.push({ cues: [...new Set(cues)], length });
  }
  return found;
}

function stemmed(said: readonly string[]): readonly Cue[] {
  return stems
    .filter(
      ({ words }) =>
        words.length === said.length &&
        words.every((word, at) => (at < words.length - 1 ? said[at] === word : said[at]?.startsWith(word))),
    )
    .map(({ cue }) => cue);
}

/** The word somebody meant who typed one letter wrong, too many, too few, or two the wrong way round. */
export function meantBy(word: string): string | null {
  if (word.length < shortestMistyped || !/^[a-z]+$/.test(word) || phrases.has(word)) return null;
  return mistypable.find((known) => known.charAt(0) === word.charAt(0) && isOneSlip(word, known)) ?? null;
}

function isOneSlip(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false;
  let at = 0;
  while (at < typed.length && typed.charAt(at) === meant.charAt(at)) at += 1;
  const [typedRest, meantRest] = [typed.slice(at), meant.slice(at)];
  const isSwapped =
    typedRest.charAt(0) === meantRest.charAt(1) &&
    typedRest.charAt(1) === meantRest.charAt(0) &&
    typedRest.slice(2) === meantRest.slice(2);
  return (
    isSwapped ||
    typedRest.slice(1) === meantRest.slice(1) ||
    typedRest.slice(1) === meantRest ||
    typedRest === meantRest.slice(1)
  );
}
