/** The runbook sections this project ships, as they read under the policy it ships. */
import path from 'node:path';
import { readKnowledgeFolder } from '../../../src/sources/knowledge/knowledge-folder';
import { madeOnce } from '../../fakes/made-once';
import { shippedPolicy } from '../policy/shipped-policy';

export const knowledgeFolder = path.resolve(__dirname, '../../../knowledge');

export const shippedSections = madeOnce('the shipped runbooks', () =>
  readKnowledgeFolder(knowledgeFolder, shippedPolicy),
);
