import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readAgentFiles } from '../../src/agents/agent-files';
import { Fault } from '../../src/domain/values/errors';

const whole = `name: fraud-agent
result_name: fraud_screening
description: Looks for fraud.
tool: screen_fraud
model: gpt-4.1
task: Look.
instructions: Look well.
`;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'agents-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function refusalOf(files: Record<string, string>): string[] {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  try {
    readAgentFiles(folder);
  } catch (error) {
    if (error instanceof Fault && error.code === 'configuration_invalid') return error.message.split('\n');
    throw error;
  }
  throw new Error('the agents were accepted');
}

describe('the agent files', () => {
  it('are read by name, and nothing else in the folder is', () => {
    writeFileSync(path.join(folder, 'fraud.yaml'), whole);
    writeFileSync(path.join(folder, 'notes.txt'), 'not an agent');
    expect(readAgentFiles(folder)).toEqual([
      {
        name: 'fraud-agent',
        resultName: 'fraud_screening',
        description: 'Looks for fraud.',
        tool: 'screen_fraud',
        model: 'gpt-4.1',
        task: 'Look.',
        instructions: 'Look well.',
      },
    ]);
  });

  it('are refused with every fault at its file and line', () => {
    const shown = path.basename(folder);
    const problems = refusalOf({
      'a.yaml': whole.replace('tool:', 'tools:'),
      'b.yaml': whole.replace('model: gpt-4.1', 'model: ""'),
    });
    expect(problems).toContainEqual(
      expect.stringMatching(new RegExp(`^${shown}/a.yaml:4: tools is no field that is known here; did you mean tool`)),
    );
    expect(problems).toContainEqual(`${shown}/b.yaml:5: model: is empty`);
  });

  it('may say how a hosted agent reaches its tool, and are refused where that or the instructions cannot be hosted', () => {
    const mcp = 'mcp: { server_label: fraud, path: /fraud/mcp, connection: tools }\n';
    writeFileSync(path.join(folder, 'fraud.yaml'), `${whole}temperature: 0.2\n${mcp}`);
    expect(readAgentFiles(folder)[0]).toMatchObject({
      temperature: 0.2,
      mcp: { serverLabel: 'fraud', path: '/fraud/mcp', connection: 'tools' },
    });
    const shown = path.basename(folder);
    const problems = refusalOf({
      'fraud.yaml': whole.replace('Look well.', 'Look at {{payment}}.'),
      'other.yaml': `${whole}${mcp.replace('/fraud/mcp', 'https://other.example')}`,
    });
    expect(problems).toContainEqual(`${shown}/fraud.yaml:7: instructions: has {{, which a hosted agent fills in`);
    expect(problems.join(' ')).toContain('other.yaml:8: mcp.path: is not a path');
  });

  it('are refused when two agents share a name or a result name', () => {
    const shown = path.basename(folder);
    expect(refusalOf({ 'a.yaml': whole, 'b.yaml': whole })).toEqual([
      `${shown}/b.yaml:1: name fraud-agent is taken by ${shown}/a.yaml`,
      `${shown}/b.yaml:2: result_name fraud_screening is taken by ${shown}/a.yaml`,
    ]);
  });

  it('are refused where there are none', () => {
    expect(refusalOf({})[0]).toContain('no agent file');
    expect(() => readAgentFiles(path.join(folder, 'nowhere'))).toThrow('cannot be read');
  });
});
