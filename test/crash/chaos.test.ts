import { runScript } from './processes';

describe('people at work while everything around the desk fails', () => {
  it.concurrent(
    'lose nothing, get nothing twice, and see every card at its newest; the audit trail is whole',
    async () => {
      // The long run is by hand, its figures in bench/README.md. The same seed has the same things go wrong.
      const { code, stdout, stderr } = await runScript('test/chaos/chaos.ts', ['--seconds', '10', '--seed', '5']);
      expect({ code, stderr, breaches: stdout.match(/^BREACH .*/gm) }).toEqual({ code: 0, stderr: '', breaches: null });
      expect(stdout).toContain('nothing lost, nothing doubled, every card right, trail whole');
      // Something was at stake, and something went wrong.
      expect(stdout).toMatch(/acknowledged: payments [1-9]/);
      expect(stdout).toMatch(/weather: .*SIGKILL [1-9]/);
      expect(stdout).toMatch(/connector: .*(hung|refused|late|broken)/);
    },
  );
});
