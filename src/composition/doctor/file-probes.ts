/** What the desk is told by files: policy, people, lists, ledger, runbooks, agents, workflow, cards; each read as a start reads it. */
import { readAgentFiles } from '../../agents/agent-files';
import { loadTemplates } from '../../cards/templates';
import { dataAgeFault } from '../../domain/policy/facts/data-age';
import { doubtText } from '../../domain/policy/why/reason-text';
import type { Policy } from '../../domain/policy/policy';
import { checkListAge, listProblemText } from '../../domain/sanctions/lists/list-age';
import { factsOf, type WatchList } from '../../domain/sanctions/lists/watch-list';
import { listInWords } from '../../domain/values/text/list-in-words';
import type { Clock, Log } from '../../ports/process';
import type { WatchListSource } from '../../ports/sources';
import { openWatchedLedger } from '../../sources/ledger/source';
import { createPeopleInForce } from '../../sources/policy/people-in-force';
import { createPolicyInForce } from '../../sources/policy/policy-in-force';
import { readFalsePositives } from '../../sources/watch-lists/false-positives-file';
import { dateVariable, folderVariable } from '../../sources/watch-lists/list-format';
import { findListFormat } from '../../sources/watch-lists/list-formats';
import { createUnSource } from '../../sources/watch-lists/watch-list-sources';
import type { Config } from '../config/config';
import { knownToWorkflows } from '../data/reference-data';
import { openRunbooks } from '../data/runbooks';
import { listAgeLimit, sourceOf } from '../data/screening-data';
import { createWorkflowInForce } from '../data/workflow-in-force';
import { fails, off, untried, warns, works, type Finding, type Probe } from './probe';

export interface FileProbeDeps {
  readonly config: Config;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

export function fileProbes({ config, clock, log }: FileProbeDeps): readonly Probe[] {
  const policyInForce = () => createPolicyInForce({ folder: config.policyDir, versionsFolder: null, log });
  /** What others are judged by; its own probe says what is wrong with it. */
  const underPolicy = (look: (policy: Policy) => Finding): Finding => {
    let policy: Policy;
    try {
      policy = policyInForce().current();
    } catch {
      return untried('the policy');
    }
    return look(policy);
  };
  return [
    {
      name: 'policy',
      settings: ['POLICY_DIR'],
      isLocal: true,
      look: () => works(`${config.policyDir}, policy ${policyInForce().current().fingerprint.slice(0, 12)}`),
    },
    {
      name: 'people',
      settings: ['PEOPLE_FILE'],
      isLocal: true,
      look: () =>
        underPolicy(({ roles }) => {
          const people = createPeopleInForce({ file: config.peopleFile, roles: () => roles, log });
          const unheld = people.rolesNobodyHolds();
          const counted = `${config.peopleFile}, ${people.members().length} people`;
          if (unheld.length === 0) return works(counted);
          const who = listInWords(unheld, 'and');
          return warns(`${counted}; nobody holds ${who}`, 'Give somebody the role: a payment that asks for it waits.');
        }),
    },
    ...listProbes({ config, clock }, underPolicy),
    {
      name: 'recorded false positives',
      settings: ['FALSE_POSITIVES_FILE'],
      isLocal: true,
      look: () => {
        const { falsePositivesFile: file } = config;
        return file === null ? off('none is configured') : works(`${file}, ${readFalsePositives(file).length} records`);
      },
    },
    {
      name: 'ledger',
      settings: ['LEDGER_DIR', 'LEDGER_AS_OF'],
      isLocal: true,
      look: () => lookAtLedger({ config, clock, log }, underPolicy),
    },
    {
      name: 'runbooks',
      settings: ['KNOWLEDGE_DIR'],
      isLocal: true,
      look: () =>
        underPolicy((policy) => {
          const { sections } = openRunbooks(config.knowledgeDir, { current: () => policy }).current();
          return works(`${config.knowledgeDir}, ${sections.length} sections`);
        }),
    },
    {
      name: 'agents and workflow',
      settings: ['AGENTS_DIR', 'WORKFLOW_FILE'],
      isLocal: true,
      look: () => {
        const known = knownToWorkflows(readAgentFiles(config.agentsDir));
        const workflow = createWorkflowInForce({ file: config.workflowFile, versionsFolder: null, known, log });
        const { name, version } = workflow.current();
        return works(`${name} ${version}`);
      },
    },
    {
      name: 'card templates',
      settings: ['CARDS_DIR'],
      isLocal: true,
      look: () => {
        loadTemplates(config.cardsDir);
        return works(config.cardsDir);
      },
    },
  ];
}

function listProbes(
  { config, clock }: Pick<FileProbeDeps, 'config' | 'clock'>,
  underPolicy: (look: (policy: Policy) => Finding) => Finding,
): readonly Probe[] {
  const probe = (name: string, settings: readonly string[], source: () => WatchListSource): Probe => ({
    name: `watch list ${name}`,
    settings,
    isLocal: true,
    look: () => {
      const list = source().read();
      return underPolicy((policy) =>
        judgeList(list, { policy, config, nowMs: clock.now(), setting: settings[0] ?? '' }),
      );
    },
  });
  const { unListFile } = config;
  return [
    ...config.lists.map((list) => {
      const format = findListFormat(list.id);
      const settings = format ? [folderVariable(format), dateVariable(format)] : [];
      return probe(list.id, settings, () => sourceOf(list));
    }),
    ...(unListFile === null ? [] : [probe('un', ['UN_LIST_FILE'], () => createUnSource(unListFile))]),
  ];
}

interface Judging {
  readonly policy: Policy;
  readonly config: Config;
  readonly nowMs: number;
  readonly setting: string;
}

function judgeList(list: WatchList, { policy, config, nowMs, setting }: Judging): Finding {
  if (list.isDemo && config.profile === 'production')
    return fails(`${list.name} is the demo list`, `Set ${setting} to a folder with a published list.`);
  const age = checkListAge(factsOf(list), listAgeLimit(policy, config), nowMs);
  if (!age.ok)
    return fails(
      listProblemText(age.why),
      'Take in a newer one: desk lists update. Until then every payment is held for compliance.',
    );
  return works(`${list.name} of ${list.listDate ?? 'an unknown day'}, ${list.entries.length} entries`);
}

function lookAtLedger(
  { config, clock, log }: FileProbeDeps,
  underPolicy: (look: (policy: Policy) => Finding) => Finding,
): Finding {
  const ledger = openWatchedLedger(config.ledgerDir, log, { asOf: config.ledgerAsOf }).current();
  const { name, day, asOf } = ledger;
  return underPolicy(({ liquidity }) => {
    const old = dataAgeFault(liquidity.data_age, { data_as_of: asOf, ledger_day: day }, clock.now());
    if (old !== null)
      return fails(
        doubtText(old),
        'Bring a ledger of today, or set LEDGER_AS_OF. Until then payments are held for manual review.',
      );
    const unproven = ledger.proofs().filter(({ state }) => state === 'not_proven');
    const said = `${name}, day ${day ?? 'unknown'}, as of ${asOf ?? 'an unknown time'}`;
    if (unproven.length === 0) return works(said);
    const accounts = unproven.map(({ accountId, currency }) => `${accountId} ${currency}`);
    return warns(
      `${said}; not proven: ${listInWords(accounts, 'and')}`,
      'Nothing is released on these: desk statements unmatched.',
    );
  });
}
