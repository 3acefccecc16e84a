/** Which tables a desk takes along when it moves to another database, and which are made anew there. */
import type { StoreSchema } from '../schema';

/** What is referred to comes before what refers to it. */
export const movedTables = [
  'cases',
  'audit_events',
  'case_versions',
  'subject_versions',
  'audit_chain',
  'card_copies',
  'personal_chats',
  'chosen_languages',
  'waiting',
  'tool_calls',
  'kept_contents',
] as const satisfies readonly (keyof StoreSchema)[];

/** Of the processes that have the database now, and of nobody else; and what lasts minutes. */
export const leftBehind = [
  'replicas',
  'deliveries',
  'write_probe',
  'kept_tokens',
] as const satisfies readonly (keyof StoreSchema)[];
