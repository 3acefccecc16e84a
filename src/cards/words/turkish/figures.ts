/** Figures of policy's tables, in Turkish. Names of roles and entities, and what a retention rests on, stay theirs. */
import type { ReasonCode } from '../../../domain/policy/outcome';
import type { ToldFigure } from '../../../domain/policy/questions/told-answer';
import { turkishShow } from './show';

/** What each code means, and what comes next for whoever asked; as in the policy, no word of what a screening matched. */
const reasonCodes: Readonly<Record<ReasonCode, string>> = {
  HOLD_SANC_ESC: 'Ödeme uyum incelemesinde. Uyumu bekleyin; gerekirse size yazarlar.',
  HOLD_LIQ_BREACH:
    'Ödeme hesabı tamponunun altına indirir. Bir kısmının çıkmasını veya daha geç bir saati kabul edin, ya da hazineden kaynak isteyin.',
  HOLD_DUAL_APPROVAL: 'İkinci bir onay eksik. İkinci onaylayanı bekleyin.',
  HOLD_MANUAL_REVIEW:
    'Bir kontrol tamamlanamadı veya birisi kurallardan daha çok dikkat istedi. Hazine eksiği bulur ve incelemeyi yeniden başlatır.',
  REJ_SANC_BLOCK: 'Ödeme durduruldu, konu uyumda. Başka bir yoldan yeniden göndermeyin. Uyum size ulaşacak.',
  REJ_CUTOFF_MISSED:
    'Bugünün son işlem saati geçti veya bankalar kapalı. Hâlâ işe yarıyorsa sonraki valör için isteyin.',
  REJ_LIQ_NO_OVERRIDE:
    'Hesap ödemeyi kaldırmıyor ve tamponun aşılmasını kimse onaylamadı. Hesabın ne zaman kaldıracağını hazineye sorun.',
  REJ_COMPLIANCE: 'Uyum ödemeyi serbest bırakmadı. Uyumla konuşun; yeniden göndermeyin.',
  REJ_ORIGINATOR_CANCEL: 'Ödemeyi isteyen geri aldı. Yapılacak bir şey yok; yine de gerekiyorsa yeniden isteyin.',
  REJ_INVALID_DETAILS: 'Ödeme bilgileri hatalıydı. Düzeltip yeniden isteyin.',
};

export function turkishFigure(figure: ToldFigure): string {
  switch (figure.of) {
    case 'reason_code':
      return `${figure.code}: ${reasonCodes[figure.code]}`;
    case 'retention':
      return `${figure.isOfSanctions ? 'Taramanın durdurduğu ödemelerin kayıtları' : 'Kayıtlar'} ${figure.years} yıl saklanır (${figure.basis}).`;
    case 'delegation':
      return figure.businessDays === null
        ? `${figure.role}: yetkisini devredemez.`
        : `${figure.role}: yetkisini en fazla ${figure.businessDays} iş günü devredebilir.`;
    case 'time_to_answer':
      return `${figure.role}: yanıt süresi ${figure.hours} saat${figure.next === null ? '' : `, sonra sorulan: ${figure.next}`}.`;
    case 'buffer':
      return `${figure.entity}: her hesapta en az ${turkishShow.money(figure.minimum, figure.currency)}; defterin kendi tamponu varsa o geçerli.`;
    case 'severity':
      return `Beklenen en düşük bakiyenin tampona oranı: %${figure.warning} altında UYARI, %100 altında İHLAL, %${figure.critical} altında KRİTİK.`;
  }
}
