// Validates an OpenAPI document, and what belongs to it, out of a JSON object on standard input:
//
//   node validate-openapi.mjs <{"document": {...}, "answers": [{"name": "...", "at": "<JSON pointer of a schema>", "value": ...}]}
//
// Says what is wrong with the document by OpenAPI's own schema, with its examples and with the answers by the document's
// schemas, and with its patterns in JavaScript, and exits 1 when anything is.

import { json } from 'node:stream/consumers';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const { document, answers } = await json(process.stdin);
const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: true });
addFormats.default(ajv);
ajv.addSchema(document, 'document');

const { valid, errors } = await new Validator().validate(structuredClone(document));
if (!valid) {
  complain('document', JSON.stringify(errors));
}
let examples = 0;
for (const { at, body } of bodies(document.paths, '#/paths')) {
  for (const name of Object.keys(body.examples ?? {})) {
    examples += 1;
    check(`example ${name}`, `${at}/schema`, document.components.examples[name].value);
  }
}
answers.forEach(({ name, at, value }) => check(name, at, value));
const patterns = Object.entries(document.components.schemas.Billing.properties).filter(([, { pattern }]) => pattern);
for (const [field, { pattern }] of patterns) {
  if (!new RegExp(pattern, 'u').test('')) {
    complain(field, 'cannot be cleared');
  }
}
console.log(`${examples} examples, ${answers.length} answers, ${patterns.length} patterns`);

// Everything with a media type, and where it is.
function* bodies(node, at) {
  for (const [key, value] of Object.entries(node)) {
    const below = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (key === 'content') {
      yield* Object.entries(value).map(([type, body]) => ({ at: `${below}/${type.replaceAll('/', '~1')}`, body }));
    } else if (value !== null && typeof value === 'object') {
      yield* bodies(value, below);
    }
  }
}

function check(name, at, value) {
  const validate = ajv.compile({ $ref: `document${encodeURI(at)}` });
  if (!validate(value)) {
    complain(name, ajv.errorsText(validate.errors));
  }
}

function complain(name, error) {
  console.log(`${name}: ${error}`);
  process.exitCode = 1;
}
