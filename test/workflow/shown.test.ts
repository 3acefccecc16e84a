import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDefinition } from '../../src/workflow/definition/definition';
import { drawMermaid } from '../../src/workflow/shown/draw-mermaid';
import { drawSvg } from '../../src/workflow/shown/draw-svg';
import { explainWorkflow } from '../../src/workflow/shown/explain';
import { graphOf } from '../../src/workflow/shown/graph';
import { layOut } from '../../src/workflow/shown/layout';
import { readAgentFiles } from '../../src/agents/agent-files';
import { ask, finish, parse } from './patterns';

const to = (goto: string) => `, routing: [{ goto: ${goto} }]`;
const everyKind = parse(
  `  - { id: way, type: router, default: both, routes: [{ condition: "$.payment_request.kind == '<A & B>'", goto: sub }] }
  - { id: sub, type: include, file: part.yaml, routing: [{ goto: both }] }
  - id: both
    type: parallel
    join: { quorum: 1 }
    branches: [{ id: one, steps: [${ask('a')}] }, { id: two, steps: [${ask('b')}] }]
    routing: [{ goto: again }]
  - { id: again, type: loop, max_rounds: 2, until: "$.c.ok == true", otherwise: stop, steps: [${ask('c')}], routing: [{ goto: finish }] }
  - { id: stop, type: terminate, output: { final_decision: HOLD } }
${finish}`,
  { 'part.yaml': `  - ${ask('d', to('finish'))}\n${finish}` },
);

const folder = path.join(__dirname, '../../workflows');
const agentRefs = readAgentFiles(path.join(__dirname, '../../agents')).map(({ name }) => name);
const shipped = readdirSync(folder).map((name) => ({
  name,
  definition: parseDefinition({
    file: name,
    text: readFileSync(path.join(folder, name), 'utf8'),
    readIncluded: (other) => readFileSync(path.join(folder, other), 'utf8'),
    agentRefs,
    contextKeys: ['payment_request', 'computed'],
  }),
}));

describe('a picture of a workflow', () => {
  it.each([{ name: 'every kind of step', definition: everyKind }, ...shipped])(
    'has every node once, and every arrow leads down but those back: $name',
    ({ definition }) => {
      const graph = graphOf(definition);
      const ids = graph.nodes.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(definition.steps.map(({ id }) => id)));
      for (const { from, to: target } of graph.arrows) expect(ids).toEqual(expect.arrayContaining([from, target]));
      const { places, ways } = layOut(graph);
      for (const { through, isBack, arrow } of ways) {
        const ranks = through.map((id) => places.get(id)?.rank ?? -1);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        expect(isBack).toBe(arrow.label === 'again');
      }
      const spots = [...places.values()].map(({ rank, slot }) => `${rank} ${slot}`);
      expect(new Set(spots).size).toBe(spots.length);
      expect(drawSvg(graph, definition.name)).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
    },
  );

  it('shows names as text, and marks what runs', () => {
    const svg = drawSvg(graphOf(everyKind), 'a <b>', ['a']);
    expect(svg).toContain('<title>a &lt;b&gt;</title>');
    expect(svg).not.toContain("'<A");
    expect(svg.match(/stroke-width="3"/g)).toHaveLength(1);
  });

  it.each(shipped)('in the docs is the one that is drawn now: $name', ({ name, definition }) => {
    const kept = path.join(__dirname, '../../docs/images/workflows', name.replace(/\.yaml$/, '.svg'));
    expect(readFileSync(kept, 'utf8')).toBe(drawSvg(graphOf(definition), definition.name));
  });
});

test('Mermaid text names each node and arrow, and the class of what runs', () => {
  expect(drawMermaid(graphOf(everyKind), ['c']).split('\n')).toEqual(
    expect.arrayContaining([
      'flowchart TD',
      '  n1{{"way"}}',
      `  n1 -->|"payment_request.kind == '&lt;A & B&gt;'"| n2`,
      expect.stringMatching(/^ {2}class n\d+ running$/),
    ]),
  );
});

test('a workflow in words has a line for each step, and what stands in a step under it', () => {
  const lines = explainWorkflow(everyKind);
  expect(lines).toEqual(
    expect.arrayContaining([
      'begins with way; at most 60 turns and 300 seconds',
      "  way: goes to sub if payment_request.kind == '<A & B>', else to both",
      '  both: 2 branches at once (one, two); when one has finished, goes to again',
      '    b: [two] asks b and keeps its answer as b; done',
      '  again: goes round until c.ok == true, at most 2 times; then goes to finish; otherwise stop',
    ]),
  );
});
