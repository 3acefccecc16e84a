/** Dockerfile, .dockerignore and compose.yaml: what matters, as far as it can be seen without an engine. `.ci/run` starts what they start. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { knownVariables, readConfig } from '../../src/composition/config/config';

const root = path.join(__dirname, '../..');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
/** One instruction a line, without comments. */
const lines = textOf('Dockerfile')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const args = (instruction: string, of = lines) =>
  of.flatMap((line) => (line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1)] : []));
const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
const copied = args('COPY').filter((arg) => !arg.startsWith('--from='));
const sources = copied.flatMap((arg) => arg.split(' ').slice(0, -1));

describe('the image', () => {
  it('is made from one pinned Node, slim', () => {
    expect(args('ARG')).toEqual([expect.stringMatching(/^NODE=node:24\.\d+\.\d+-\w+-slim$/)]);
    expect(args('FROM').map((arg) => arg.split(' ')[0])).toEqual(['${NODE}', '${NODE}', '${NODE}']);
  });

  it('does not run as root, and says how it is doing', () => {
    expect(args('USER', last)).toEqual(['1000:1000']);
    expect(args('HEALTHCHECK', last)).toEqual([expect.stringContaining('/healthz')]);
  });

  it('copies what is there, and what .dockerignore lets in', () => {
    expect(sources.length).toBeGreaterThan(10);
    for (const source of sources) expect([source, existsSync(path.join(root, source))]).toEqual([source, true]);
    const [everything, ...rules] = textOf('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(everything).toBe('*');
    const allowed = rules.flatMap((rule) => (rule.startsWith('!') ? [rule.slice(1)] : []));
    expect([...allowed].sort()).toEqual([...new Set(sources)].sort());
  });

  it('has production packages alone, their bill of materials and notices', () => {
    expect(args('RUN').join('\n')).toMatch(
      /npm ci --omit=dev --ignore-scripts\s+&& npm pkg delete devDependencies\s+&& npm sbom --sbom-format=cyclonedx >sbom.json/,
    );
    expect(last.join('\n')).not.toMatch(/COPY --from=build (?!\/build\/dist )/);
    expect(last.join('\n')).not.toMatch(/npm|apt-get|curl/);
  });

  it('brings every folder that the desk reads unless it is told another', () => {
    const { policyDir, knowledgeDir, agentsDir, cardsDir, workflowFile, ledgerDir, peopleFile, lists } = readConfig(
      { profile: 'local' },
      {},
    );
    const folders = [
      policyDir,
      knowledgeDir,
      agentsDir,
      cardsDir,
      workflowFile,
      ledgerDir,
      peopleFile,
      lists[0].folder,
    ];
    const needed = folders.map((folder) => path.relative(root, folder).split(path.sep)[0]);
    expect(last.flatMap((line) => /^COPY (\w+) \1$/.exec(line)?.[1] ?? [])).toEqual(expect.arrayContaining(needed));
  });

  it('starts what `npm start` starts', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: { start: string } };
    const [command] = args('CMD', last);
    expect((JSON.parse(command ?? '[]') as string[]).join(' ')).toBe(scripts.start);
  });
});

describe('compose.yaml', () => {
  const service = z.looseObject({ image: z.string().optional(), environment: z.record(z.string(), z.string()) });
  const { services } = z
    .object({ services: z.object({ database: service, desk: service }), volumes: z.record(z.string(), z.null()) })
    .parse(parse(textOf('compose.yaml')));

  it('pins its database, which has no way in but a shared socket', () => {
    expect(services.database.image).toMatch(/^postgres:\d+\.\d+-\w+$/);
    expect(services.database).toMatchObject({ network_mode: 'none' });
    expect(services.database['ports']).toBeUndefined();
  });

  it('lets the desk write nowhere but to its data, and raise itself nowhere', () => {
    expect(services.desk).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      ports: ['127.0.0.1:3978:3978'],
    });
  });

  it('tells the desk what it knows and takes', () => {
    const { environment } = services.desk;
    for (const name of Object.keys(environment)) expect(knownVariables).toContain(name);
    const { database } = readConfig({}, environment);
    expect(database).toMatchObject({
      host: '/var/run/postgresql',
      user: 'desk',
      password: null,
      database: 'treasury_desk',
    });
    expect(services.database.environment).toMatchObject({
      POSTGRES_USER: database?.user,
      POSTGRES_DB: database?.database,
    });
  });
});
