/** What policy's tables answer, in English, where the card says it otherwise than the record does. */
import type { ToldAnswer } from '../../../domain/policy/questions/told-answer';
import { listInWords } from '../../../domain/values/text/list-in-words';
import { cutoffLines, type CutoffSayings } from '../cutoff-lines';
import { englishShow } from './show';

export const englishBindings = { rail: 'rail', bank: 'bank', internal: 'internal' } as const;

const cutoffs: CutoffSayings = {
  heading: (day, now) => `Today, ${day}. It is ${now}.`,
  row: (entity, currency, ends) => `${entity}, ${currency}: ${ends.join('; ')}`,
  ways: (channels) => listInWords(channels, 'and'),
  where: (place, binding) => ` (${place === '' ? '' : `${place}, `}${binding} cutoff)`,
  left: (duration) => `${duration} left`,
  passed: 'passed',
  grace: (time) => `for emergencies until ${time}`,
  value: (day) => `value date ${day}`,
  closed: ({ reasons: [why = ''] }) => `not today: ${englishShow.datesIn(why).replace(/\.$/, '')}`,
  bindings: englishBindings,
};

/** One text a line. `text` is the answer as it is recorded. */
export function englishPolicyAnswer({
  text,
  told,
}: {
  readonly text: string;
  readonly told?: ToldAnswer;
}): readonly string[] {
  return told?.about === 'cutoffs' ? cutoffLines(told, cutoffs, englishShow) : text.split('\n');
}
