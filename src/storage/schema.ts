/** The tables, the same on every dialect; bodies are JSON text. */
import type { Generated } from 'kysely';
import type { SubjectKind } from '../domain/case/audit-event';
import type { CaseStatus } from '../domain/case/machine/states';
import type { CardCopy } from '../ports/delivery';

/** Where each case stands now; what it says is the body of its current version. */
export interface CasesTable {
  run_id: string;
  payment_id: string;
  status: CaseStatus;
  version: number;
  /** Seq of its first audit event: the order in which cases were opened. */
  opened_seq: number;
  /** 1 while steps are due or a card may be behind; keeps the sweep off finished cases. */
  unfinished: 0 | 1;
  /** The UTC day on which it holds headroom, and what it holds; null while it holds none. Its status tells whether it is approved. */
  holds_on: string | null;
  reservation: string | null;
  /** 1 while a blocked payment waits for compliance to acknowledge it. */
  to_acknowledge: 0 | 1;
  /** What later payments are compared with; null in no case this release wrote. */
  payee: string | null;
  payee_key: string | null;
  payee_account: string | null;
  /** Null for an IBAN, and where none was given. */
  payee_bank: string | null;
  id_key: string | null;
  amount: number | null;
  currency: string | null;
  asked_at: number | null;
  /** Who changed the payee's details in this payment, as JSON; null while nobody has. */
  payee_changers: string | null;
  /** When the desk must come back to it, UTC milliseconds of business time; null where nothing will be due. */
  due_at: number | null;
  /** The false positives recorded with it, for every later screening; null while there are none. */
  recorded: string | null;
}

/** One row per commit: the case as it then stood, and the key and input it was asked with. Never updated. */
export interface CaseVersionsTable {
  run_id: string;
  version: number;
  idempotency_key: string;
  input_fingerprint: string;
  event_seq: number;
  /** The case's JSON text, or what it says otherwise than another's. */
  body: string;
  /** The version of the same case, kept whole, that `body` is the difference from; null where it is kept whole itself. */
  differs_from: number | null;
}

/** The audit trail. Never updated. `body` is the whole sealed event in canonical JSON. */
export interface AuditEventsTable {
  seq: number;
  /** Null for what belongs to no payment. */
  run_id: string | null;
  body: string;
}

/** One row per commit that belongs to no payment: its subject as it then stood. Never updated; the newest version is what holds. */
export interface SubjectVersionsTable {
  kind: SubjectKind;
  id: string;
  version: number;
  idempotency_key: string;
  input_fingerprint: string;
  event_seq: number;
  body: string;
}

/** One row: the end of the hash chain. Every commit takes it first, so commits stand in line on any dialect. */
export interface AuditChainTable {
  id: number;
  seq: number;
  hash: string;
}

/** One row per posting of a case's card. `retry_at` is real time, UTC milliseconds. */
export interface CardCopiesTable {
  run_id: string;
  number: number;
  kind: CardCopy['kind'];
  state: CardCopy['state'];
  /** Null is the case's own. */
  conversation: string | null;
  activity_id: string | null;
  shown_version: number;
  tried_version: number;
  failures: number;
  retry_at: number | null;
  /** 1 or 0. */
  in_doubt: number;
  last_answer: string | null;
  /** Whom it is for alone, as JSON; null where everybody reads it. */
  viewer: string | null;
  /** What a notice tells of. */
  about: string | null;
  /** Fingerprint of what it was drawn from beside its case. */
  drawn_from: string | null;
  /** The language that had been chosen in its chat. */
  chosen_language: string | null;
}

/** Where each person talks to the desk alone. */
export interface PersonalChatsTable {
  tenant_id: string;
  object_id: string;
  conversation: string;
  is_persona: 0 | 1;
}

/** The language chosen for a chat or by a person; a later choice has a higher number. */
export interface ChosenLanguagesTable {
  chosen_for: string;
  language: string;
  number: number;
}

/** What a token lets somebody have until then: real time, UTC milliseconds. */
export interface KeptTokensTable {
  hash: string;
  /** JSON. */
  given: string;
  until: number;
}

/** One row per call of a tool over MCP. Never updated. */
export interface ToolCallsTable {
  seq: Generated<number>;
  run_id: string;
  tool: string;
  input: string;
  output: string | null;
  problem: string | null;
  called_at: string;
}

/** What evidence rests on. Never updated. */
export interface KeptContentsTable {
  hash: string;
  /** The text in UTF-8, deflated, in base64. */
  packed: string;
}

/** One row, written now and then to see whether the database takes anything. */
export interface WriteProbeTable {
  id: number;
  /** Real time, UTC milliseconds. */
  at: number;
}

/** One row per place a waiting case has in people's lists: each role it asks, and one for everybody. Made from the case at every commit. */
export interface WaitingTable {
  run_id: string;
  place: string;
  /** Cases with the same cutoff at the same time. */
  cutoff_group: string;
  /** UTC milliseconds. */
  leaves_at: number;
  submitter: string;
}

/** One row per process that has the database open and works with it. Times are real, UTC milliseconds. */
export interface ReplicasTable {
  id: string;
  name: string;
  started_at: number;
  seen_at: number;
  is_behind: 0 | 1;
  /** JSON. */
  files: string;
}

/** One row per case and chat that somebody is sending to; `until` is the server's time, UTC milliseconds. */
export interface DeliveriesTable {
  run_id: string;
  chat: string;
  taken_by: string;
  until: number;
}

export interface StoreSchema {
  deliveries: DeliveriesTable;
  replicas: ReplicasTable;
  waiting: WaitingTable;
  cases: CasesTable;
  case_versions: CaseVersionsTable;
  subject_versions: SubjectVersionsTable;
  audit_events: AuditEventsTable;
  audit_chain: AuditChainTable;
  card_copies: CardCopiesTable;
  personal_chats: PersonalChatsTable;
  chosen_languages: ChosenLanguagesTable;
  kept_tokens: KeptTokensTable;
  write_probe: WriteProbeTable;
  tool_calls: ToolCallsTable;
  kept_contents: KeptContentsTable;
}
