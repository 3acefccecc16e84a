/** What the house keeps in YAML and Markdown: policy, people, agents, workflows, runbooks. */
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readAgentFiles } from '../../../src/agents/agent-files';
import { readLock } from '../../../src/agents/foundry/deploy/lock-file';
import { intakeName, readIntakeFile } from '../../../src/agents/intake-file';
import { contextKeys } from '../../../src/composition/data/workflow-in-force';
import { parsePolicy } from '../../../src/domain/policy/parse-policy';
import { policyFiles } from '../../../src/domain/policy/tables/policy-files';
import { quotePolicyOf } from '../../../src/domain/policy/quote-policy';
import { parseKnowledge, readKnowledgeTexts } from '../../../src/sources/knowledge/knowledge-folder';
import { parsePeople } from '../../../src/sources/policy/people-file';
import { readPolicyTexts } from '../../../src/sources/policy/policy-folder';
import { createRemoteTool } from '../../../src/tools/mcp-client';
import { parseDefinition } from '../../../src/workflow/definition/definition';
import { fraudAgentText } from '../../fakes/fraud-agent';
import { shippedPolicy } from '../../domain/policy/shipped-policy';
import type { FuzzReader } from '../fuzz-reader';
import { judgeRefusal, judgeThrown } from '../judge';

const policy: FuzzReader = {
  name: 'policy',
  covers: [
    'src/domain/policy/parse-policy.ts',
    'src/domain/values/yaml-document.ts',
    'src/sources/policy/policy-folder.ts',
  ],
  shipped: Object.keys(policyFiles).map((file) => `policy/${file}`),
  shape: 'yaml',
  words: [
    'Head of Treasury',
    'USD',
    'TRY',
    'BankSubsidiary_TR',
    'SWIFT',
    'America/New_York',
    '06:00',
    'BREACH',
    'CLEAR',
  ],
  cost: 10,
  open: () => {
    const texts = readPolicyTexts('policy');
    return {
      read: ({ name, bytes }) => judgeRefusal(parsePolicy({ ...texts, [name]: bytes.toString('utf8') }, 'policy/')),
    };
  },
};

const people: FuzzReader = {
  name: 'people',
  covers: ['src/sources/policy/people-file.ts'],
  shipped: ['demo/people.yaml', 'policy/people.yaml'],
  shape: 'yaml',
  open: () => ({
    read: ({ bytes }) => judgeRefusal(parsePeople('policy/people.yaml', bytes.toString('utf8'), shippedPolicy.roles)),
  }),
};

/** With the tools of somebody else's server made of what the file says. */
const agents: FuzzReader = {
  name: 'agents',
  covers: ['src/agents/agent-files.ts', 'src/tools/mcp-client.ts'],
  shipped: readdirSync('agents')
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `agents/${file}`),
  made: () => [{ name: 'fraud.yaml', bytes: Buffer.from(fraudAgentText('{ url: "https://fraud.example/mcp" }')) }],
  shape: 'yaml',
  words: ['$.a.b', 'type: object', '{ $ref: "#" }', '{ pattern: "(" }', 'PROCEED'],
  cost: 5,
  open(scratch) {
    const folder = path.join(scratch, 'agents');
    return {
      read({ name, bytes }) {
        cpSync('agents', folder, { recursive: true });
        writeFileSync(path.join(folder, 'fraud.yaml'), fraudAgentText('{ url: "https://fraud.example/mcp" }'));
        writeFileSync(path.join(folder, name), bytes);
        return judgeThrown(['configuration_invalid'], () => {
          for (const { tool, server } of readAgentFiles(folder))
            if (server)
              createRemoteTool({
                name: tool,
                server: { url: 'https://fraud.example/mcp', key: null },
                inputSchema: server.input,
                outputSchema: server.output,
              });
        });
      },
    };
  },
};

const intake: FuzzReader = {
  name: 'intake',
  covers: ['src/agents/intake-file.ts'],
  shipped: [`agents/intake/${intakeName}.yaml`],
  shape: 'yaml',
  open(scratch) {
    const folder = path.join(scratch, 'agents');
    cpSync('agents', folder, { recursive: true });
    return {
      read({ bytes }) {
        writeFileSync(path.join(folder, 'intake', `${intakeName}.yaml`), bytes);
        return judgeThrown(['configuration_invalid'], () => readIntakeFile(folder));
      },
    };
  },
};

const workflow: FuzzReader = {
  name: 'workflow',
  covers: [
    'src/workflow/definition/definition.ts',
    'src/workflow/json-path.ts',
    'src/composition/data/workflow-in-force.ts',
  ],
  shipped: readdirSync('workflows').map((file) => `workflows/${file}`),
  shape: 'yaml',
  words: [
    '$.payment_request.amount',
    "$.sanctions_result.decision == 'BLOCK'",
    '$..*',
    '$[?@.a]',
    'goto',
    'type: loop',
    'type: include',
    'step_1',
  ],
  cost: 3,
  open() {
    const agentRefs = readAgentFiles('agents').map(({ name }) => name);
    const readIncluded = (name: string): string | null => {
      try {
        return readFileSync(path.join('workflows', path.basename(name)), 'utf8');
      } catch {
        return null;
      }
    };
    return {
      read: ({ name, bytes }) =>
        judgeThrown(['definition_invalid'], () =>
          parseDefinition({
            file: `workflows/${name}`,
            text: bytes.toString('utf8'),
            readIncluded,
            agentRefs,
            contextKeys,
          }),
        ),
    };
  },
};

const knowledge: FuzzReader = {
  name: 'knowledge',
  covers: [
    'src/sources/knowledge/knowledge-folder.ts',
    'src/domain/knowledge/parse-document.ts',
    'src/domain/knowledge/everyday-words.ts',
  ],
  shipped: readdirSync('knowledge').map((file) => `knowledge/${file}`),
  words: ['## ', '---', 'Asked as: ', '{{', '}}', 'doc_type: policy', 'topics: [x]', '\n\n', '- ', '| a | b |'],
  cost: 10,
  open() {
    const texts = readKnowledgeTexts('knowledge');
    const quote = quotePolicyOf(shippedPolicy);
    return {
      read({ name, bytes }) {
        const text = bytes.toString('utf8');
        const changed = name.endsWith('.md')
          ? { ...texts, documents: texts.documents.map(([file, own]) => [file, file === name ? text : own] as const) }
          : { ...texts, everydayWords: text };
        return judgeRefusal(parseKnowledge(changed, quote));
      },
    };
  },
};

const lock: FuzzReader = {
  name: 'agent-lock',
  covers: ['src/agents/foundry/deploy/lock-file.ts'],
  shape: 'json',
  open(scratch) {
    const file = path.join(scratch, 'lock.json');
    return {
      read({ bytes }) {
        writeFileSync(file, bytes);
        return judgeThrown(['configuration_invalid'], () => readLock(file));
      },
    };
  },
};

export const houseFileReaders: readonly FuzzReader[] = [policy, people, agents, intake, workflow, knowledge, lock];
