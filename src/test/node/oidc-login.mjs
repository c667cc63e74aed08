// The identity provider of portals' users, a certified one.
//
//   node oidc-login.mjs SERVICE_URL
//
// Says where it listens, on loopback only, and ends when its standard input does. Who has to log in is Olive at once.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const HOUR = 3600;
const INTERACTION = '/interaction/';

const [service] = process.argv.slice(2);

const olive = { sub: 'olive', name: 'Olive Owner', roles: ['zendesk-owner'] };

const logoutTokens = [];
let logins = 0;

const server = createServer();
server.keepAliveTimeout = HOUR * 1000;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(origin, {
  clients: [{
    client_id: 'bff-login',
    client_secret: 'bff-login-secret',
    grant_types: ['authorization_code'],
    redirect_uris: [`${service}/login/oauth2/code/portal`],
    post_logout_redirect_uris: [`${service}/`],
    backchannel_logout_uri: `${service}/logout/connect/back-channel/portal`,
    backchannel_logout_session_required: true,
    id_token_signed_response_alg: 'ES256',
  }],
  // By default these are in UserInfo alone.
  claims: { openid: ['sub'], profile: ['name', 'roles'] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
  ttl: { AccessToken: HOUR, AuthorizationCode: 60, Grant: HOUR, IdToken: HOUR, Interaction: HOUR, Session: HOUR },
  features: {
    backchannelLogout: { enabled: true },
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = form; } },
  },
  interactions: { url: (ctx, interaction) => INTERACTION + interaction.uid },
  findAccount: () => ({ accountId: olive.sub, claims: () => olive }),
  loadExistingGrant: grantWhatIsAsked,
  fetch: keepLogoutTokens,
});

provider.use(login);
provider.use(control);

server.on('request', provider.callback());
process.stdin.on('end', () => process.exit()).resume();
console.log(`listening on ${origin}`);

async function grantWhatIsAsked({ oidc }) {
  const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '));
  await grant.save();
  return grant;
}

async function login(ctx, next) {
  if (!ctx.path.startsWith(INTERACTION)) {
    return next();
  }
  logins += 1;
  return ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, { login: { accountId: olive.sub } }));
}

async function control(ctx, next) {
  if (ctx.path !== '/control/stats') {
    return next();
  }
  ctx.body = { logins, logoutTokens };
}

// The provider's own dispatcher calls nobody on loopback.
function keepLogoutTokens(url, { dispatcher, ...options }) {
  const body = new URLSearchParams(String(options.body ?? ''));
  if (body.has('logout_token')) {
    logoutTokens.push(body.get('logout_token'));
  }
  return fetch(url, options);
}
