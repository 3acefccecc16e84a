/** Begins the suites that take longest, so that none of them is left alone at the end: a fresh clone knows no times, and jest would go by the size of files. */
const Sequencer = require('@jest/test-sequencer').default;

/** `chaos` waits for minutes beside everything else; then what starts processes, browsers and servers, and what looks through thousands of inputs. */
const begunFirst = ['crash/chaos', 'crash/', 'e2e/', '.thorough.', 'golden/', 'contract/', 'cli/', 'scenarios/'];

const rank = (file) => {
  const at = begunFirst.findIndex((part) => file.includes(part));
  return at === -1 ? begunFirst.length : at;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one.path) - rank(other.path));
  }
};
