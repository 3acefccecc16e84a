/** Whose work is delivered, and on what terms. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  deliveredPackages,
  developmentPackages,
  notices,
  notTaken,
  notTakenHere,
  type Delivered,
  type Lock,
} from '../../scripts/third-party-notices.cjs';

const root = path.join(__dirname, '../..');
const readLock = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Lock;
const lock = readLock('package-lock.json');
const delivered = deliveredPackages(lock);

it('delivers nothing under a licence that is not taken', () => {
  expect(delivered.length).toBeGreaterThan(300);
  expect(notTaken(delivered)).toEqual([]);
});

it('would say so of copyleft, of an unknown licence, and of none', () => {
  const one = delivered[0]!;
  const asked = ['GPL-3.0-only', 'MPL-2.0', 'SEE LICENSE IN LICENSE.md', undefined].map((said): Delivered => ({
    ...one,
    said,
  }));
  expect(notTaken(asked)).toEqual([
    `${one.id}: GPL-3.0-only`,
    `${one.id}: MPL-2.0`,
    `${one.id}: SEE LICENSE IN LICENSE.md`,
    `${one.id}: no licence named`,
  ]);
});

it('is built and tested with nothing under a licence that is not taken for that', () => {
  const own = developmentPackages(lock);
  expect(own.length).toBeGreaterThan(300);
  expect(notTakenHere(own)).toEqual([]);
  expect(notTakenHere([{ ...own[0]!, said: 'AGPL-3.0' }])).toHaveLength(1);
  // What stands beside for benches and measures, each with a lock file of its own.
  for (const peer of ['langgraph-peer', 'screening-peers', 'mutation'])
    expect(notTakenHere(deliveredPackages(readLock(`bench/${peer}/package-lock.json`)))).toEqual([]);
});

it('names every package that an install without development packages brings, and none of those', () => {
  const text = notices(delivered);
  const named = new Set([...text.matchAll(/^## (\S+@\S+)$/gm)].map(([, id]) => id));
  const installed = Object.entries(lock.packages).filter(([place, { dev }]) => place !== '' && dev !== true);
  const ids = installed.map(([place, { version }]) => `${place.split('node_modules/').at(-1)!}@${version!}`);
  expect(named).toEqual(new Set(ids));
  expect(named).not.toContain(`jest@${lock.packages['node_modules/jest']!.version!}`);
});

it('has the words of a licence', () => {
  expect(notices(delivered.filter(({ name }) => name === 'zod'))).toContain(
    'Permission is hereby granted, free of charge',
  );
});
