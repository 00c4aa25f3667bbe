-- From format 1: what is found of a story's growing figures and of who is who in it. The next run tells every story again
-- and fills both.
CREATE TABLE developments (
  story  INTEGER NOT NULL REFERENCES stories,
  n      INTEGER NOT NULL,
  id     TEXT NOT NULL,
  about  TEXT NOT NULL,
  why    TEXT NOT NULL,
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE steps (
  story   INTEGER NOT NULL REFERENCES stories,
  development INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  day     TEXT NOT NULL,
  value   REAL NOT NULL,
  says    TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles,
  start   INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  PRIMARY KEY (story, development, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE identities (
  story  INTEGER NOT NULL REFERENCES stories,
  n      INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  name   TEXT NOT NULL,
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE identity_forms (
  story    INTEGER NOT NULL REFERENCES stories,
  identity INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  article  INTEGER NOT NULL REFERENCES articles,
  entity   INTEGER NOT NULL,
  form     TEXT NOT NULL,
  why      TEXT NOT NULL,
  start    INTEGER,
  "end"    INTEGER,
  beside   INTEGER REFERENCES articles,
  beside_start INTEGER,
  beside_end   INTEGER,
  PRIMARY KEY (story, identity, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS identities_by_name ON identities (name COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS identity_forms_by_entity ON identity_forms (article, entity);
DROP INDEX IF EXISTS statements_by_speaker;
CREATE INDEX IF NOT EXISTS statements_by_speaker ON statements (speaker COLLATE NOCASE, day);
CREATE INDEX IF NOT EXISTS statements_by_last_day ON statements (said_to) WHERE said_to > day;
UPDATE stories SET digest = '';
DELETE FROM meta WHERE key = 'traced';
