/** How a case becomes a card: drawn under the policy its run keeps, with what may be done about it now. */
import type { Knowledge } from '../../app/know';
import { createCards, type Cards } from '../../cards/create-cards';
import type { RefusedPress } from '../../cards/payment/payment-view';
import { loadTemplates, type Card, type Templates } from '../../cards/templates';
import { languages, type Language } from '../../cards/words/languages';
import type { Words } from '../../cards/words/words';
import { shownStatus } from '../../domain/case/people/compliance-alone';
import { reportOf } from '../../domain/case/time/block-report';
import { rulesFor, type InForce } from '../../domain/case/in-force';
import type { Offer, OfferOrRefusal } from '../../domain/case/machine/offer';
import { waitsForAcknowledgement, type PaymentCase } from '../../domain/case/payment-case';
import { offer, permittedActions } from '../../domain/case/machine/permitted-actions';
import type { Act } from '../../domain/case/machine/refuse-act';
import { approvalStoppedBy, askedPeople, whoMay, whoReleases } from '../../domain/case/people/asked-people';
import { onlyHolders } from '../../domain/case/people/only-holders';
import { answerersIn } from '../../domain/case/people/stand-in';
import type { BlockReport } from '../../domain/policy/block-report';
import { cutoffOf } from '../../domain/policy/facts/compute-facts';
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import type { Member } from '../../domain/values/person';
import type { AgentUnderWay } from '../../ports/agents';
import type { Clock } from '../../ports/process';
import type { Directory } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { CardSending } from '../../ports/delivery';
import type { ReferenceData } from '../data/reference-data';

export interface Renderer {
  readonly cards: Cards;
  readonly words: Words;
  /** `refused`: what a press did not do, and what it had been given, for whoever pressed. */
  renderCase(paymentCase: PaymentCase, viewer: Member | null, refused?: RefusedPress): Promise<Card>;
  /** For whoever a copy is for alone, or what a notice says. `refused`: as above. */
  renderCopy(
    paymentCase: PaymentCase,
    copy: Pick<CardSending, 'viewer' | 'about' | 'isOwn'>,
    refused?: RefusedPress,
  ): Promise<Card>;
  /** The state alone, where a channel takes no more. */
  renderBrief(paymentCase: PaymentCase): Card;
  /** Now, by the policy the payment's run keeps. */
  cutoffFor(paymentCase: PaymentCase): CutoffAnswer;
  offersFor(paymentCase: PaymentCase, who: Member | null): Promise<readonly Offer[]>;
  inForce(paymentCase: PaymentCase): Promise<InForce>;
  /** Until when a blocked payment is reported, by the policy its run keeps. */
  blockReportOf(paymentCase: PaymentCase): BlockReport | null;
  offerOrRefusal(act: Act, paymentCase: PaymentCase, who: Member): Promise<OfferOrRefusal>;
}

export interface RendererParts {
  readonly templates: Templates;
  readonly words: Words;
  readonly data: Pick<ReferenceData, 'list' | 'ledger'>;
  readonly knowledge: Knowledge;
  readonly clock: Clock;
  readonly store: Pick<Store, 'readEvents'>;
  readonly people: Pick<Directory, 'find' | 'members'>;
  /** Agents that are being asked for a run; left out where nobody follows them. */
  readonly underWay?: ((runId: string) => readonly AgentUnderWay[]) | undefined;
}

/** One for each language, over templates read once. Throws `configuration_invalid`. */
export function createRenderers({
  cardsDir,
  ...others
}: Omit<RendererParts, 'words' | 'templates'> & { readonly cardsDir: string }): Readonly<Record<Language, Renderer>> {
  const parts = { ...others, templates: loadTemplates(cardsDir) };
  return {
    en: createRenderer({ ...parts, words: languages.en }),
    tr: createRenderer({ ...parts, words: languages.tr }),
  };
}

/** A case has some dozen, and a card shows one. */
const maxEvents = 100;
/** Names of those who may restart a review, and of those who may release a payment. */
const maxNamed = 3;

