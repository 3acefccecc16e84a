import { describePostgres } from '../fakes/describe-postgres';
import { runScript } from './processes';

/** Cards are taken no faster than Teams takes them, and every kill is a start: of a busy machine twice what a quiet one needs. */
const withinMs = 900_000;

describe('people at work while everything around the desk fails', () => {
  it.concurrent(
    'lose nothing, get nothing twice, and see every card at its newest; the audit trail is whole',
    async () => {
      // The long run is by hand, its figures in bench/README.md. The same seed has the same things go wrong.
      const { code, stdout, stderr } = await runScript('test/chaos/chaos.ts', [
        '--seconds',
        '10',
        '--seed',
        '5',
        '--payments',
        '20',
      ]);
      expect({ code, stderr, breaches: stdout.match(/^BREACH .*/gm) }).toEqual({ code: 0, stderr: '', breaches: null });
      expect(stdout).toContain('nothing lost, nothing doubled, every card right, trail whole');
      // Something was at stake, and something went wrong.
      expect(stdout).toMatch(/acknowledged: payments [1-9]/);
      expect(stdout).toMatch(/weather: .*SIGKILL [1-9]/);
      expect(stdout).toMatch(/connector: .*(hung|refused|late|broken)/);
    },
    withinMs,
  );
});

describePostgres('people at work while desks on one PostgreSQL are killed, and the server with them', () => {
  it.concurrent(
    'lose nothing, get nothing twice, and see every card at its newest',
    async () => {
      const args = ['--replicas', '3', '--kills', '4', '--seed', '7', '--payments', '20'];
      const { code, stdout, stderr } = await runScript('test/chaos/chaos.ts', args);
      expect({ code, stderr, breaches: stdout.match(/^BREACH .*/gm) }).toEqual({ code: 0, stderr: '', breaches: null });
      expect(stdout).toContain('nothing lost, nothing doubled, every card right, trail whole');
      expect(stdout).toMatch(/acknowledged: payments [1-9]/);
      expect(stdout).toMatch(/weather: .*SIGKILL [4-9]/);
      expect(stdout).toMatch(/takeover of \d+ agents/);
    },
    withinMs,
  );
});
