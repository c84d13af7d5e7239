/** The smallest, the middle and the largest of some figures. */
export function spread(values) {
  return { min: Math.min(...values), median: percentile(values, 0.5), max: Math.max(...values) };
}

/** Interpolated between the two neighbours, so that the middle of an even number of figures is between them. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  return below + (sorted[Math.ceil(position)] - below) * (position % 1);
}

/** One figure that has a goal; `kind` says on which side of the goal it is reached. */
export function judged(name, value, kind, goal, unit = '') {
  const isMet = kind === 'at least' ? value >= goal : value <= goal;
  return { name, value, goal: `${kind} ${goal}${unit}`, unit, met: isMet };
}
