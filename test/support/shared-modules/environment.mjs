import { TestEnvironment } from 'jest-environment-node';
import { load } from './load.mjs';

const errors = [Error, TypeError, RangeError, SyntaxError, AggregateError];

/**
 * Jest's environment for Node, in which the product's own modules are those of the worker process: loading them takes
 * longer than most suites do, so it happens once in a worker instead of once in a suite. The test files, and what they
 * import from elsewhere, stay apart. Environment variables and the types of errors are
 * the worker's own, because the product reads and throws those.
 */
export default class SharedModulesEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global[Symbol.for('drawbridge.load')] = load;
    this.global.process.env = process.env;
    for (const type of errors) this.global[type.name] = type;
  }
}
