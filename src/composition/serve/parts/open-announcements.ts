/** Who is told something in a chat of their own, and of payment runs, wired. */
import { createAnnounceRuns, type AnnounceRuns } from '../../../app/payment-files/announce-runs';
import { createChangeSubject } from '../../../app/house/change-subject';
import type { Knowledge } from '../../../app/know';
import type { ReadRun } from '../../../app/payment-files/read-run';
import type { Language } from '../../../cards/words/languages';
import type { Clock, Log } from '../../../ports/process';
import type { Directory, PolicySource } from '../../../ports/sources';
import type { Store } from '../../../ports/store';
import type { RunDesk } from '../../../teams/answers/payment-runs';
import { createTellOfRun } from '../../../teams/answers/tell-of-run';
import type { Alone } from '../../../jobs/shared/alone';
import type { Connect } from '../../../teams/channel';
import type { ChosenLanguages } from '../../../teams/people/chosen-languages';
import { createTellChat, createTellPerson, type TellPerson } from '../../../teams/cards/tell-person';
import { approvalsChannelOf } from '../../config/approvals-channel';
import type { BotCredentials, Config } from '../../config/config';
import type { Renderer } from '../render-case';

export interface AnnouncementParts {
  readonly config: Pick<Config, 'approvalsChannel'>;
  readonly credentials: BotCredentials | null;
  readonly store: Store;
  readonly knowledge: Pick<Knowledge, 'inForce'>;
  readonly directory: Pick<Directory, 'members' | 'withRole'>;
  readonly policy: PolicySource;
  readonly renderers: Readonly<Record<Language, Renderer>>;
  readonly readRun: ReadRun;
  readonly connect: Connect;
  readonly chosen: Pick<ChosenLanguages, 'inChat'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Processes take turns: none tells what another just told. */
  readonly alone: Alone;
  readonly turn: () => Promise<void>;
}

export interface Announcements {
  readonly announceRuns: AnnounceRuns;
  readonly tellPerson: TellPerson;
}

export function openAnnouncements(parts: AnnouncementParts): Announcements {
  const { config, credentials, store, knowledge, directory, policy, renderers, clock, log, turn } = parts;
  const tellChat = createTellChat({
    connect: parts.connect,
    chosenIn: (chatId) => parts.chosen.inChat(chatId),
    speakers: renderers,
    clock,
    log,
  });
  const tellPerson = createTellPerson(store, tellChat, log);
  const deskIn = (language: Language): RunDesk => ({
    ...renderers[language],
    store,
    policy,
    people: directory,
    personas: null,
    clock,
  });
  const announceRuns = createAnnounceRuns({
    store,
    changeSubject: createChangeSubject({ store, clock }),
    inForce: (current) => knowledge.inForce(current),
    directory,
    tell: createTellOfRun({
      desks: { en: deskIn('en'), tr: deskIn('tr') },
      readRun: parts.readRun,
      channel: approvalsChannelOf(config.approvalsChannel, credentials),
      tellPerson,
      tellChat,
    }),
    clock,
    turn,
  });
  return {
    announceRuns: async () => {
      await parts.alone('announcing payment runs', announceRuns);
    },
    tellPerson,
  };
}
