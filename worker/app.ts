import { Hono } from 'hono';
import { apiTable, type OperationId } from '../shared/protocol/api-table.ts';
import { isLocalMode } from './auth/local-tokens.ts';
import { nowMs } from './clock.ts';
import type { Env } from './env.ts';
import { addCorsHeaders, answerPreflight } from './http/cors.ts';
import { handlers } from './http/handlers.ts';
import { isOverload } from './http/hub-stub.ts';
import { refuseForeignHost, refuseOtherHost } from './http/own-origin.ts';
import { isProblem, problemFor, problemResponse, withInstance } from './http/problem-response.ts';
import { refuseUnconfigured } from './http/refuse-unconfigured.ts';
import { requestLog } from './http/request-log.ts';
import { answerOAuth, isOAuth } from './http/oauth.ts';
import { answerCall } from './http/route.ts';
import { addSecurityHeaders } from './http/security-headers.ts';
import { errorName, log } from './log.ts';
import { answerPage } from './pages/answer-page.ts';
import { refusalPage } from './pages/message-page.tsx';
import { type PageId, pageTable } from './pages/page-table.ts';
import { randomHex } from './random.ts';

type Context = {
  Bindings: Env;
  Variables: { requestId: string; operation: OperationId | PageId | 'unknown' };
};

/** Everything the relay says over HTTP, the open stream excepted. */
export const app = new Hono<Context>();

app.use(async (c, next) => {
  const startedMs = nowMs();
  c.set('requestId', randomHex(8));
  c.set('operation', 'unknown');
  await next();
  if (isProblem(c.res)) c.res = await withInstance(c.res, c.var.requestId);
  addSecurityHeaders(c.res.headers, c.req.url);
  addCorsHeaders(c.req.raw, c.res.headers);
  const { operation, requestId } = c.var;
  requestLog.note({ operation, status: c.res.status, ms: nowMs() - startedMs, requestId });
});

app.use(async (c, next) => {
  const early = (await refuseAll(c.req.raw, c.env)) ?? answerPreflight(c.req.raw);
  return early ?? (await next());
});

for (const id of Object.keys(apiTable) as OperationId[]) {
  const { method, path } = apiTable[id];
  app.on(method, path, (c) => {
    c.set('operation', id);
    return isOAuth(id)
      ? answerOAuth(id, c.req.raw, c.env)
      : answerCall(id, handlers, c.req.raw, c.env, c.req.param());
  });
}

for (const id of Object.keys(pageTable) as PageId[]) {
  const { method, path } = pageTable[id];
  app.on(method, path, (c) => {
    c.set('operation', id);
    return answerPage(id, c.req.raw, c.env, c.req.param());
  });
}

// What comes this far has no row of its own; where its path has one, the method is wrong.
const rows = [...Object.values(apiTable), ...Object.values(pageTable)];
for (const [path, known] of Map.groupBy(rows, (row) => row.path)) {
  const allow = known.map((row) => row.method).join(', ');
  app.all(path, () => {
    const response = problemFor('method_not_allowed', { detail: `Known here: ${allow}.` });
    response.headers.set('Allow', allow);
    return response;
  });
}

app.notFound(() => problemFor('not_found', { detail: 'There is no such address.' }));

app.onError((error, c) => {
  const { operation, requestId } = c.var;
  log.error('http.failed', { operation, requestId, error: errorName(error) });
  const code = isOverload(error) ? 'overloaded' : 'internal_error';
  return operation in pageTable ? refusalPage(code, null) : problemFor(code);
});

/** What no request gets past: a relay that would stand open, and a name that is not ours. */
async function refuseAll(request: Request, env: Env): Promise<Response | null> {
  const unconfigured = await refuseUnconfigured(request, env);
  if (unconfigured) return unconfigured;
  const foreign = isLocalMode(env) ? refuseForeignHost(request) : refuseOtherHost(request, env);
  return foreign && problemResponse(foreign);
}
