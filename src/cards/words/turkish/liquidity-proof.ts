/** Why an option is possible or not, in Turkish: from its own figures, since the gate proves it in English. */
import type { LiquidityAlternative } from '../../../domain/evidence/liquidity-screening';

const turkishNumber = new Intl.NumberFormat('tr', { maximumFractionDigits: 20 });

export function turkishProof(
  option: LiquidityAlternative,
  money: (amount: number, currency?: string) => string,
  time: (at: string) => string,
): string {
  switch (option.kind) {
    case 'delay':
      if (option.release_at === null) return 'Tamamının sığdığı bir saat bugün yok.';
      return option.feasible
        ? `Tamamının sığdığı saat: ${time(option.release_at)}, son işlem saatinden önce.`
        : `Tamamının sığdığı saat: ${time(option.release_at)}; son işlem saati buna izin vermiyor.`;
    case 'partial_release':
      return option.feasible
        ? `Şimdi ${money(option.amount)} çıkar ve tampon günün sonuna kadar korunur.`
        : 'Tamponu koruyan bir kısım şimdi çıkamaz.';
    case 'sweep':
      return option.feasible
        ? `Eksik olan ${money(option.amount)} başka hesaplardan karşılanır ve onların tamponu korunur.`
        : `Eksik olan ${money(option.amount)} için kendi tamponunu koruyarak yetecek bir hesap yok.`;
    case 'fx_sweep': {
      if (!option.feasible)
        return `Eksik olan ${money(option.amount)} için çevrilip kendi tamponunu koruyarak yetecek bir hesap yok.`;
      const sold = option.sources.map(
        ({ account_id, amount, currency }) => `${account_id}: ${money(amount, currency)}`,
      );
      const rates = option.rates_as_of === null ? '' : `${option.rates_as_of} kurları, `;
      return `Çevrilecek tutar ${sold.join(' ve ')} (${rates}marj %${turkishNumber.format(option.margin_percent)}). Eksik olan ${money(option.amount)} bununla karşılanır ve hesapların tamponu korunur.`;
    }
    case 'swap_order':
      return option.feasible
        ? 'Aşağıdaki ödemeler geriye alınırsa tamamı şimdi çıkar ve tampon korunur.'
        : 'Kuyruktaki ödemeler geriye alınsa da ya tampon korunmaz ya da onlar bugün çıkamaz.';
    case 'credit_line':
      return option.feasible
        ? `Eksik olan ${money(option.amount)} kredi limitinden karşılanır.`
        : `Eksik olan ${money(option.amount)} için kullanılabilecek bir kredi limiti yok.`;
    case 'escalate_for_funding':
      return `Gereken ${money(option.amount)}, en geç ${time(option.needed_by)}.`;
  }
}
