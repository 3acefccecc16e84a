/** Tests of made-up inputs make up the same ones for every mutant, so that a run can be repeated. */
const fc = require('fast-check');

fc.configureGlobal({ seed: 1 });
