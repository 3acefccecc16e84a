/** Why something was not done, in Turkish: from the code and the figures, since the desk says it in English. */
import type { Act } from '../../../domain/case/machine/refuse-act';
import type { FaultCode, Problem } from '../../../domain/values/errors';
import type { RefusalCode } from '../../../domain/values/refusal-codes';
import { turkishCaseStates } from './payment/case-states';
import { turkishDelegationProblems } from './delegation-problems';
import { turkishFaults } from './faults';

const notDone: Readonly<Record<Act, string>> = {
  approve: 'Onaylanmadı.',
  reject: 'Reddedilmedi.',
  clear_false_positive: 'Yanlış eşleşme kaydedilmedi.',
  confirm_true_match: 'Gerçek eşleşme kaydedilmedi.',
  restart_review: 'Yeniden başlatılmadı.',
  release_part: 'Tutar indirilmedi.',
  delay: 'Ertelenmedi.',
  sweep: 'Form doldurulmadı.',
  propose_false_positive: 'Önerilmedi.',
  confirm_false_positive: 'Kaydedilmedi.',
  acknowledge_block: 'Teslim alınmadı.',
  what_if: 'Hesaplanmadı.',
  show_screening: 'Gösterilmedi.',
  export_bundle: 'Verilmedi.',
  claim: 'Üstlenilmedi.',
  ask_again: 'Yeniden istenmedi.',
  pass_on: 'Devredilmedi.',
  withdraw: 'Geri çekilmedi.',
  take_back_approval: 'Onay geri alınmadı.',
  release: 'Çıkış kaydedilmedi.',
  correct: 'Düzeltilmedi.',
  request_override: 'İstenmedi.',
  ask_question: 'Sorulmadı.',
  answer_question: 'Yanıtlanmadı.',
  attach_reference: 'Eklenmedi.',
};

type Figures = NonNullable<Problem['figures']>;

/** A figure that was not given is left out of the sentence. */
function given(figures: Figures, name: string, say: (figure: string) => string): string {
  const figure = figures[name];
  return figure === undefined || figure === '' ? '' : say(String(figure));
}

const restart = 'Yeni bir karar için incelemeyi yeniden başlatın.';
const lookAgain = 'Karta yeniden bakın, sonra basın.';

/** Known to files, programs and the command line alone, which are English, or said by the chat in the reader's words already. */
type OutsideChat =
  | 'act_missing'
  | 'already_imported'
  | 'anchor_not_signed'
  | 'anchor_unreadable'
  | 'assumed'
  | 'balances_do_not_add_up'
  | 'balances_missing'
  | 'batch_refused'
  | 'body_cut_off'
  | 'body_too_large'
  | 'column_missing'
  | 'currency_mismatch'
  | 'data_dir_unusable'
  | 'demo_ledger'
  | 'demo_list'
  | 'file_exists'
  | 'file_invalid'
  | 'file_unfinished'
  | 'file_unreadable'
  | 'file_unwritable'
  | 'group_unknown'
  | 'head_unreadable'
  | 'import_conflict'
  | 'inbox_not_moved'
  | 'json_too_deep'
  | 'list_dropped'
  | 'list_not_set'
  | 'list_older'
  | 'list_refused'
  | 'list_undated'
  | 'list_unknown'
  | 'list_without_address'
  | 'local_only'
  | 'lookback_invalid'
  | 'method_not_allowed'
  | 'names_missing'
  | 'no_list_before'
  | 'no_token_configured'
  | 'not_an_activity'
  | 'not_csv'
  | 'not_found'
  | 'not_json'
  | 'not_newer'
  | 'not_taken'
  | 'not_understood'
  | 'own_accounts_missing'
  | 'page_missing'
  | 'payment_file_unknown'
  | 'payment_not_in_file'
  | 'report_of_other_message'
  | 'request_too_large'
  | 'sentence_missing'
  | 'statement_changed'
  | 'status_contradicts'
  | 'status_unknown'
  | 'token_required'
  | 'totals_do_not_add_up'
  | 'unknown_command'
  | 'unknown_entry'
  | 'unknown_tool'
  | 'url_invalid'
  | 'bundle_altered'
  | 'bundle_exists'
  | 'bundle_format'
  | 'bundle_incomplete'
  | 'bundle_unreadable'
  | 'wrong_usage';

/** What a chat can refuse: a new code has a sentence here or is named above, or this does not compile. */
type InChat = Exclude<RefusalCode, OutsideChat | FaultCode>;

