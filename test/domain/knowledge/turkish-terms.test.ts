import { createAnswerQuestion } from '../../../src/app/questions/answer-question';
import { createKnowledgeIndex } from '../../../src/domain/knowledge/search';
import { runbookQuestion, turkishTerms } from '../../../src/domain/knowledge/turkish-terms';
import { createIndexedKnowledge } from '../../../src/sources/knowledge/indexed-knowledge';
import { understand } from '../../fakes/demo-understand';
import { createRecordingLog } from '../../fakes/recording-log';
import { shippedPolicy } from '../policy/shipped-policy';
import { shippedSections } from './shipped-sections';

const index = createKnowledgeIndex(shippedSections);
const ask = createAnswerQuestion({
  policy: { current: () => shippedPolicy },
  knowledge: createIndexedKnowledge({ current: () => index }),
  fit: index.fit,
  clock: { now: () => Date.parse('2026-01-22T10:25:00Z') },
  log: createRecordingLog(),
});

const headings = shippedSections.map(({ heading }) => heading);

test.each([...turkishTerms])('"%s ne demek" is understood and answered like "what is %s"', async (said, term) => {
  expect(headings.map((heading) => heading.toLowerCase())).toContain(term.toLowerCase());
  const english = understand(`what is ${term}`);
  expect(english.intent).toBe('policy_question');
  const wanted = await ask(english);
  expect(wanted).toMatchObject({ answered: true });
  for (const question of [`${said} ne demek`, `${said.toLocaleUpperCase('tr')} nedir?`, `${said} ne anlama geliyor`]) {
    const { intent, fields } = understand(question);
    expect([question, intent, fields]).toEqual([question, english.intent, english.fields]);
    expect([question, await ask(understand(question))]).toEqual([question, wanted]);
  }
});

test.each(['hava ne demek', 'tampon mu demek istedin', 'tampon aşıldı', 'yemekte ne var'])(
  'what asks for the meaning of no term stays as it is: %s',
  (question) => expect(runbookQuestion(question)).toBe(question),
);
