/** Reads Prometheus' text format as a scraper does. */

export interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Throws for a line that is none. */
export function readPrometheus(text: string): readonly ReadSample[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  return text
    .slice(0, -1)
    .split('\n')
    .filter((line) => !/^# (HELP|TYPE) [a-z_]+ ./.test(line))
    .map((line) => {
      const [, name, inside = '', value] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/s.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`no sample: ${line}`);
      const labels = [...inside.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/gs)].map(([, label = '', given = '']) => [
        label,
        given.replace(/\\(.)/g, (_all, mark: string) => (mark === 'n' ? '\n' : mark)),
      ]);
      return { name, labels: Object.fromEntries(labels) as Record<string, string>, value: Number(value) };
    });
}
