/** The words of the list of people a tester may act as, in Turkish. */
import type { Words } from '../words';

export const turkishLists: Words['lists'] = {
  personas: {
    yourself: 'Kendi adınıza işlem yapıyorsunuz',
    actingAs: (name) => `Adına işlem yaptığınız kişi: ${name}`,
    noRole: 'ödeme talep eder, hiçbirini onaylamaz',
    hint: '/as ve bir adla değişir, /as me ile geri dönersiniz. Her kart ve denetim izi bunun bir deneme kimliği olduğunu söyler.',
  },
  firstOf: (shown, count, hint) => `${count} kayıttan ilk ${shown}. ${hint}`,
};
