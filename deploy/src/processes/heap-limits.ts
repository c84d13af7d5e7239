/**
 * Node's options for the API. Left to itself it lets garbage lie for as long as the machine has memory; these keep the
 * whole process below 400 MB under load.
 */
export const heapLimits = ['--max-old-space-size=320', '--max-semi-space-size=4'];
