/** What an audit bundle consists of: its files by name, whom it is for, and what it is made from. */
import type { AuditEvent } from '../case/audit-event';
import type { PaymentCase } from '../case/payment-case';
import type { Policy } from '../policy/policy';
import type { KeptContent } from '../values/kept-content';
import type { KeptKind } from './kept-kinds';

/** Of how a bundle is laid out and what its files say. Another layout is another number. */
export const bundleFormat = 2;

export const bundlePaths = {
  instruction: '01_payment_instruction.json',
  screening: '02_sanctions_screening.json',
  liquidity: '03_liquidity_impact.json',
  approvals: '04_approval_chain.json',
  status: '05_final_status.json',
  overrides: '06_override_records/overrides.json',
  compliance: '07_compliance_review/review.json',
  communications: '08_communications/deliveries.json',
  metadata: '09_audit_metadata.json',
  summary: 'summary.html',
  events: 'replay/events.jsonl',
  versions: 'replay/case_versions.jsonl',
} as const;

export type BundlePart = keyof typeof bundlePaths;

/** Where what is kept by content stands. */
export const keptFolders = {
  contents: 'replay/contents/',
  policies: 'replay/policies/',
  workflows: 'replay/workflows/',
} as const;

/**
 * auditor: all of it, to verify and to replay. compliance: without other payments' rows of the ledger. originator: what the payment's own
 * card tells everybody, and nothing of a match.
 */
export const readers = ['auditor', 'compliance', 'originator'] as const;
export type Reader = (typeof readers)[number];

/** A payment's id has letters, digits, dots, dashes and underscores alone. */
export function bundleName(paymentId: string): string {
  return `AUDIT_BUNDLE_${paymentId}`;
}

/** By path, in the order they are written. */
export type BundleFiles = ReadonlyMap<string, string>;

/** The files of a policy, by name. */
export type PolicyTextsOf = Readonly<Record<string, string>>;

export interface WorkflowTexts {
  readonly main: string;
  /** By file name. */
  readonly included: Readonly<Record<string, string>>;
}

/** A card that was posted, as its posting is noted. */
export interface PostedCard {
  readonly number: number;
  readonly kind: string;
  readonly state: string;
  /** The case's version it shows; 0 where that is not known. */
  readonly shown_version: number;
  /** Object id of whom it is for alone; null where everybody in its chat reads it. */
  readonly viewer: string | null;
  /** What a notice tells of; null for a card. */
  readonly about: string | null;
}

/** Everything about one payment that was kept, as it was kept. */
export interface BundleSources {
  /** The first first, each as the text its event sealed. */
  readonly versions: readonly { readonly version: number; readonly text: string }[];
  /** In order, each as the text that was sealed. */
  readonly events: readonly string[];
  readonly contents: readonly KeptContent[];
  /** By fingerprint. */
  readonly policies: Readonly<Record<string, PolicyTextsOf>>;
  readonly workflows: Readonly<Record<string, WorkflowTexts>>;
  readonly cards: readonly PostedCard[];
}

/** How what was kept is read: by whoever wrote it. Each throws for what is not what it should be. */
export interface SourceReaders {
  readCase(runId: string, version: number, text: string): PaymentCase;
  readEvent(text: string): AuditEvent;
  /** Null where the texts are no policy. */
  readPolicy(fingerprint: string, texts: PolicyTextsOf): Policy | null;
}

/** The sources read. */
export interface ReadBundle {
  readonly sources: BundleSources;
  readonly events: readonly AuditEvent[];
  readonly versions: readonly PaymentCase[];
  /** The newest of them. */
  readonly current: PaymentCase;
  /** By hash. */
  readonly contents: ReadonlyMap<string, KeptKind>;
  readonly policies: ReadonlyMap<string, Policy>;
}