function createRenderer(parts: RendererParts): Renderer {
  const { templates, words, data, knowledge, clock, store, people, underWay = () => [] } = parts;
  const accounts = () => data.ledger.current().accounts();
  const cards = createCards({
    templates,
    words,
    accountIds: () => accounts().map(({ account_id }) => account_id),
  });
  const offersFor = async (paymentCase: PaymentCase, who: Member | null) =>
    permittedActions(paymentCase, who, await knowledge.inForce(paymentCase));
  const cutoffFor = (paymentCase: PaymentCase) => {
    const inForce = knowledge.rules(paymentCase);
    return cutoffOf(rulesFor(inForce), paymentCase.payment, inForce.nowMs);
  };
  return {
    cards,
    words,
    renderBrief: (current) =>
      cards.noticeCard({
        title: words.payment.brief(current.payment.payment_id, words.caseStates.name[shownStatus(current)]),
        text: words.payment.tooLarge(current.runId),
      }),
    cutoffFor,
    blockReportOf: (paymentCase) => reportOf(paymentCase, rulesFor(knowledge.rules(paymentCase))),
    offersFor,
    inForce: (paymentCase) => knowledge.inForce(paymentCase),
    offerOrRefusal: async (act, paymentCase, who) => offer(act, paymentCase, who, await knowledge.inForce(paymentCase)),
    async renderCopy(paymentCase, { viewer, about, isOwn = false }, refused) {
      const member = viewer ? people.find(viewer.tenantId, viewer.objectId) : null;
      if (about !== undefined) return renderNotice(paymentCase, about, member);
      // Whoever is not of the people file any more reads what everybody does.
      if (!member || !viewer) return renderCase(paymentCase, null, refused);
      if (viewer.isPersona) return renderCase(paymentCase, member, refused, member);
      const inForce = await knowledge.inForce(paymentCase);
      const isTheirs = paymentCase.status === 'compliance_review' || waitsForAcknowledgement(paymentCase);
      // In compliance's own chat nobody else reads the match.
      if (isOwn && isTheirs && offer('show_screening', paymentCase, member, inForce).ok)
        return cards.screeningCard(paymentCase, permittedActions(paymentCase, member, inForce), {
          report: reportOf(paymentCase, rulesFor(inForce)),
          businessNow: inForce.nowMs,
        });
      return renderCase(paymentCase, member, refused);
    },
    renderCase,
  };

  async function renderNotice(paymentCase: PaymentCase, about: string, viewer: Member | null): Promise<Card> {
    const inForce = await knowledge.inForce(paymentCase);
    return cards.followUpCard({
      case: paymentCase,
      about,
      viewer,
      ...peopleNamed(paymentCase, people.members(), inForce),
      cutoff: cutoffFor(paymentCase),
      businessNow: inForce.nowMs,
    });
  }

  async function renderCase(
    paymentCase: PaymentCase,
    viewer: Member | null,
    refused?: RefusedPress,
    addressee?: Member,
  ): Promise<Card> {
    const events = await store.readEvents({ runId: paymentCase.runId, limit: maxEvents, which: 'newest' });
    const inForce = await knowledge.inForce(paymentCase);
    return cards.paymentCard({
      case: paymentCase,
      isDemoDay: clock.isDemoDay,
      businessNow: inForce.nowMs,
      listName: data.list.name,
      viewer,
      ...refused,
      addressee,
      offers: permittedActions(paymentCase, viewer, inForce),
      underWay: underWay(paymentCase.runId),
      ...peopleAsked(paymentCase, people.members(), inForce, viewer),
      restarters: () => whoMay('restart_review', paymentCase, { members: people.members(), inForce, atMost: maxNamed }),
      releasers: () => whoMay('release', paymentCase, { members: people.members(), inForce, atMost: maxNamed }),
      stoppedBy: approvalStoppedBy(paymentCase, inForce),
      blockReport: reportOf(paymentCase, rulesFor(inForce)),
      events,
      cutoff: cutoffOf(rulesFor(inForce), paymentCase.payment, inForce.nowMs),
      accountChoices: accounts(),
    });
  }
}

/** Whom a card asks, and who of them nobody could stand in for. */
function peopleAsked(current: PaymentCase, members: readonly Member[], inForce: InForce, viewer: Member | null) {
  const answerersOf = answerersIn(members);
  return {
    asked: askedPeople(current, answerersOf, inForce),
    onlyHolders: onlyHolders(current, answerersOf, inForce, viewer),
  };
}

/** Whom a notice names: those who are asked, or who release what is approved. */
function peopleNamed(current: PaymentCase, members: readonly Member[], inForce: InForce) {
  return {
    asked: askedPeople(current, answerersIn(members), inForce),
    releasers: whoReleases(current, { members, inForce }),
  };
}
