// Validates Kubernetes objects, a JSON array on standard input, with Kubernetes's own schemas.
//
//   node validate-manifests.mjs <objects.json
//
// Says what is wrong with which object, then which kinds it skipped, and exits 1 when anything was wrong. Skipped is
// only what belongs to an API group that Kubernetes itself has not, such as HTTPRoute: a wrong kind or version is an
// error.

import { json } from 'node:stream/consumers';

const SCHEMAS = 'kubernetes-models';
const NOT_THERE = ['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_MODULE_NOT_FOUND'];

const objects = await json(process.stdin);
for (const object of objects.filter(isOwn)) {
  for (const error of await errors(object)) {
    console.log(`${object.kind} ${object.metadata?.name}: ${error}`);
    process.exitCode = 1;
  }
}
const skipped = objects.filter((object) => !isOwn(object)).map(({ kind }) => kind);
console.log(`skipped: ${skipped.sort().join(', ') || 'none'}`);

// Without a slash, apiVersion names the core group.
function isOwn({ apiVersion }) {
  const [group, version] = String(apiVersion).split('/');
  return version === undefined || isExported(`${SCHEMAS}/${group}`);
}

function isExported(module) {
  try {
    import.meta.resolve(module);
    return true;
  } catch (error) {
    if (error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') {
      throw error;
    }
    return false;
  }
}

async function errors(object) {
  const Model = await model(object);
  // A part of an object, such as DeploymentSpec, is a class without a kind.
  if (Model?.kind !== object.kind) {
    return [`Kubernetes has no ${object.apiVersion} ${object.kind}`];
  }
  try {
    new Model(object).validate();
    return [];
  } catch (error) {
    if (!error.errors) {
      throw error;
    }
    return error.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
}

async function model({ apiVersion, kind }) {
  try {
    return (await import(`${SCHEMAS}/${apiVersion}/${kind}`))[kind];
  } catch (error) {
    if (!NOT_THERE.includes(error.code)) {
      throw error;
    }
    return undefined;
  }
}
