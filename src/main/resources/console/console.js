/** The page as a whole: shows what belongs to whoever is logged in, and lets its parts know of each other. */

import { AccountPanel } from './account.js';
import { call, whenLoggedOut } from './api.js';
import { BillingForm } from './billing-form.js';
import { ChangesPanel } from './changes.js';
import { ConnectionPanel } from './connection.js';
import { button, byId, element, entitle, notice, show, showView, withdraw } from './elements.js';
import { problemNote } from './problem.js';
import { logOut, loginHref, SessionWatch, takeLoginError } from './session.js';

/** On a phone an owner's form should not come after a screen full of plan. */
const WIDE = '(min-width: 48rem)';

const account = new AccountPanel((reading) => form.read(reading));

const connection = new ConnectionPanel({
  seen: (state) => form.allow(state),
  ended: () => account.load().then(() => connection.load()),
});

const changes = new ChangesPanel();

const form = new BillingForm({
  reload: () => account.reload(),
  show: (answer) => account.show(answer),
  attempted: () => changes.load(),
  refused: () => connection.load(),
});

const watch = new SessionWatch({ changed, expiring, lasting, doubtful });

let user = null;

whenLoggedOut(() => watch.look());
byId('logout').addEventListener('click', leave);
byId('login').addEventListener('click', () => form.leave());
byId('look-again').addEventListener('click', () => watch.look());
showView('loading');
tellLoginError();
watch.look();

function tellLoginError() {
  const error = takeLoginError();
  if (error) {
    notice('login-error', 'alerts', element('p', {}, error),
      button('Dismiss', () => withdraw('login-error'), { class: 'quiet' }));
  }
}

/** Another user begins with a page that nobody has used. */
function changed(session, before) {
  if (!session.authenticated) {
    showAnonymous(session, before?.authenticated);
  }
  else if (user !== null && user !== identity(session)) {
    form.forget();
    location.reload();
  }
  else {
    enter(session);
  }
}

/** The provider's name for a user is not told, so it is the display name and the roles. */
function identity({ name, roles }) {
  return JSON.stringify([name, roles]);
}

function showAnonymous({ loginUrl }, hasEnded) {
  show('who', false);
  show('login-available', Boolean(loginUrl));
  show('login-missing', !loginUrl);
  if (loginUrl) {
    byId('login').href = loginHref(loginUrl);
  }
  showView('anonymous');
  entitle('Log in');
  if (hasEnded) {
    tellEnd();
  }
}

/** What was typed stays in this tab; what was only shown does not. */
function tellEnd() {
  const isKept = form.isChanged;
  byId('anonymous-heading').textContent = 'Your session has ended';
  byId('anonymous-reason').textContent = isKept ? 'What you typed is kept in this tab: log in again to go on with it.'
    : 'Log in again to go on.';
  show('anonymous-reason', true);
  entitle('Your session has ended');
  byId('anonymous-heading').focus();
  if (!isKept) {
    [form, account, changes].forEach((part) => part.forget());
  }
}

function enter(session) {
  user = identity(session);
  const isOwner = session.roles.includes('owner');
  byId('user-name').textContent = session.name ?? 'Unknown user';
  byId('user-role').textContent = role(session.roles);
  show('who', true);
  entitle('');
  watch.tellTabs();
  if (isOwner) {
    form.open(user);
  }
  else {
    form.forget();
  }
  if (session.roles.length === 0) {
    tellMissingRole();
  }
  else {
    showConsole(isOwner);
  }
}

function role(roles) {
  if (roles.includes('owner')) {
    return 'Owner';
  }
  return roles.includes('admin') ? 'Admin' : 'No role';
}

/** The service says which claim and values it looks for. */
async function tellMissingRole() {
  showView('no-role');
  entitle('No role');
  try {
    await call('GET', 'api/v2/account');
  }
  catch (problem) {
    byId('no-role-problem').replaceChildren(problemNote(problem));
  }
}

function showConsole(isOwner) {
  byId('view-console').dataset.role = isOwner ? 'owner' : 'admin';
  show('billing-for-owners', !isOwner);
  show('billing-waiting', isOwner);
  byId('plan').open = !isOwner || matchMedia(WIDE).matches;
  showView('console');
  connection.load(isOwner);
  if (isOwner) {
    changes.load();
  }
  account.load();
}

async function leave() {
  try {
    await logOut(() => {
      form.forget();
      watch.tellTabs();
    });
  }
  catch (problem) {
    notice('logout', 'alerts', problemNote(problem, leave));
  }
}

function expiring() {
  withdraw('doubtful');
  if (!document.querySelector('[data-notice="expiring"]')) {
    notice('expiring', 'notices', element('p', {}, 'You will be logged out in less than a minute.'),
      button('Stay logged in', stay));
  }
}

/** Any call but a look at the session makes it longer, up to its absolute end. */
async function stay() {
  try {
    await call('GET', 'connection');
    withdraw('expiring');
    await watch.look();
    tellLongestLife();
  }
  catch (problem) {
    notice('expiring', 'notices', problemNote(problem, stay));
  }
}

function tellLongestLife() {
  if (document.querySelector('[data-notice="expiring"]')) {
    notice('expiring', 'notices', element('p', {}, 'This session cannot last longer. Save now; then log in again.'));
  }
}

function lasting() {
  withdraw('expiring');
  withdraw('doubtful');
}

/** Nobody is logged out because nobody can look. */
function doubtful(problem, before) {
  if (before === undefined) {
    byId('doubtful-problem').replaceChildren(problemNote(problem));
    showView('doubtful');
    entitle('Session not checked');
  }
  else if (!document.querySelector('[data-notice="doubtful"]')) {
    notice('doubtful', 'notices',
      element('p', {}, 'Your session cannot be checked just now. You have not been logged out.'));
  }
}
