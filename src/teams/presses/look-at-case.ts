/** Presses that change nothing of a payment: what its evidence says, its bundle, its card, the form of a transfer to it. */
import { readSweep, readWhatIf, typedWhatIf } from '../../cards/read-press';
import type { CardVerb } from '../../cards/verbs';
import { isForComplianceAlone } from '../../domain/case/people/compliance-alone';
import type { PaymentCase } from '../../domain/case/payment-case';
import { refuseUnknownCase } from '../../domain/case/machine/refuse-act';
import type { Member } from '../../domain/values/person';
import { sweepForm } from '../answers/fill-form';
import { handBundle } from '../answers/hand-bundle';
import type { Desk } from '../desk';
import { createAccess } from '../people/access';
import type { PressAnswer } from '../press-answer';
import { refused, refusedOn } from './not-done';
import { drawnForPresser } from './pressed-copy';
import type { Pressed } from './pressed';

const lookVerbs = ['sweep', 'what_if', 'show_screening', 'export_bundle', 'show_payment'] as const;
export type LookVerb = (typeof lookVerbs)[number];

export function isLook(verb: CardVerb): verb is LookVerb {
  return lookVerbs.some((look) => look === verb);
}

/** `unasked`: the client asked by itself. */
export async function lookAtCase(
  desk: Desk,
  verb: LookVerb,
  { runId, unasked = false }: { readonly runId: string; readonly unasked?: boolean | undefined },
  pressed: Pressed,
): Promise<PressAnswer> {
  if (verb === 'what_if') return whatIf(desk, runId, pressed);
  // What Teams shows this person in the meantime should not be older than what everybody is about to see.
  if (verb === 'show_payment' && unasked) await desk.showOrLog(runId);
  return onCase(desk, runId, pressed.actor, (current) => looks[verb](desk, current, pressed));
}

const looks: Readonly<
  Record<
    Exclude<LookVerb, 'what_if'>,
    (desk: Desk, current: PaymentCase, pressed: Pressed) => Promise<PressAnswer> | PressAnswer
  >
> = {
  sweep: fillSweep,
  show_screening: showScreening,
  export_bundle: exportBundle,
  show_payment: showPayment,
};

export async function onCase(
  desk: Desk,
  runId: string,
  actor: Member,
  answer: (current: PaymentCase) => Promise<PressAnswer> | PressAnswer,
): Promise<PressAnswer> {
  const current = await desk.store.findCase(runId);
  return current ? answer(current) : refused(desk, refuseUnknownCase(), actor);
}

async function whatIf(desk: Desk, runId: string, { data, actor, copy }: Pressed): Promise<PressAnswer> {
  const read = readWhatIf(data);
  const asked = read.ok ? await desk.askWhatIf(runId, read.whatIf) : read;
  if (!asked.ok)
    return onCase(desk, runId, actor, (current) =>
      refusedOn(desk, current, asked, { actor, copy, typed: undefined, whatIf: typedWhatIf(data) }),
    );
  const card = desk.cards.whatIfCard(asked.output, asked.case, desk.cutoffFor(asked.case));
  return { card, message: null, place: 'pressed' };
}

/** A form of its own below: nothing is asked for before it is submitted. */
async function fillSweep(desk: Desk, current: PaymentCase, { data, actor }: Pressed): Promise<PressAnswer> {
  const offered = await desk.offerOrRefusal('sweep', current, actor);
  const notOpen = offered.ok ? createAccess(desk).refuse('submit_payment', actor) : offered;
  if (notOpen) return refused(desk, notOpen, actor);
  return { card: null, message: sweepForm(desk, current, readSweep(data)), place: 'pressed' };
}

async function showScreening(desk: Desk, current: PaymentCase, { actor, copy }: Pressed): Promise<PressAnswer> {
  const offered = await desk.offerOrRefusal('show_screening', current, actor);
  if (!offered.ok) return refusedOn(desk, current, offered, { actor, copy, typed: undefined });
  const moment = { report: desk.blockReportOf(current), businessNow: desk.clock.now() };
  const card = desk.cards.screeningCard(current, await desk.offersFor(current, actor), moment);
  return { card, message: null, place: 'private' };
}

async function exportBundle(desk: Desk, current: PaymentCase, pressed: Pressed): Promise<PressAnswer> {
  const handed = await handBundle(desk, current, pressed);
  if (!handed.ok)
    return refusedOn(desk, current, handed, { actor: pressed.actor, copy: pressed.copy, typed: undefined });
  const said = 'file' in handed ? { message: null, file: handed.file } : { message: handed.card };
  return { card: null, place: 'pressed', ...said };
}

async function showPayment(desk: Desk, current: PaymentCase, pressed: Pressed): Promise<PressAnswer> {
  const reader = (await isComplianceAlone(desk, current, pressed)) ? pressed.actor : null;
  const theirs = reader ? null : await drawnForPresser(desk, current, pressed, { isOfPayment: true });
  return { card: theirs ?? (await desk.renderCase(current, reader)), message: null, place: 'pressed' };
}

/** Who comes back from the match, where nobody else reads, finds the acts that are theirs; everybody's card has none of them. */
async function isComplianceAlone(
  desk: Desk,
  current: PaymentCase,
  { actor, isPersonal = false }: Pressed,
): Promise<boolean> {
  if (!isPersonal || !isForComplianceAlone(current)) return false;
  return (await desk.offerOrRefusal('show_screening', current, actor)).ok;
}