const sentences: Readonly<Record<InChat, (figures: Figures, problem: Problem) => string>> = {
  too_many_attachments: (figures) =>
    `Bir iletiden en çok on dosya alınır${given(figures, 'left', (left) => `; ${left} dosya alınmadı`)}. Kalanları yeni bir iletiyle gönderin.`,
  attachment_refused: () => 'Bu ek alınmadı: izin verilen bir yerden, sınırlar içinde bir dosya olmalı.',
  file_offer_over: () => 'Dosyalarınıza konmadı: teklifin süresi doldu. Paketi karttan yeniden isteyin.',
  upload_refused: () => 'Dosya dosyalarınıza konamadı. Paketi karttan yeniden isteyin.',
  row_repeated: (figures) =>
    `Aynı ödeme numarası dosyada daha önce de var${given(figures, 'line', (line) => `: satır ${line}`)}.`,
  row_unreadable: () => 'Bu satır okunamıyor.',
  unknown_run: () => 'Bu numarayla bir ödeme dosyası bilinmiyor.',
  access_refused: (figures) => `Politika buna izin vermiyor${given(figures, 'rule', (rule) => ` (${rule})`)}.`,
  account_currency: (figures) =>
    `Hesap bu para biriminde değil${given(figures, 'held', (held) => `; hesabın para birimi ${held}`)}.`,
  account_entity: (figures) => `Hesap başka bir şirketin${given(figures, 'entity', (entity) => `: ${entity}`)}.`,
  account_invalid: () => 'Bu, hesap numarası olamaz.',
  already_left: () =>
    'Bu ödeme zaten çıkmış; bir daha çıkarılmaz. Geri çekin veya reddedin ve kimin ödediğini öğrenin.',
  already_asked_again: (figures) => `Bu ödeme zaten yeniden istendi${given(figures, 'paymentId', (id) => `: ${id}`)}.`,
  already_claimed: () => 'Buna şu anda başka biri bakıyor.',
  already_requested: () => 'İstisna onayı zaten istendi.',
  ambiguous: () => 'Bu açık değil.',
  amount_ambiguous: (_figures, { choices = [] }) => `Tutar iki türlü okunabilir: ${choices.join(' veya ')}. Hangisi?`,
  amount_currency: () => 'Tutar başka bir para biriminde yazılmış.',
  amount_not_a_number: () => 'Bu bir tutar değil. 250.000,00 gibi yazın.',
  amount_not_positive: () => 'Tutar sıfırdan büyük olmalı.',
  amount_too_large: () => 'Tutar fazla büyük.',
  amount_too_precise: () => 'Tutarda para biriminin ondalığından çok basamak var.',
  bank_code_invalid: () => 'Bu, banka kodu olamaz.',
  bank_code_missing: () => 'IBAN olmadığında banka kodu gerekir.',
  bank_reference_invalid: () => 'Bu, banka referansı olamaz.',
  beneficiary_changer_cannot_approve: () =>
    'Alıcının bilgilerini değiştiren kişi ona yapılan ilk ödemeyi onaylayamaz. Başka bir yetkiliden isteyin.',
  after_cutoff: (figures) =>
    `Bu saatte artık çıkamaz${given(figures, 'at', (at) => `: ${at} UTC`)}${given(figures, 'cutoff', (ends) => `; son saat ${ends} UTC`)}. Daha erken bir saat yazın.`,
  amount_of_part: () =>
    'Kısmın tutarı düzeltilmez: bütünden kalanı ayrıca istendi. Ödemeyi geri çekip doğru tutarla yeniden isteyin.',
  bic_invalid: () => 'Bu geçerli bir BIC değil.',
  case_exists: () => 'Bu ödeme için zaten bir inceleme var.',
  case_moved_on: () => `Bu daha önce başka sözlerle istendi. ${lookAgain}`,
  case_not_waiting: (figures) =>
    `Ödeme bunu beklemiyor${given(figures, 'state', (state) => `: ${stateName(state)}`)}. Kartı /status ile görün.`,
  changer_cannot_approve: () => 'Tutarı indiren kişi onaylayamaz. Başka bir yetkiliden isteyin.',
  channel_not_served: () => 'Treasury Desk yalnız Microsoft Teams içinde hizmet verir.',
  desk_behind: () =>
    'Masanın bu parçası diğerlerinden başka dosyalar okuyor ya da saati yanlış; bu düzelene kadar hiçbir şeye karar vermez.',
  comment_too_long: () => 'Açıklama fazla uzun.',
  compliance_only: () => 'Bunu yalnız uyum okur.',
  contradicts_ledger: (figures) =>
    `Deftere uymuyor${given(figures, 'ledger', (value) => `; defterde yazan: ${value}`)}.`,
  country_unknown: () => 'Bu, ülke kodu veya adı olarak bilinmiyor.',
  currency_missing: () => 'Para birimi eksik.',
  cutoff_missed: (figures) =>
    `Bu kararın son işlem saati geçti.${given(figures, 'next', (day) => ` Sonraki valör ${day}.`)} ${restart}`,
  date_invalid: () => 'Bu bir tarih değil.',
  ...turkishDelegationProblems,
  duties_conflict: () => 'Görev ayrılığı buna izin vermiyor. Başka bir yetkiliden isteyin.',
  expiry_invalid: () => 'Bitiş, bugünden sonra ve bir yıl içinde bir gün olmalı.',
  field_invalid: () => 'Bu değer kabul edilmiyor.',
  field_missing: () => 'Eksik.',
  form_unreadable: () => 'Form okuyamadığımız veri gönderdi. /new ile yenisini açın.',
  half_a_character: () => 'Metinde yarım kalmış bir karakter var.',
  iban_invalid: () => 'Bu geçerli bir IBAN değil.',
  identity_unknown: () => 'Bu kanal kim olduğunuzu söylemiyor.',
  invalid_input: () => 'Verilenler kabul edilmiyor.',
  justification_too_short: (figures) =>
    `Aşım için${given(figures, 'min', (min) => ` en az ${min} karakterlik`)} bir gerekçe gerekir.`,
  knowledge_unavailable: () => 'Prosedürlere şu anda ulaşılamıyor.',
  liquidity_changed: () => `Karardan sonra likidite kötüleşti. ${restart}`,
  liquidity_unknown: () => `Bu kararın bakılacak bir likidite kanıtı yok. ${restart}`,
  liquidity_unsound: () => `Likidite verisi bu karara dayanak olamıyor. ${restart}`,
  missing_balance: () => 'Hesabın gün başı bakiyesi yok.',
  name_invalid: () => 'Bu, ad olamaz.',
  name_missing: () => 'Ad eksik.',
  name_too_long: () => 'Ad fazla uzun.',
  no_buffer_rule: () => 'Bu şirketin bu para biriminde tampon kuralı yok.',
  no_data_for_day: () => 'Bu gün için veri yok.',
  nothing_claimed: () => 'Buna şu anda kimse bakmıyor.',
  nothing_picked: () => 'Hiçbiri işaretlenmedi.',
  nothing_due: () => 'Şu anda yapılacak bir şey yok.',
  nothing_new: () => 'Yeni bir şey bulunmadı.',
  nothing_releasable: () => 'Günün sonuna kadar tamponu koruyan bir kısım yok.',
  nothing_to_answer: () => 'Açık bir soru yok.',
  nothing_to_correct: () => 'Hiçbir şey değiştirilmedi. Neyin başka olacağını yazın.',
  nothing_to_delay: () => 'Günün kesim saatinden önceki hiçbir saatinde tamamına yer yok.',
  nothing_to_sweep: () => 'Eksik olanı karşılayabilecek başka bir hesabımız yok.',
  nothing_to_override: () => 'Bu ödeme istisna onayı beklemiyor.',
  reference_invalid: () => 'Referans tek satır olmalı; bağlantı https:// ile başlamalı.',
  requester_cannot_grant: () => 'İstisna onayını isteyen kişi onu veremez. Başka bir yetkiliden isteyin.',
  too_many_notes: () => 'Bu ödemeye daha çok not eklenemez.',
  nothing_to_acknowledge: () => 'Teslim alınacak bir engel yok.',
  nothing_to_read: () => 'Bu ödemenin taraması bir şey bulmadı.',
  nothing_to_record: () => 'Kaydedilecek bir ad eşleşmesi yok.',
  nothing_to_take_back: () => 'Geri alınacak bir onayınız yok.',
  nothing_to_reduce: (figures) =>
    figures['left'] === undefined
      ? 'Ödemenin tamamı kendi saatinden sonra tamponu koruyor; bir kısmını bırakmak bir şey değiştirmez.'
      : 'Ödemeden geriye kalanın tamamı tamponu koruyor. İncelemeyi yeniden başlatın.',
  one_person_one_approval: () => 'Bir kişi bir kez onaylar. Sıradaki başka bir yetkili.',
  originator_cannot_decide: () => 'Talep eden kendi ödemesine karar veremez. Başka bir yetkiliden isteyin.',
  part_too_large: () => 'Kısım, ödemenin tamamından büyük.',
  payment_already_submitted: (figures) =>
    `Bu numarayla başka bilgilerle bir ödeme zaten var${given(figures, 'runId', (id) => `, referans ${id}`)}.`,
  file_not_text: (figures) =>
    `pain.001 veya CSV dosyası gerekir${given(figures, 'name', (name) => `; ${name} ikisi de değil`)}. Tabloyu CSV olarak kaydedip onu ekleyin.`,
  payment_not_outgoing: () => 'Bu, giden bir ödeme değil.',
  payment_not_queued: (figures) => `Ödeme defterde sırada değil${given(figures, 'state', (state) => ` (${state})`)}.`,
  personas_off: () => 'Başka biri olarak işlem yapmak yalnız yerel profilde var.',
  policy_not_kept: () => `Bu kararın verildiği politika artık saklanmıyor. ${restart}`,
  press_unreadable: () => 'Kart okuyamadığımız veri gönderdi. Ödemeyi /status ile yeniden açın.',
  private_chat_only: () => 'Bunu yalnız Treasury Desk ile olan sohbette açın.',
  read_payment: () => 'Bu ödemeyi okumanıza politika izin vermiyor.',
  read_worklist: () => 'Bu listeyi okumanıza politika izin vermiyor.',
  evidence_missing: () => 'Dayanak notu gerekir. Neye bakıldığını ve nerede saklandığını yazın.',
  reason_missing: () => 'Bir gerekçe gerekir. Nedenini yazın.',
  role_not_asked_for: (figures) =>
    `Bu ödeme şu rolleri bekliyor: ${given(figures, 'named', (roles) => roles)}.${given(figures, 'own', (own) => ` Sizin rolünüz: ${own}.`)} Onlardan birine sorun.`,
  run_id_taken: () => 'Bu inceleme numarası başka bir ödemenin.',
  screener_cannot_release: () => 'Taramaya karar veren kişi ödemeyi onaylayamaz. Başka bir yetkiliden isteyin.',
  slow: () => 'Yanıt fazla sürdü. Yeniden deneyin.',
  stale_card: () => `Kart gösterildikten sonra değişti. ${lookAgain}`,
  submit_payment: () => 'Ödeme talep etmenize politika izin vermiyor.',
  tenant_not_served: () => 'Treasury Desk kuruluşunuza hizmet vermiyor.',
  test_case: () => 'Bu bir deneme: biri ona başka bir kişinin rolünde işlem yaptı. Ödemeyi yeniden talep edin.',
  text_too_long: () => 'Metin fazla uzun.',
  time_passed: (figures) =>
    `Bu saat geçti${given(figures, 'at', (at) => `: ${at} UTC`)}. İncelemeyi yeniden başlatın veya daha geç bir saat yazın.`,
  timestamp_invalid: () => 'Bu bir tarih ve saat değil.',
  timestamp_outside_day: (figures) => `Defter başka bir güne ait${given(figures, 'day', (day) => `: ${day}`)}.`,
  too_early: (figures) =>
    `Bu ödeme${given(figures, 'at', (at) => ` ${at} UTC saatine kadar`)} bekliyor: daha önce çıkarsa tamponu bozar. O saatte çıkarın.`,
  under_compliance_review: (figures) =>
    `Bu ödeme uyum incelemesinde${given(figures, 'runId', (id) => `, referans ${id}`)}.`,
  unknown_account: (figures) => `Defterde böyle bir hesap yok${given(figures, 'account', (id) => `: ${id}`)}.`,
  unknown_case: () => 'Bu ödeme burada bilinmiyor.',
  unknown_currency: () => 'Bu, bilinen bir para birimi kodu değil.',
  unknown_entity: (figures) => `Defterde böyle bir şirket yok${given(figures, 'entity', (entity) => `: ${entity}`)}.`,
  unknown_payment: (figures) =>
    `Defterde böyle sırada bekleyen bir ödeme yok${given(figures, 'id', (id) => `: ${id}`)}.`,
  unknown_person: () => 'Bu adda kimse bilinmiyor.',
  unknown_persona: (figures) =>
    `Bu adla tek bir kişi bulunamadı.${given(figures, 'names', (names) => ` Olanlar: ${names}.`)}`,
  unknown_verb: () => 'Bu düğme bizim değil.',
  value_date_past: (figures) =>
    `Valör geçmişte kaldı.${given(figures, 'next', (day) => ` Valörün olabileceği ilk gün: ${day}.`)}`,
  what_if_unreadable: () =>
    'Bu okunamadı: 250.000,00 gibi bir tutar, 14:30 gibi bir saat ve listeden bir hesap gerekir.',
};

export function turkishProblem(problem: Problem): string {
  const { code, message, figures = {}, act } = problem;
  if (problem.inWords === true) return message;
  if (code in turkishFaults) return turkishFaults[code as keyof typeof turkishFaults];
  if (!isInChat(code)) return message;
  const say = sentences[code];
  const done = act === undefined ? '' : `${notDone[act as Act]} `;
  return `${done}${say(figures, problem)}`;
}

function isInChat(code: Problem['code']): code is InChat {
  return code in sentences;
}

function stateName(state: string): string {
  return state in turkishCaseStates.name ? turkishCaseStates.name[state as keyof typeof turkishCaseStates.name] : state;
}
