import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginAnew, keepCredentialsOf } from '../../scripts/backup/new-history.ts';

const form = `
  CREATE TABLE accounts (person TEXT, is_active INTEGER); CREATE TABLE devices (id TEXT, revoked_at TEXT);
  CREATE TABLE tokens (id TEXT); CREATE TABLE invitations (id TEXT); CREATE TABLE sessions (hash TEXT);
  CREATE TABLE views (key TEXT); CREATE TABLE masthead_backup (file TEXT); CREATE TABLE nouns (id TEXT);`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-history-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function make(name: string, sql: string): string {
  const path = join(folder, name);
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
  return path;
}

function rows(path: string, sql: string): unknown[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const found = database
    .prepare(sql)
    .all()
    .map((row) => ({ ...row }));
  database.close();
  return found;
}

describe('a restored database', () => {
  it('lets nobody back in who was sent away after the backup', () => {
    const backup = make(
      'backup',
      `${form} INSERT INTO accounts VALUES ('ada', 1); INSERT INTO devices VALUES ('d', NULL); INSERT INTO nouns VALUES ('old');`,
    );
    const current = make(
      'current',
      `${form} INSERT INTO accounts VALUES ('ada', 0); INSERT INTO devices VALUES ('d', 'now'); INSERT INTO nouns VALUES ('new');`,
    );
    expect(keepCredentialsOf(current, backup)).toBe(true);
    expect(rows(backup, 'SELECT * FROM accounts')).toEqual([{ person: 'ada', is_active: 0 }]);
    expect(rows(backup, 'SELECT * FROM devices')).toEqual([{ id: 'd', revoked_at: 'now' }]);
    expect(rows(backup, 'SELECT * FROM nouns')).toEqual([{ id: 'old' }]);
  });

  it('keeps its own people, all of them, where the other database has another form', () => {
    const backup = make('backup', `${form} INSERT INTO accounts VALUES ('ada', 1);`);
    const current = make('current', `${form} ALTER TABLE tokens ADD COLUMN more TEXT;`);
    expect(keepCredentialsOf(current, backup)).toBe(false);
    expect(rows(backup, 'SELECT * FROM accounts')).toEqual([{ person: 'ada', is_active: 1 }]);
  });

  it('knows no view of the old history, and no session where nobody knows whether it was ended', () => {
    const backup = make(
      'backup',
      `${form} INSERT INTO views VALUES ('v'); INSERT INTO sessions VALUES ('s'); INSERT INTO nouns VALUES ('kept');`,
    );
    beginAnew(backup, { isSignedOut: true });
    expect(rows(backup, 'SELECT * FROM views UNION ALL SELECT * FROM sessions')).toEqual([]);
    expect(rows(backup, 'SELECT * FROM nouns')).toEqual([{ id: 'kept' }]);
    expect(rows(backup, "SELECT name FROM sqlite_master WHERE name = 'masthead_backup'")).toEqual([]);
  });
});
