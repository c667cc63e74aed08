/** Keeps what was typed over a log-in, and not a moment longer: in this tab, for one user, changed fields only. */

const KEY = 'zendesk-account-bff-draft';

export function keepDraft(user, fields) {
  sessionStorage.setItem(KEY, JSON.stringify({ user, fields }));
}

/** The user's draft, or null; another user's is forgotten. */
export function draftOf(user) {
  const draft = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  if (draft?.user === user) {
    return draft.fields;
  }
  forgetDraft();
  return null;
}

export function forgetDraft() {
  sessionStorage.removeItem(KEY);
}
