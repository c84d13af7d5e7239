// Puts what a schema says about a definition into words for whoever writes it.

/** One line: the place in the file, what is wrong, and what belongs there. */
export function inWords({ path, message, ...issue }, schema, app) {
  const isMissing = issue.code?.startsWith('invalid') && path.reduce((place, step) => place?.[step], app) === undefined;
  const said = isMissing ? 'is missing' : sentence(issue, message);
  const purpose = describe(schema, path);
  return `${placeOf(path, app)}: ${said}${purpose ? `. Here goes: ${purpose}` : ''}`;
}

function sentence(issue, message) {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `knows no ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_union':
      return issue.options ? `must be one of ${issue.options.join(', ')}` : 'fits none of its forms';
    case 'invalid_type':
      return `must be a ${issue.expected}`;
    case 'too_big':
      return `must have at most ${issue.maximum} characters`;
    case 'too_small':
      return 'must not be empty';
    default:
      return message;
  }
}

/** `methods › api-key › fields › token`: members by their name, not by their number. */
function placeOf(path, app) {
  let place = app;
  const names = path.map((step) => {
    place = place?.[step];
    return typeof step === 'number' ? (place?.key ?? place?.name ?? `no. ${step + 1}`) : step;
  });
  return names.length === 0 ? 'the app' : names.join(' › ');
}

/** What the schema says that a place is for. */
function describe(schema, path) {
  let current = schema;
  let purpose;
  for (const step of path) {
    current = memberOf(unwrapped(current), step);
    if (!current) return purpose;
    purpose = purposeOf(current) ?? purpose;
  }
  return purpose;
}

function purposeOf(schema) {
  return schema.description ?? (schema.def.innerType ? purposeOf(schema.def.innerType) : undefined);
}

function unwrapped(schema) {
  return schema.def.innerType ? unwrapped(schema.def.innerType) : schema;
}

function memberOf(schema, step) {
  if (schema.def.type === 'array') return schema.def.element;
  if (schema.def.type === 'record') return schema.def.valueType;
  if (schema.def.type === 'union') {
    return schema.def.options.map((option) => memberOf(unwrapped(option), step)).find(Boolean);
  }
  return schema.def.shape?.[step];
}
