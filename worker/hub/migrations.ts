/** One step of a database's form. Steps are appended and never changed: what ran once stays as it was. */
export interface Migration {
  readonly number: number;
  readonly sql: string;
}

/** The hub's database. */
export const hubMigrations: readonly Migration[] = [
  {
    number: 1,
    sql: `
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE nouns (
        kind TEXT NOT NULL, id TEXT NOT NULL, is_at_rest INTEGER NOT NULL, json TEXT NOT NULL,
        PRIMARY KEY (kind, id)
      ) STRICT;
      CREATE INDEX nouns_awake ON nouns (is_at_rest) WHERE is_at_rest = 0;
      CREATE TABLE events (
        number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, type TEXT NOT NULL,
        json TEXT NOT NULL
      ) STRICT;
      CREATE TABLE views (
        key TEXT PRIMARY KEY, shard TEXT NOT NULL UNIQUE, epoch TEXT NOT NULL, offset INTEGER NOT NULL,
        retry_at TEXT
      ) STRICT;
      CREATE TABLE moves (shard TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (shard, person)) STRICT;
      CREATE TABLE answers (
        actor TEXT NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL, json TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (actor, key)
      ) STRICT;
      CREATE INDEX answers_by_age ON answers (at);`,
  },
  {
    number: 2,
    sql: `
      CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL) STRICT;
      CREATE TABLE receipts (
        incident TEXT NOT NULL, person TEXT NOT NULL, revision INTEGER NOT NULL, stage INTEGER NOT NULL,
        at TEXT NOT NULL, PRIMARY KEY (incident, person, revision)
      ) STRICT;
      CREATE INDEX acknowledgements ON receipts (person, incident, revision) WHERE stage = 4;
      CREATE TABLE sign_in_codes (hash TEXT PRIMARY KEY, role TEXT NOT NULL, expires_at TEXT NOT NULL) STRICT;
      CREATE TABLE sessions (
        hash TEXT PRIMARY KEY, person TEXT NOT NULL, started_at TEXT NOT NULL, seen_at TEXT NOT NULL
      ) STRICT;`,
  },
  {
    number: 3,
    sql: `
      CREATE TABLE source_proofs (
        source TEXT PRIMARY KEY, key_hash TEXT NOT NULL UNIQUE, sealed TEXT, sealed_before TEXT,
        last_event_at TEXT, refused_count INTEGER NOT NULL DEFAULT 0, refused_at TEXT
      ) STRICT;
      CREATE TABLE inbound (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
        dedupe_key TEXT NOT NULL, received_at TEXT NOT NULL, status TEXT NOT NULL, reason TEXT, body TEXT NOT NULL,
        UNIQUE (source, dedupe_key)
      ) STRICT;
      CREATE INDEX inbound_by_status ON inbound (status, number);`,
  },
  {
    number: 4,
    // Who was noted before this step counts as seen when it ran: nobody is forgotten for what was not written down.
    sql: `
      CREATE TABLE receipts_let_go (incident TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
      ALTER TABLE people ADD COLUMN seen_on TEXT NOT NULL DEFAULT '';
      UPDATE people SET seen_on = date('now');`,
  },
  {
    number: 5,
    // Audiences from before this step assign nothing.
    sql: `
      CREATE TABLE subscriptions (person TEXT PRIMARY KEY, json TEXT NOT NULL, known_on TEXT NOT NULL) STRICT;
      CREATE TABLE signals (
        incident TEXT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL, revision INTEGER NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (incident, person)
      ) STRICT;
      CREATE INDEX signals_by_person ON signals (person);
      UPDATE nouns SET json = json_insert(json, '$.services', json('[]'), '$.groups', json('[]'))
      WHERE kind = 'audiences';`,
  },
  {
    number: 6,
    // Until this step, what was let go was noted without whether a signal was among it: there may have been one.
    sql: `
      CREATE TABLE signals_let_go (incident TEXT PRIMARY KEY) STRICT;
      INSERT INTO signals_let_go SELECT incident FROM receipts_let_go;`,
  },
  {
    number: 7,
    // Sessions from before this step held whole persons; who had one signs in again.
    sql: `
      CREATE TABLE accounts (
        person TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, is_active INTEGER NOT NULL, origin TEXT NOT NULL,
        issuer TEXT, subject TEXT, added_at TEXT NOT NULL, signed_in_at TEXT
      ) STRICT;
      CREATE UNIQUE INDEX accounts_by_subject ON accounts (issuer, subject) WHERE subject IS NOT NULL;
      DROP TABLE sessions;
      CREATE TABLE sessions (
        hash TEXT PRIMARY KEY, person TEXT NOT NULL, started_at TEXT NOT NULL, proven_at TEXT NOT NULL,
        seen_at TEXT NOT NULL, expires_at TEXT NOT NULL, idle_minutes INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX sessions_by_person ON sessions (person);
      CREATE TABLE pairings (
        device_code_hash TEXT PRIMARY KEY, user_code_hash TEXT NOT NULL UNIQUE, key_thumbprint TEXT NOT NULL,
        browser TEXT NOT NULL, asked_at TEXT NOT NULL, expires_at TEXT NOT NULL, interval_ms INTEGER NOT NULL,
        polled_at TEXT, status TEXT NOT NULL, person TEXT
      ) STRICT;
      CREATE TABLE devices (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, browser TEXT NOT NULL, key_thumbprint TEXT NOT NULL,
        access_hash TEXT UNIQUE, access_expires_at TEXT, refresh_hash TEXT UNIQUE,
        refresh_hash_before TEXT, refreshed_at TEXT, in_use INTEGER NOT NULL DEFAULT 0, paired_at TEXT NOT NULL, seen_on TEXT NOT NULL,
        expires_at TEXT NOT NULL, revoked_at TEXT, revoked_why TEXT
      ) STRICT;
      CREATE INDEX devices_by_refresh_before ON devices (refresh_hash_before);
      CREATE TABLE pairing_tries (person TEXT NOT NULL, at TEXT NOT NULL) STRICT;
      CREATE INDEX pairing_tries_by_person ON pairing_tries (person, at);
      CREATE INDEX devices_by_person ON devices (person);
      CREATE TABLE tokens (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, scopes TEXT NOT NULL,
        made_by TEXT NOT NULL, made_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_on TEXT, revoked_at TEXT
      ) STRICT;
      CREATE TABLE invitations (
        id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, person TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
        made_by TEXT NOT NULL, made_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT
      ) STRICT;
      CREATE TABLE audit (
        number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor_kind TEXT NOT NULL, actor TEXT NOT NULL,
        action TEXT NOT NULL, target TEXT, outcome TEXT NOT NULL, detail TEXT
      ) STRICT;
      CREATE INDEX audit_by_time ON audit (at);
      CREATE INDEX audit_refusals ON audit (actor, at) WHERE outcome = 'refused';
      CREATE TABLE revocations (
        shard TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
        PRIMARY KEY (shard, kind, id)
      ) STRICT;
      CREATE TABLE access_requests (
        id TEXT PRIMARY KEY, incident TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, asked_at TEXT NOT NULL,
        reason TEXT, status TEXT NOT NULL, UNIQUE (incident, person)
      ) STRICT;
      CREATE INDEX access_requests_by_person ON access_requests (person, asked_at);
      CREATE TABLE confirmations (
        id TEXT PRIMARY KEY, what TEXT NOT NULL, command TEXT, asked_by TEXT NOT NULL, asked_by_name TEXT NOT NULL,
        asked_at TEXT NOT NULL, why TEXT NOT NULL, expires_at TEXT NOT NULL, status TEXT NOT NULL, decided_by TEXT,
        decided_at TEXT, incident TEXT
      ) STRICT;
      UPDATE nouns SET json = json_insert(json, '$.includes', json('[]'), '$.fromSignIn', json('[]'))
      WHERE kind = 'audiences';
      UPDATE nouns SET json = json_insert(json, '$.kind', 'fact') WHERE kind = 'drafts';`,
  },
];

/** A shard's database: it holds nothing that could not be lost but the tickets that were used, and what was revoked lately. */
export const shardMigrations: readonly Migration[] = [
  {
    number: 1,
    sql: `
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE used_tickets (id TEXT PRIMARY KEY, expires_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX used_tickets_by_age ON used_tickets (expires_at_ms);`,
  },
  { number: 2, sql: 'DROP INDEX used_tickets_by_age;' },
  {
    number: 3,
    sql: `
      CREATE TABLE revoked (
        kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, until_ms INTEGER NOT NULL,
        PRIMARY KEY (kind, id)
      ) STRICT, WITHOUT ROWID;`,
  },
];
