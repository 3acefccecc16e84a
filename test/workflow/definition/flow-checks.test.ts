import { ask, finish, firstLine, parse, problemsOf } from '../patterns';

const to = (goto: string) => `, routing: [{ goto: ${goto} }]`;
const branches = (first: string, second: string) => `  - id: both
    type: parallel
    join: all
    branches:
      - { id: one, steps: [${first}] }
      - { id: two, steps: [${second}] }
    routing: [{ goto: finish }]
${finish}`;

/** The line of `main.yaml` that holds the text. */
const lineOf = (steps: string, text: string) => firstLine + steps.slice(0, steps.indexOf(text)).split('\n').length - 1;

describe('a workflow is refused, with file and line, for', () => {
  it.each<[string, string, string, string]>([
    [
      'a step nobody reaches',
      `  - ${ask('a', to('finish'))}\n  - ${ask('b', to('finish'))}\n${finish}`,
      'id: b',
      'step b is unreachable: no route leads to it',
    ],
    [
      'a way that never ends',
      `  - { id: way, type: router, routes: [{ condition: "$.payment_request.x == 1", goto: a }], default: finish }\n  - ${ask('a', to('b'))}\n  - ${ask('b', to('a'))}\n${finish}`,
      'id: a,',
      'from step a no route leads to an end',
    ],
    [
      'a cycle without a bound',
      `  - ${ask('a', to('b'))}\n  - ${ask('b', `, routing: [{ condition: "$.b.x == 1", goto: a }, { goto: finish }]`)}\n${finish}`,
      'id: a,',
      'a > b > a is a cycle without a bound: write it as a loop with max_rounds',
    ],
    [
      'a step at the top that leads nowhere',
      `  - ${ask('a')}\n${finish}`,
      'id: a',
      'step a needs a routing: the next step follows by itself only in a branch or a loop',
    ],
    [
      'a branch that never ends',
      branches(`${ask('a', to('b'))}, ${ask('b', to('a'))}`, ask('c')),
      '{ id: one',
      'from step a no route leads to the end of branch one of both',
    ],
    [
      'a branch that goes to another’s step',
      branches(ask('a', to('c')), ask('c')),
      '{ id: one',
      'unknown goto c: a branch or a loop goes to its own steps (a) or to end',
    ],
    [
      'branches that write one key',
      branches(ask('a'), ask('c').replace('output_key: c', 'output_key: a')),
      '{ id: two',
      'duplicate output_key a: branches one and two of both both write it',
    ],
    [
      'a branch that ends the run',
      branches('{ id: x, type: terminate, output: {} }', ask('c')),
      '{ id: one',
      'steps.0',
    ],
    [
      'a branch step named as the end of branches',
      branches(`{ id: end, agent: a, input: { source: accumulated }, output_key: a }`, ask('c')),
      '{ id: one',
      'end names the end of a branch or a round, so no step may have this id',
    ],
    ['a single branch', branches(ask('a'), ask('c')).replace(/\n.*id: two.*/, ''), '- { id: one', 'needs two branches'],
    [
      'a quorum that can never be reached',
      branches(ask('a'), ask('c')).replace('join: all', 'join: { quorum: 3 }'),
      'join',
      'quorum 3 of 2 branches can never be reached',
    ],
    [
      'a condition over a key that a router’s other way does not write',
      `  - { id: way, type: router, routes: [{ condition: "$.payment_request.x == 1", goto: a }], default: b }
  - ${ask('a', to('b'))}
  - ${ask('b', `, routing: [{ condition: "$.a.x == 1", goto: finish }, { goto: finish }]`)}
${finish}`,
      '$.a.x',
      'condition over a, which may be absent: nothing on the way way > b writes it',
    ],
    [
      'a condition over a branch that nobody waits for',
      branches(ask('a'), ask('c'))
        .replace('join: all', 'join: any')
        .replace(
          'routing: [{ goto: finish }]',
          'routing: [{ condition: "$.a.x == 1", goto: finish }, { goto: finish }]',
        ),
      '$.a.x',
      'condition over a, which may be absent',
    ],
    [
      'a loop without a bound',
      `  - { id: again, type: loop, until: "$.a.x == 1", otherwise: finish, steps: [${ask('a')}], routing: [{ goto: finish }] }\n${finish}`,
      'id: again',
      'max_rounds',
    ],
    [
      'a loop until a key that no round writes',
      `  - ${ask('b', to('way'))}
  - { id: way, type: router, routes: [{ condition: "$.b.x == 1", goto: c }], default: again }
  - ${ask('c', to('again'))}
  - { id: again, type: loop, max_rounds: 3, until: "$.c.x == 1", otherwise: finish, steps: [${ask('a')}], routing: [{ goto: finish }] }
${finish}`,
      'id: again',
      'condition over c, which may be absent: nothing on the way b > way > again writes it',
    ],
    [
      'a router without a default',
      `  - { id: way, type: router, routes: [{ condition: "$.payment_request.x == 1", goto: finish }] }\n${finish}`,
      'id: way',
      'steps.0.default',
    ],
    [
      'a file it includes that is not there',
      `  - { id: sub, type: include, file: other.yaml, routing: [{ goto: finish }] }\n${finish}`,
      'id: sub',
      'other.yaml is not there',
    ],
    [
      'a file outside of its folder',
      `  - { id: sub, type: include, file: ../other.yaml, routing: [{ goto: finish }] }\n${finish}`,
      'id: sub',
      'is not the name of a YAML file in the same folder',
    ],
  ])('%s', (_what, steps, at, reason) => {
    const line = lineOf(steps, at);
    expect(problemsOf(steps)).toContainEqual(expect.stringContaining(`flows/main.yaml:${line}: `));
    expect(problemsOf(steps).join('\n')).toContain(reason);
  });

  it('a fault in a file it includes, by that file’s name', () => {
    const main = `  - { id: sub, type: include, file: part.yaml, routing: [{ goto: finish }] }\n${finish}`;
    const part = `  - ${ask('a', to('nowhere'))}\n${finish}`;
    expect(problemsOf(main, { 'part.yaml': part })[0]).toBe(
      `flows/part.yaml:${firstLine}: unknown goto nowhere: no step has this id`,
    );
  });

  it('files that include one another', () => {
    const including = (file: string) =>
      `  - { id: sub, type: include, file: ${file}, routing: [{ goto: finish }] }\n${finish}`;
    expect(problemsOf(including('part.yaml'), { 'part.yaml': including('part.yaml') })[0]).toContain(
      'main.yaml > part.yaml > part.yaml includes itself',
    );
  });
});

