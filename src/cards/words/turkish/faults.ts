/** What a review that stopped says of itself, in Turkish. */
import type { FaultCode } from '../../../domain/values/errors';

export const turkishFaults: Readonly<Record<FaultCode, string>> = {
  agent_unavailable: 'Bir tarama servisi yanıt vermedi.',
  agent_output_invalid: 'Bir tarama ajanı kabul etmediğimiz biçimde yanıt verdi.',
  tool_failed: 'Bir tarama aracı yanıt veremedi.',
  step_timeout: 'İnceleme süresini aştı.',
  definition_invalid: 'İş akışı dosyası kullanılamıyor.',
  definition_changed: 'Bu ödeme incelenirken iş akışı değişti.',
  max_turns_exceeded: 'İş akışı izin verilenden çok adım attı.',
  no_route: 'İş akışında bu sonuç için sonraki adım yok.',
  list_unreadable: 'Yaptırım listesi okunamıyor.',
  ledger_unreadable: 'Defter okunamıyor.',
  policy_invalid: 'Politika dosyaları kullanılamıyor.',
  knowledge_unreadable: 'Prosedürler okunamıyor.',
  store_in_use: 'Veritabanını başka bir süreç kullanıyor.',
  store_corrupt: 'Veritabanı okunamıyor.',
  store_outdated: 'Veritabanı bu sürümün okuyamadığı bir sürümle yazılmış.',
  store_failed: 'Veritabanı değişikliği almadı.',
  configuration_invalid: 'Servis doğru yapılandırılmamış.',
  amount_out_of_range: 'Bir tutar bu servisin tam olarak yazabileceğinden büyük.',
  channel_failed: 'Kart teslim edilemedi.',
  internal: 'Burada bir şeyler ters gitti.',
};
