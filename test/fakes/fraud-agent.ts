/** A fourth agent as data: its file beside copies of the shipped ones, and the shipped parallel workflow with one line more. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FraudMode } from './fraud-server';

export function fraudAgentText(at: string): string {
  return `name: fraud-screening-agent
result_name: fraud_screening
description: Scores a payment for fraud
tool: score_fraud
task: Score this payment.
server:
  at: ${at}
  output:
    type: object
    properties: { verdict: { type: string }, reason: { type: string } }
    required: [verdict]
finding:
  label: { en: Fraud, tr: Dolandırıcılık }
  verdict: $.verdict
  means: { PASS: PROCEED, REVIEW: HOLD, FRAUD: REJECT }
  detail: $.reason
`;
}

export const stdioServer = (mode: FraudMode): string =>
  `{ command: "${process.execPath}", args: ["${path.resolve('test/fakes/run-typescript.cjs')}", "${path.resolve('test/fakes/fraud-stdio.ts')}", ${mode}] }`;

const line = `      - { id: fraud, steps: [{ id: step_1_fraud, agent: fraud-screening-agent, input: { source: workflow_input, mapping: { amount: $.payment_request.amount } }, output_key: fraud_result }] }
`;

/** Paths of the agents folder and the workflow file that it writes into the folder. */
export function writeFraudAgent(folder: string, at: string): { readonly agentsDir: string; readonly workflow: string } {
  const agentsDir = path.join(folder, 'agents');
  cpSync('agents', agentsDir, { recursive: true });
  writeFileSync(path.join(agentsDir, 'fraud.yaml'), fraudAgentText(at));
  const workflow = path.join(folder, 'workflow.yaml');
  const shipped = readFileSync('workflows/parallel-screening.yaml', 'utf8');
  writeFileSync(workflow, shipped.replace('      - id: liquidity\n', `${line}      - id: liquidity\n`));
  return { agentsDir, workflow };
}
