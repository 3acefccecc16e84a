/** Every list the desk can screen, in every edition; and taken in as an operator takes it: refused, the list in force stays as it was. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFalsePositives } from '../../../src/sources/watch-lists/false-positives-file';
import { findListFormat } from '../../../src/sources/watch-lists/list-formats';
import { readLastGood, updateList } from '../../../src/sources/watch-lists/update-list';
import type { FuzzReader, Input } from '../fuzz-reader';
import { seedsOf } from '../inputs';
import { judgeRefusal, judgeThrown } from '../judge';

const ours = 'src/sources/watch-lists';

/** The files of the list as they are in the corpus, the changed one among them. */
async function writerOf(reader: FuzzReader): Promise<(folder: string, changed: Input) => void> {
  const files = new Map((await seedsOf(reader)).map(({ name, bytes }) => [name, bytes]));
  return (folder, changed) => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [name, bytes] of new Map([...files, [changed.name, changed.bytes]]))
      writeFileSync(path.join(folder, name), bytes);
  };
}

interface ListReader {
  readonly name: string;
  /** As `--list` names it. */
  readonly list: string;
  readonly file: string;
  readonly words?: readonly string[];
  readonly shipped?: readonly string[];
}

function listReader({ name, list, file, words = [], shipped = [] }: ListReader): FuzzReader {
  const reader: FuzzReader = {
    name,
    covers: [`${ours}/${file}`, `${ours}/list-text.ts`, `${ours}/publication.ts`, `${ours}/list-files.ts`],
    words,
    shipped,
    async open(scratch) {
      const folder = path.join(scratch, 'list');
      const write = await writerOf(reader);
      return {
        read(input) {
          write(folder, input);
          return judgeThrown(['list_unreadable'], () => findListFormat(list)!.read(folder, {}));
        },
      };
    },
  };
  return reader;
}

const demoList = ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'].map((file) => `demo/watch-list/${file}`);

/** One new publication after the other over a list that was good. */
const listUpdate: FuzzReader = {
  name: 'list-update',
  covers: [`${ours}/update-list.ts`, `${ours}/list-versions.ts`, `${ours}/fetch-list.ts`],
  shipped: demoList,
  cost: 10,
  async open(scratch) {
    const format = findListFormat('sdn')!;
    const [brought, root] = [path.join(scratch, 'brought'), path.join(scratch, 'root')];
    const write = await writerOf(listUpdate);
    const bring = () =>
      updateList({
        root,
        format,
        fill: (staging) => Promise.resolve(format.copy(brought, staging)),
        source: 'the fuzzer',
        listDate: null,
        isDropAccepted: false,
        at: '2026-01-22T10:25:00Z',
      });
    const start = async (): Promise<string> => {
      rmSync(root, { recursive: true, force: true });
      write(brought, (await seedsOf(listUpdate))[0]!);
      await bring();
      return readLastGood(root, format).list!.hash;
    };
    let before = await start();
    return {
      async read(input) {
        write(brought, input);
        const updated = await bring();
        const { list, fault } = readLastGood(root, format);
        if (fault !== null) throw new Error(`the list in force cannot be read any more: ${fault}`);
        if (!updated.ok && list?.hash !== before) throw new Error('a refused list changed what is in force');
        if (updated.ok && !updated.isUnchanged) before = await start();
        return judgeRefusal(updated);
      },
    };
  },
};

const falsePositives: FuzzReader = {
  name: 'false-positives',
  covers: [`${ours}/false-positives-file.ts`],
  shape: 'yaml',
  open(scratch) {
    const file = path.join(scratch, 'false-positives.yaml');
    return {
      read({ bytes }) {
        writeFileSync(file, bytes);
        return judgeThrown(['policy_invalid'], () => readFalsePositives(file));
      },
    };
  },
};

export const watchListReaders: readonly FuzzReader[] = [
  listReader({
    name: 'ofac-sdn',
    list: 'sdn',
    file: 'ofac/ofac-list.ts',
    shipped: demoList,
    words: ['-0- ', "a.k.a. 'X'.", 'DOB 19 Jun 1951', '; IMO 9187629', ' - OF IRAN', 'individual', 'vessel'],
  }),
  listReader({ name: 'ofac-consolidated', list: 'consolidated', file: 'ofac/ofac-rows.ts', words: ['-0- ', '"'] }),
  listReader({
    name: 'un',
    list: 'un',
    file: 'published/un-list.ts',
    words: ['<INDIVIDUAL>', '</ENTITY>', '<VALUE>', '<YEAR>1958</YEAR>', 'Low'],
  }),
  listReader({
    name: 'eu-xml',
    list: 'eu',
    file: 'published/eu.ts',
    words: ['<sanctionEntity>', 'logicalId="13"', 'wholeName="', 'year="1938"', '<remark>'],
  }),
  listReader({ name: 'eu-csv', list: 'eu', file: 'published/eu.ts', words: [';', '20/01/2026', 'EU.27.28', 'P', 'E'] }),
  listReader({
    name: 'uk-xml',
    list: 'uk',
    file: 'published/uk.ts',
    words: ['<Designation>', '<Name6>', '<DOB>dd/mm/1958</DOB>', 'Primary Name', 'Ship'],
  }),
  listReader({
    name: 'uk-csv',
    list: 'uk',
    file: 'published/uk.ts',
    words: ['Primary Name', 'Alias', '1) OA454838 2) OA000111', 'Report Date: 20-Jan-2026'],
  }),
  listReader({
    name: 'turkish-freezes',
    list: 'tr',
    file: 'published/turkish-freezes.ts',
    words: ['tckn: 10000000146', 'person', 'entity', '31.12.2025', '04.03.1962;1963'],
  }),
  listUpdate,
  falsePositives,
];
