import type { Role } from '../../shared/model/person.ts';
import type { Scope } from '../../shared/model/scope.ts';
import type { ApiToken } from '../../shared/model/token.ts';
import { dayOf } from './people.ts';

/** Tokens that an organisation may have at once, those that are over and not forgotten yet included. */
export const TOKENS_MAX = 500;

type Row = {
  id: string;
  name: string;
  role: Role;
  scopes: string;
  made_by: string;
  made_at: string;
  expires_at: string;
  used_on: string | null;
  revoked_at: string | null;
};

const COLUMNS = 'id, name, role, scopes, made_by, made_at, expires_at, used_on, revoked_at';

/** Keeps a new token by the HMAC of its secret (hex). */
export function addToken(sql: SqlStorage, token: ApiToken, hash: string): void {
  sql.exec(
    `INSERT INTO tokens (id, name, hash, role, scopes, made_by, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    token.id,
    token.name,
    hash,
    token.role,
    JSON.stringify(token.scopes),
    token.madeBy,
    token.madeAt,
    token.expiresAt,
  );
}

export function countTokens(sql: SqlStorage): number {
  return sql.exec<{ count: number }>('SELECT COUNT(*) AS count FROM tokens').one().count;
}

/** All tokens, newest first. */
export function allTokens(sql: SqlStorage): ApiToken[] {
  return sql.exec<Row>(`SELECT ${COLUMNS} FROM tokens ORDER BY made_at DESC, id`).toArray().map(tokenIn);
}

export function tokenById(sql: SqlStorage, id: string): ApiToken | null {
  const row = sql.exec<Row>(`SELECT ${COLUMNS} FROM tokens WHERE id = ?`, id).toArray()[0];
  return row ? tokenIn(row) : null;
}

export function tokenByHash(sql: SqlStorage, hash: string): ApiToken | null {
  const row = sql.exec<Row>(`SELECT ${COLUMNS} FROM tokens WHERE hash = ?`, hash).toArray()[0];
  return row ? tokenIn(row) : null;
}

/** Notes the day of use: one write a day, however often a program calls. */
export function noteUse(sql: SqlStorage, token: ApiToken, at: string): void {
  if (token.usedOn === dayOf(at)) return;
  sql.exec('UPDATE tokens SET used_on = ? WHERE id = ?', dayOf(at), token.id);
}

export function revokeTokenRow(sql: SqlStorage, id: string, at: string): void {
  sql.exec('UPDATE tokens SET revoked_at = ? WHERE id = ?', at, id);
}

/** Why a token opens nothing any more; `null` where it does. */
export function endOf(token: ApiToken, at: string): 'revoked' | 'expired' | null {
  if (token.revokedAt !== null) return 'revoked';
  return token.expiresAt <= at ? 'expired' : null;
}

/** Lets go of tokens that ended before a moment: until then the audit log may name them. */
export function forgetOldTokens(sql: SqlStorage, before: string): void {
  sql.exec('DELETE FROM tokens WHERE COALESCE(revoked_at, expires_at) < ?', before);
}

function tokenIn({ made_by, made_at, expires_at, used_on, revoked_at, scopes, ...rest }: Row): ApiToken {
  return {
    ...rest,
    scopes: JSON.parse(scopes) as Scope[],
    madeBy: made_by,
    madeAt: made_at,
    expiresAt: expires_at,
    usedOn: used_on,
    revokedAt: revoked_at,
  };
}
