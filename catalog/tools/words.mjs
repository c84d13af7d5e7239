// Puts a fault of a definition where whoever writes its file finds it.

/** One line: the place in the file, what is wrong, and what belongs there. */
export const lineOf = ({ path, message }, app) => `${placeOf(path, app)}: ${message}`;

/** `methods › api-key › fields › token`: members by their name, not by their number. */
function placeOf(path, app) {
  let place = app;
  const names = path.map((step) => {
    place = place?.[step];
    return typeof step === 'number' ? (place?.key ?? place?.name ?? `no. ${step + 1}`) : step;
  });
  return names.length === 0 ? 'the app' : names.join(' › ');
}
