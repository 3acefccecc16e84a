/** The words of acts that one template draws, in Turkish. */
import type { englishActs } from '../../english/payment/acts';

export const turkishActs: typeof englishActs = {
  acts: {
    heading: (act, paymentId) => `${act}: ödeme ${paymentId}`,
    onlyPress: 'Bir mesaj tek başına bir şey yapmaz: düğme yapar.',
    inLedger:
      'Bu ödeme defterde de var: ikisi ayrışırsa, defter aynısını söyleyene ya da ödeme geri düzeltilene kadar bekletilir.',
    release: {
      title: 'Çıkışı kaydet',
      note: 'Treasury Desk para göndermez. Önce bankada çıkarın, sonra bankanın referansını buraya yazın.',
      submit: 'Çıkarıldı',
      comment: 'Not',
    },
    ask_again: {
      title: 'Yeniden iste',
      note: 'Kendi numarasıyla yeni bir ödeme baştan incelenir. Bu ödeme olduğu gibi kalır ve ikisi birbirini anar.',
      submit: 'Ödemeyi yeniden iste',
      comment: 'Neden',
    },
    take_back_approval: {
      title: 'Onayı geri al',
      note: 'Ödeme bu onayı yeniden bekler. Başkalarının onayları geçerli kalır.',
      submit: 'Geri al',
      comment: 'Neden',
    },
    correct: {
      title: 'Düzelt',
      note: 'Boş bırakılan olduğu gibi kalır. Ödeme baştan taranır ve incelenir, bütün onaylar yeniden istenir.',
      submit: 'Ödemeyi düzelt',
      comment: 'Neden',
    },
    request_override: {
      title: 'İstisna onayı iste',
      note: 'Onayı bir başkası verir ya da vermez.',
      submit: 'İste',
      comment: 'Gerekçe',
    },
    ask_question: { title: 'Soru sor', note: '', submit: 'Sor', comment: 'Ödemeyi isteyene soru' },
    answer_question: { title: 'Yanıtla', note: '', submit: 'Yanıtı gönder', comment: 'Yanıt' },
    attach_reference: {
      title: 'Referans ekle',
      note: '',
      submit: 'Ekle',
      comment: 'Bağlantı (https://) ya da referans',
    },
    withdraw: {
      title: 'Geri çek',
      note: 'O zaman hiçbir şey ödenmez. Kimse geri döndüremez, ama yeniden istenebilir.',
      submit: 'Ödemeyi geri çek',
      comment: 'Neden',
    },
  },
  inputs: {
    amount: { label: 'Tutar (isteğe bağlı)', error: '' },
    currency: { label: 'Para birimi (isteğe bağlı)', error: '' },
    account_id: { label: 'Ödeyen hesap (isteğe bağlı)', error: '' },
    beneficiary_name: { label: 'Alıcı (isteğe bağlı)', error: '' },
    beneficiary_account: { label: 'Alıcının hesabı (IBAN) (isteğe bağlı)', error: '' },
    beneficiary_bic: { label: 'Alıcının bankası (BIC) (isteğe bağlı)', error: '' },
    value_date: { label: 'Valör (isteğe bağlı)', error: '' },
    bank_reference: { label: 'Bankanın referansı', error: 'Bankanın referansı gerekli.' },
  },
};
