/** What each billing field may hold, as the service's OpenAPI document says; without one only the service checks. */

import { call, jsonOf } from './api.js';

let known;

/** The schema of each field by its name, asked for once; empty where there is no document. */
export function billingRules() {
  known ??= read();
  return known;
}

async function read() {
  try {
    const { schemas } = jsonOf(await call('GET', 'v3/api-docs')).components;
    return schemas.Billing?.properties ?? schemas.BillingUpdate.properties.billing.properties ?? {};
  }
  catch {
    known = undefined;
    return {};
  }
}

/** What is wrong with a text, each as a sentence's end; an empty text clears a text field and is always fine. */
export function breaches(rule, text) {
  if (!rule) {
    return [];
  }
  return (rule.type === 'integer') ? breachesOfNumber(rule, text) : breachesOfText(rule, text);
}

function breachesOfNumber({ minimum, maximum }, text) {
  const isWhole = /^-?\d+$/.test(text);
  const isWithin = Number(text) >= (minimum ?? -Infinity) && Number(text) <= (maximum ?? Infinity);
  if (!isWhole) {
    return ['must be a whole number'];
  }
  return isWithin ? [] : [`must be ${minimum} to ${maximum}`];
}

/** Lengths are in code points: one emoji is one character. */
function breachesOfText(rule, text) {
  const length = [...text].length;
  if (length === 0) {
    return [];
  }
  if (length > (rule.maxLength ?? Infinity)) {
    return [`must be at most ${rule.maxLength} characters long`];
  }
  const isFine = length >= (rule.minLength ?? 0) && (rule.enum?.includes(text) ?? true) && matches(rule.pattern, text);
  return isFine ? [] : [rule.description ?? 'is not in the form that is expected'];
}

/** A pattern that this browser does not understand is left to the service. */
function matches(pattern, text) {
  try {
    return pattern === undefined || new RegExp(pattern, 'u').test(text);
  }
  catch {
    return true;
  }
}
