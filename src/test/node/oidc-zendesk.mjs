// Plays Zendesk Chat with a certified OAuth server: refresh tokens rotate, and whoever uses one twice loses the grant.
//
//   node oidc-zendesk.mjs REDIRECT_URI [ACCESS_TOKEN_SECONDS]
//
// Says where it listens, on loopback only, and ends when its standard input does. Nobody has to log in or to consent.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const HOUR = 3600;
const API = '/api/v2/chat';
const INTERACTION = '/interaction/';

const [redirectUri, accessTokenSeconds = HOUR] = process.argv.slice(2);

const resources = {
  [`${API}/account`]: {
    account_key: 'k1',
    status: 'active',
    create_date: '2014-08-06T11:02:09Z',
    billing: { city: 'Bern' },
    plan: { name: 'team' },
  },
  [`${API}/agents/me`]: {
    id: 5000000204,
    enabled: true,
    role_id: 1,
    roles: { owner: true, administrator: true },
  },
  [`${API}/oauth/tokens`]: [],
};

const unauthorized = {
  error: 'Unauthorized',
  description: 'The server could not verify that you are authorized to access the requested resource',
};

const goodAccessTokens = new Set();

const tokenCalls = new Map();
let refusedTokenCalls = 0;
let reuses = 0;
let accountCalls = 0;

const server = createServer();
// Longer than any client keeps an idle connection, or its next call would meet a closed one.
server.keepAliveTimeout = HOUR * 1000;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(origin, {
  clients: [{
    client_id: 'local-client',
    client_secret: 'local-client-secret',
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [redirectUri],
    id_token_signed_response_alg: 'ES256',
  }],
  routes: {
    authorization: '/oauth2/chat/authorizations/new',
    token: '/oauth2/chat/token',
  },
  scopes: ['openid', 'offline_access', 'read', 'write'],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  // Without offline_access, which is no scope of Zendesk's.
  issueRefreshToken: (ctx, client) => client.grantTypeAllowed('refresh_token'),
  expiresWithSession: () => false,
  ttl: {
    AccessToken: Number(accessTokenSeconds),
    AuthorizationCode: 60,
    Grant: 24 * HOUR,
    IdToken: HOUR,
    Interaction: HOUR,
    RefreshToken: 24 * HOUR,
    Session: 24 * HOUR,
  },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (ctx, interaction) => INTERACTION + interaction.uid },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  loadExistingGrant: grantWhatIsAsked,
});

// The provider revokes a grant at its token endpoint for one reason only: a code or a refresh token came again.
provider.on('grant.revoked', (ctx) => {
  if (ctx.oidc.route === 'token') {
    reuses += 1;
  }
});
provider.on('access_token.saved', (token) => goodAccessTokens.add(token.jti));

provider.use(login);
provider.use(control);
provider.use(api);
provider.use(countTokenCalls);

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
  return ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, { login: { accountId: 'owner' } }));
}

async function control(ctx, next) {
  switch (`${ctx.method} ${ctx.path}`) {
    case 'POST /control/expire':
      goodAccessTokens.clear();
      ctx.status = 204;
      break;
    case 'GET /control/stats':
      ctx.body = { tokenCalls: Object.fromEntries(tokenCalls), refusedTokenCalls, reuses, accountCalls };
      break;
    default:
      await next();
  }
}

async function api(ctx, next) {
  const resource = resources[ctx.path];
  if (ctx.method !== 'GET' || !resource) {
    return next();
  }
  if (ctx.path === `${API}/account`) {
    accountCalls += 1;
  }
  const good = await isGood(ctx.get('Authorization'));
  ctx.status = good ? 200 : 401;
  ctx.body = good ? resource : unauthorized;
}

async function isGood(authorization) {
  const token = await provider.AccessToken.find(authorization.replace(/^Bearer /, ''));
  return token !== undefined && goodAccessTokens.has(token.jti);
}

async function countTokenCalls(ctx, next) {
  await next();
  if (ctx.path === '/oauth2/chat/token') {
    const grantType = String(ctx.oidc?.params?.grant_type);
    tokenCalls.set(grantType, (tokenCalls.get(grantType) ?? 0) + 1);
    refusedTokenCalls += ctx.status >= 400 ? 1 : 0;
  }
}
