/** What waits, as one person reads it: what waits for them, for others, what they asked for, and what they acknowledge; the least time left first. */
import { askedPeople, whoMay } from './asked-people';
import { activeClaim } from '../acts/claim';
import { rulesFor, type InForce } from '../in-force';
import { findOffer, type Offer } from '../machine/offer';
import type { Claim, PaymentCase } from '../payment-case';
import { isOriginator } from './people-of-case';
import { isAnswer, permittedActions } from '../machine/permitted-actions';
import { answerersIn } from './stand-in';
import { cutoffOf } from '../../policy/facts/compute-facts';
import type { CutoffAnswer } from '../../policy/cutoff/cutoff';
import { parseUtc } from '../../values/time';
import type { Member } from '../../values/person';

/** In the order they are read. */
export const worklistParts = ['waits_for_me', 'waits_for_others', 'asked_by_me', 'to_acknowledge'] as const;
export type WorklistPart = (typeof worklistParts)[number];

export interface WorklistItem {
  readonly case: PaymentCase;
  readonly inForce: InForce;
  readonly part: WorklistPart;
  /** What whoever asks may do about it now. */
  readonly offers: readonly Offer[];
  readonly cutoff: CutoffAnswer;
  /** To the binding cutoff, ms; less than nothing once it has passed, null where none is known. */
  readonly leftMs: number | null;
}

/** A case with what is in force for it. */
export type Listed = Pick<WorklistItem, 'case' | 'inForce'>;

/** Every case in one part; within it what is in time comes first, then what has no cutoff, then what missed it. */
export function worklist(cases: readonly Listed[], who: Member): readonly WorklistItem[] {
  return cases.map((listed) => worklistItem(listed, who)).sort(byUrgency);
}

/** How many there are of each part. */
export function countParts(items: readonly WorklistItem[]): Readonly<Record<WorklistPart, number>> {
  const counts = { waits_for_me: 0, waits_for_others: 0, asked_by_me: 0, to_acknowledge: 0 };
  for (const { part } of items) counts[part] += 1;
  return counts;
}

export function byUrgency(a: WorklistItem, b: WorklistItem): number {
  return worklistParts.indexOf(a.part) - worklistParts.indexOf(b.part) || urgencyOf(a.leftMs) - urgencyOf(b.leftMs);
}

export function worklistItem({ case: current, inForce }: Listed, who: Member): WorklistItem {
  const offers = permittedActions(current, who, inForce);
  const cutoff = cutoffOf(rulesFor(inForce), current.payment, inForce.nowMs);
  const cutoffMs = cutoff.effective_cutoff_utc === null ? null : parseUtc(cutoff.effective_cutoff_utc);
  const leftMs = cutoffMs === null ? null : cutoffMs - inForce.nowMs;
  return { case: current, inForce, part: partOf(current, offers, who), offers, cutoff, leftMs };
}

function partOf(current: PaymentCase, offers: readonly Offer[], who: Member): WorklistPart {
  if (findOffer(offers, 'acknowledge_block')) return 'to_acknowledge';
  if (offers.some(({ act }) => isAnswer(act))) return 'waits_for_me';
  return isOriginator(current, who) ? 'asked_by_me' : 'waits_for_others';
}

/** Past every time that can be left. */
const noCutoff = 1e15;

/** What is in time comes first, then what has no cutoff, then what missed it. */
export function urgencyOf(leftMs: number | null): number {
  if (leftMs === null) return noCutoff;
  return leftMs >= 0 ? leftMs : noCutoff - leftMs;
}

/** An approval that needs no words: it may be given from the list, and together with others. */
export function plainApproval({ offers }: Pick<WorklistItem, 'offers'>): Offer | null {
  return offers.find(({ act, minComment, isOverride }) => act === 'approve' && minComment === 0 && !isOverride) ?? null;
}

/** Who is asked, and who has said that they look at it. */
export interface ItemPeople {
  readonly asked: ReturnType<typeof askedPeople>;
  /** Of a payment nobody decides: who may have it reviewed again; a handful. */
  readonly restarters: readonly Member[];
  readonly claim: Claim | null;
}

const maxRestarters = 3;

export function peopleOfItem({ case: current, inForce }: Listed, members: readonly Member[]): ItemPeople {
  return {
    asked: askedPeople(current, answerersIn(members), inForce),
    restarters:
      current.status === 'held' || current.status === 'expired'
        ? whoMay('restart_review', current, { members, inForce, atMost: maxRestarters })
        : [],
    claim: activeClaim(current, inForce.nowMs),
  };
}
