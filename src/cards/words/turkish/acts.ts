/** The words of acts that one template draws, in Turkish. */
import type { englishActs } from '../english/acts';

export const turkishActs: typeof englishActs = {
  acts: {
    release: {
      title: 'Çıkışı kaydet',
      note: 'Masa para göndermez. Önce bankada çıkarın, sonra bankanın referansını buraya yazın.',
      submit: 'Çıkarıldı',
      comment: 'Not',
    },
    ask_again: {
      title: 'Yeniden iste',
      note: 'Kendi numarasıyla yeni bir ödeme baştan incelenir. Bu ödeme olduğu gibi kalır ve ikisi birbirini anar.',
      submit: 'Yeniden iste',
      comment: 'Neden',
    },
    take_back_approval: {
      title: 'Onayı geri al',
      note: 'Ödeme bu onayı yeniden bekler. Başkalarının onayları geçerli kalır.',
      submit: 'Geri al',
      comment: 'Neden',
    },
    withdraw: {
      title: 'Geri çek',
      note: 'O zaman hiçbir şey ödenmez. Kimse geri döndüremez, ama yeniden istenebilir.',
      submit: 'Ödemeyi geri çek',
      comment: 'Neden',
    },
  },
  inputs: {
    bank_reference: { label: 'Bankanın referansı (zorunlu)', error: 'Bankanın referansı gerekli.' },
  },
};