describe('a workflow is accepted', () => {
  it.each<[string, string]>([
    [
      'whose condition asks whether a key is there before it compares it',
      `  - { id: way, type: router, routes: [{ condition: "$.payment_request.x == 1", goto: a }], default: b }
  - ${ask('a', to('b'))}
  - ${ask('b', `, routing: [{ condition: "$.a && $.a.x == 1", goto: finish }, { goto: finish }]`)}
${finish}`,
    ],
    [
      'whose condition reads what all branches wrote',
      branches(ask('a'), ask('c')).replace(
        'routing: [{ goto: finish }]',
        'routing: [{ condition: "$.a.x == $.c.x", goto: finish }, { goto: finish }]',
      ),
    ],
    [
      'whose branch branches again',
      branches(
        `{ id: inner, type: parallel, join: any, branches: [{ id: x, steps: [${ask('a')}] }, { id: y, steps: [${ask('b')}] }] }`,
        ask('c'),
      ),
    ],
  ])('%s', (_what, steps) => {
    expect(problemsOf(steps)).toEqual([]);
  });

  it('and pinned to the content of every file it is made of', () => {
    const main = `  - { id: sub, type: include, file: part.yaml, routing: [{ goto: finish }] }\n${finish}`;
    const part = `  - ${ask('a', to('finish'))}\n${finish}`;
    const pinOf = (own: string) => parse(main, { 'part.yaml': own }).pin.fingerprint;
    expect(pinOf(part)).toBe(pinOf(part));
    expect(pinOf(`${part}# a comment\n`)).not.toBe(pinOf(part));
    expect(parse(main, { 'part.yaml': part }).steps.map(({ id }) => id)).toEqual([
      'sub',
      'sub/a',
      'sub/finish',
      'finish',
    ]);
  });
});
