/** The states of a case, in Turkish: alone, and as the end of a sentence about the payment. */
import type { Words } from '../../words';

export const turkishCaseStates: Words['caseStates'] = {
  name: {
    under_review: 'inceleniyor',
    held: 'bekletiliyor',
    compliance_review: 'uyum incelemesinde',
    awaiting_approval: 'onay bekliyor',
    approved: 'onaylandı',
    released: 'çıkarıldı',
    expired: 'son saati kaçtı',
    short: 'eksik ödendi',
    settled: 'ödendi',
    returned: 'banka iade etti',
    withdrawn: 'geri çekildi',
    rejected: 'reddedildi',
  },
  said: {
    under_review: (id) => `${id} inceleniyor`,
    held: (id) => `${id} bekletiliyor`,
    compliance_review: (id) => `${id} uyum incelemesinde`,
    awaiting_approval: (id) => `${id} onay bekliyor`,
    approved: (id) => `${id} onaylandı`,
    released: (id) => `${id} çıkarıldı`,
    expired: (id) => `${id} son saatini kaçırdı`,
    short: (id) => `${id} banka tarafından eksik ödendi`,
    settled: (id) => `${id} ödendi`,
    returned: (id) => `${id} banka tarafından iade edildi`,
    withdrawn: (id) => `${id} geri çekildi`,
    rejected: (id) => `${id} reddedildi`,
  },
};
