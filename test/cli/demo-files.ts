/** Copies of the shipped demo and policy files for a test to change. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './run-desk';

/** The folder's files, each as `edit` makes it. */
function copyEdited(from: string, to: string, edit: (text: string, file: string) => string): void {
  cpSync(path.join(projectRoot, from), to, { recursive: true });
  for (const { name: file } of readdirSync(to, { withFileTypes: true }).filter((entry) => entry.isFile())) {
    const copied = path.join(to, file);
    writeFileSync(copied, edit(readFileSync(copied, 'utf8'), file));
  }
}

export function copyDemoLedger(to: string, edit: (text: string, file: string) => string): void {
  copyEdited('demo/ledger', to, edit);
}

export function copyPolicy(to: string, edit: (text: string, file: string) => string): void {
  copyEdited('policy', to, edit);
}
