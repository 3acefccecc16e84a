/** What compliance remembers for later payments: one person proposes that a party is not a listed one, another confirms it. */
import { allScreenings } from '../run/case-evidence';
import type { Press } from '../machine/commands';
import { refuseByDuty, refuseOriginator } from '../people/duties';
import { rulesFor, type InForce, type Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { offerOf, type Offer, type OfferOrRefusal } from '../machine/offer';
import type { ObtainedApproval, PaymentCase } from '../payment-case';
import { highestHeld, namedByRight, rightTo, rolesWithRight } from '../people/people-of-case';
import { refuseAct, refuseByRole, refuseByState } from '../machine/refuse-act';
import { takesCommand } from '../machine/states';
import {
  isExpiryAllowed,
  longestRecordDays,
  shortestRecordReason,
  type FalsePositive,
} from '../../sanctions/false-positive';
import { matchKey, recordableMatches, type RecordableMatch } from '../../sanctions/parties/recordable-matches';
import type { Refusal } from '../../values/errors';
import { samePerson, withoutRoles, type Member } from '../../values/person';
import type { JsonObject } from '../../values/json';
import { formatUtc, isCalendarDay, utcDay } from '../../values/time';

type RecordAct = 'propose_false_positive' | 'confirm_false_positive';

/** Those of everything the run's screenings found that nobody has recorded yet; none once somebody called it a true match. */
export function openMatches({ run, recorded = [], dispositions }: PaymentCase): readonly RecordableMatch[] {
  if (dispositions.some(({ outcome }) => outcome === 'true_match')) return [];
  const known = new Set(recorded.map(({ party, ...entry }) => matchKey({ ...party, ...entry })));
  return recordableMatches(allScreenings(run).sanctions).filter((match) => !known.has(matchKey(match)));
}

export function offerRecord(
  act: RecordAct,
  current: PaymentCase,
  who: Member | null,
  inForce: InForce,
): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  const missing = refuseNothing(act, current, utcDay(inForce.nowMs));
  if (missing) return missing;
  const minComment = act === 'propose_false_positive' ? shortestRecordReason : 1;
  return who ? offerTo(who, act, current, inForce, minComment) : { ok: true, offers: [offerOf(act, { minComment })] };
}

function refuseNothing(act: RecordAct, current: PaymentCase, today: string): Refusal | null {
  const refuseWith = (why: string) => refuseAct(act, { code: 'nothing_to_record', why });
  if (openMatches(current).length === 0) return refuseWith('There is no match of a name that could be recorded');
  if (act === 'propose_false_positive') return null;
  const { proposedRecord: proposed } = current;
  if (!proposed) return refuseWith('Nobody has proposed a record');
  return proposed.expiresOn > today ? null : refuseWith('The proposed record has expired');
}

/** Two people in two roles: neither does both. */
function offerTo(
  who: Member,
  act: RecordAct,
  current: PaymentCase,
  inForce: InForce,
  minComment: number,
): OfferOrRefusal {
  const policy = rulesFor(inForce);
  const original = refuseOriginator(act, current, who, policy);
  if (original) return original;
  const right = rightTo(policy, 'record_false_positive');
  const proposed = act === 'confirm_false_positive' ? current.proposedRecord : undefined;
  if (proposed && samePerson(proposed.by, who))
    return refuseByDuty(act, policy, { first: 'first_approval', second: 'second_approval', who });
  const roles = rolesWithRight(right, current, policy).filter((role) => role !== proposed?.role);
  const role = highestHeld(policy, who, roles);
  return role === null
    ? refuseByRole(act, who, proposed ? roles.join(', ') : namedByRight(right, current, policy), right.id)
    : { ok: true, offers: [offerOf(act, { role, minComment })] };
}

export function proposeRecord(command: Press, terms: Offer, current: PaymentCase, known: Known): Transition {
  const expiresOn = command.expiresOn?.trim() ?? '';
  if (!isCalendarDay(expiresOn) || !isExpiryAllowed(utcDay(known.nowMs), expiresOn))
    return refuseAct(command.type, {
      code: 'expiry_invalid',
      why: `A record holds until a day after today, within ${longestRecordDays} days`,
      field: 'expires_on',
    });
  const made = obtained(command, terms, known);
  const matches = openMatches(current);
  const proposedRecord = { ...made, since: current.version + 1, expiresOn, matches };
  return nextCase(
    { ...current, proposedRecord },
    {
      by: command.actor,
      nowMs: known.nowMs,
      type: 'false_positive_proposed',
      payload: { role: made.role, reason: made.comment, expires_on: expiresOn, matches: matches.map(asJson) },
      // Nobody's approval depends on it; who confirms must have seen it all the same.
      showsAnew: false,
    },
  );
}

/** In force from now on, for what was proposed and is still open. */
export function confirmRecord(command: Press, terms: Offer, current: PaymentCase, known: Known): Transition {
  const { proposedRecord: proposed, ...rest } = current;
  if (!proposed || command.shownVersion < proposed.since)
    return refuseAct(command.type, {
      code: 'stale_card',
      why: 'What is proposed has changed since the card was shown',
      next: 'Look at it again, then press.',
    });
  const made = obtained(command, terms, known);
  const open = new Set(openMatches(current).map(matchKey));
  const before = current.recorded ?? [];
  const added = proposed.matches
    .filter((match) => open.has(matchKey(match)))
    .map((match, at): FalsePositive => ({
      id: `FP-${current.runId}-${before.length + at + 1}`,
      party: { name: match.name, country: match.country },
      listFamily: match.listFamily,
      uid: match.uid,
      rowHash: match.rowHash,
      recordedBy: [personIn(proposed), personIn(made)],
      reason: proposed.comment ?? '',
      recordedOn: utcDay(known.nowMs),
      expiresOn: proposed.expiresOn,
    }));
  return nextCase(
    { ...rest, recorded: [...before, ...added] },
    {
      by: command.actor,
      nowMs: known.nowMs,
      type: 'false_positive_recorded',
      payload: {
        role: made.role,
        comment: made.comment,
        proposed_by: proposed.by.name,
        records: added.map(asJson),
      },
      showsAnew: false,
    },
  );
}

function personIn({ by, role }: ObtainedApproval): string {
  return `${by.name} (${role})`;
}

function obtained({ actor, comment }: Press, { role }: Offer, { nowMs }: Known): ObtainedApproval {
  return { role: role ?? '', by: withoutRoles(actor), at: formatUtc(nowMs), comment };
}

/** Plain data; the types of read-only lists are all that keep it from being JSON. */
function asJson(value: object): JsonObject {
  return value as JsonObject;
}
