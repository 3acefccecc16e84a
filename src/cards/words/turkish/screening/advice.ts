/** What a screening asks for, and on what it rests, in Turkish. No ending hangs on a name. */
import type { Advice, AdvisedMatch, AdvisedMeaning } from '../../../../domain/sanctions/explained/advice';
import type { ListProblem } from '../../../../domain/sanctions/lists/list-age';
import { turkishShow } from '../show';
import { turkishField, turkishRole } from './names';

const acts: Readonly<Record<Advice['act'], string>> = {
  continue: 'Devam',
  hold_without_data: 'Uyum incelemesi için bekletin: veri yoksa temiz sayılmaz',
  hold: 'Uyum incelemesi için bekletin',
  block: 'Ödemeyi engelleyin, uyum dosyası açın ve bildirin',
  reject_place: 'Ödemeyi reddedin ve uyum dosyası açın',
};

/** `why` is the rule in words; empty where nothing says more than what was found. */
export function turkishAdvice(
  { act, party, found, meaning }: Advice,
  why: string,
  problem: ListProblem | null,
): string {
  const who = party === null ? '' : `taraf: ${turkishRole(party)}`;
  const parts = [who, found ? foundText(found) : '', why].filter((part) => part !== '');
  const sentences = [
    parts.length === 0 ? `${acts[act]}.` : `${acts[act]}: ${parts.join('; ')}.`,
    meaning ? turkishMeaning(meaning) : '',
    problem ? turkishListProblem(problem) : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function foundText({ entity, alias, programs, list, on, source }: AdvisedMatch): string {
  return [
    on ? `${turkishField(on.field)} ${on.stated}` : '',
    `eşleşen kayıt ${entity}${alias === null ? '' : ` (takma ad: ${alias})`}`,
    programs.length === 0 ? '' : `programlar ${programs.join(', ')}`,
    list === null
      ? ''
      : `liste ${list.family}${list.date === null ? ', tarihi bilinmiyor' : `, ${turkishShow.day(list.date)}`}`,
    source ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Policy's instruction stands in the language policy is written in. */
export function turkishMeaning(meaning: AdvisedMeaning): string {
  if (meaning.is === 'instruction')
    return `${meaning.onlyIfTrue ? 'Listedeki tarafsa politikanın talimatı' : 'Politikanın talimatı'}: “${meaning.instruction}”`;
  const which =
    meaning.programmes.length === 0 ? 'programı olmayan bir kaydın' : `şu programın: ${meaning.programmes.join(', ')}`;
  return `Politika anlamını söylemiyor (${which}): uyum karar verir, policy/sanctions.yaml bir satır ister.`;
}

function turkishListProblem(why: ListProblem): string {
  switch (why.problem) {
    case 'empty':
      return `Liste boş: ${why.list}.`;
    case 'undated':
      return `Listenin tarihi belli değil: ${why.list}; politika en çok ${why.most_days} gün kabul eder.`;
    case 'no_date':
      return `Listenin tarihi tarih olarak okunamıyor: ${why.list}, “${why.date}”.`;
    case 'too_old':
      return `Liste ${why.days} günlük: ${why.list}, ${turkishShow.day(why.date)}; politika en çok ${why.most_days} gün kabul eder.`;
  }
}
