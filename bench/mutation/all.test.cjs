/** All tests of one area as one file: what they share is loaded once for each mutant, and not once for each of them. */
const path = require('node:path');
const areas = require('./areas.cjs');

for (const file of areas[process.env.MUTATION_AREA].tests) require(path.join('../../test', file));
