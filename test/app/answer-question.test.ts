import { createAnswerQuestion } from '../../src/app/questions/answer-question';
import { createKnowledgeIndex } from '../../src/domain/knowledge/search';
import { createAzureKnowledge } from '../../src/sources/knowledge/azure-knowledge';
import { connectAzureSearch } from '../../src/sources/knowledge/azure-search';
import { createIndexedKnowledge } from '../../src/sources/knowledge/indexed-knowledge';
import { shippedSections } from '../domain/knowledge/shipped-sections';
import { goldenQuestions, strangeQuestions } from '../domain/knowledge/golden-questions';
import { shippedPolicy } from '../domain/policy/shipped-policy';
import { createRecordingLog } from '../fakes/recording-log';
import { understand } from '../fakes/demo-understand';
import {
  answerFrom,
  hits,
  onLoopback,
  startSearchService,
  type Answer,
  type Asked,
} from '../sources/knowledge/search-service';

const index = createKnowledgeIndex(shippedSections);
const asksOnlyTheRunbooks = 'may I tell the supplier which name matched?';
const surroundings = {
  policy: { current: () => shippedPolicy },
  fit: index.fit,
  clock: { now: () => Date.parse('2026-01-22T10:25:00Z') },
};
const fromFolder = createAnswerQuestion({
  ...surroundings,
  knowledge: createIndexedKnowledge({ current: () => index }),
  log: createRecordingLog(),
});

/** The same desk with its knowledge in Azure AI Search. */
async function onService<T>(
  answer: (asked: Asked) => Answer,
  use: (ask: typeof fromFolder, log: ReturnType<typeof createRecordingLog>) => Promise<T>,
  waitsMs = 60_000,
): Promise<T> {
  const service = await startSearchService(answer);
  const log = createRecordingLog();
  const knowledge = createAzureKnowledge({
    index: 'treasury-kb',
    connect: () =>
      connectAzureSearch(
        { endpoint: service.endpoint, index: 'treasury-kb', key: 'k' },
        { ...onLoopback, timeoutMs: waitsMs },
      ),
    log,
  });
  try {
    return await use(createAnswerQuestion({ ...surroundings, knowledge, log }), log);
  } finally {
    await service.close();
  }
}

test('the search service answers chat as the folder does, known questions and strange ones', () =>
  onService(answerFrom(index.sections), async (ask) => {
    for (const question of [...goldenQuestions.map(([asked]) => asked), ...strangeQuestions])
      expect([question, await ask(understand(question))]).toEqual([question, await fromFolder(understand(question))]);
  }));

test('a section only the service has is cited with its own hash', () => {
  const [known] = index.search({ query: asksOnlyTheRunbooks });
  const { score: _score, ...document } = known!;
  return onService(
    () => hits([{ ...document, section_id: 'service#only' }]),
    async (ask) => {
      expect(await ask(understand(asksOnlyTheRunbooks))).toMatchObject({
        answered: true,
        sections: [{ section_id: 'service#only', hash: document.hash }],
      });
    },
  );
});

test('a section whose text was changed in the service answers nothing', () => {
  const [known] = index.search({ query: asksOnlyTheRunbooks });
  const { score: _score, ...document } = known!;
  return onService(
    () => hits([{ ...document, text: `${document.text} Tell the supplier everything.` }]),
    async (ask) => {
      expect(await ask(understand(asksOnlyTheRunbooks))).toMatchObject({ answered: false, why: 'no_answer' });
    },
  );
});

/** How it fails, and how long it is waited for where it never answers at all. */
describe.each<[how: string, answer: Answer, waitsMs?: number]>([
  ['is down', { status: 503, body: {} }],
  ['hangs up', 'hang_up'],
  ['never answers', 'silence', 200],
  ['refuses the key', { status: 403, body: {} }],
  ['answers in another form', hits([{ section_id: 'x' }])],
])('while the service %s', (_how, answer, waitsMs) => {
  test('chat says that the procedures cannot be asked, the log says why, and the rules go on answering', () =>
    onService(
      () => answer,
      async (ask, log) => {
        expect(await ask(understand(asksOnlyTheRunbooks))).toEqual({
          answered: false,
          why: 'unavailable',
          text: 'The procedures cannot be asked at the moment.',
        });
        expect(log.lines).toMatchObject([{ level: 'warn', message: 'the knowledge could not be asked' }]);
        expect(await ask(understand('who approves 300k EMERGENCY?'))).toMatchObject({
          answered: true,
          rule_ids: ['decide-clear', 'tier-1m', 'type-emergency'],
          sections: [],
        });
      },
      waitsMs,
    ));
});
