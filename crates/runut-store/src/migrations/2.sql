-- From format 1: growing figures, who is who in a story, offsets of clocks. The next run tells every story again
-- and fills both. The view of statements no longer shows a denied charge as said.
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
DROP VIEW statement_text;
CREATE VIEW statement_text AS
  SELECT a.id || ':s' || s.n AS id, s.speaker, s.addressee,
         CASE
           WHEN s.polarity = 'negated' THEN substr(a.text, t.start + 1, t."end" - t.start)
           WHEN s.type <> 'indirect' OR s.act IN ('say', 'believe') OR s.cue = '[]'
             THEN substr(a.text, s.start + 1, s."end" - s.start)
           WHEN s.cue ->> '$[0][1]' BETWEEN s.start - 24 AND s.start AND s.cue ->> '$[0][0]' >= t.start
             THEN substr(a.text, (s.cue ->> '$[0][0]') + 1, s."end" - (s.cue ->> '$[0][0]'))
           WHEN s.act = 'deny' THEN substr(a.text, t.start + 1, max(t."end", s."end") - t.start)
           ELSE substr(a.text, s.start + 1, s."end" - s.start)
         END AS text,
         s.type, s.polarity, s.act, s.voiced, s.said_from, s.said_to, s.place, a.outlet, a.day, a.title, a.url,
         a.id AS article
  FROM statements s JOIN articles a USING (article)
  LEFT JOIN sentences t ON t.sentence = s.article * 1048576 + s.sentence;
INSERT INTO sentences_search (sentences_search, rank) VALUES ('automerge', 8);
ALTER TABLE times RENAME TO times_before;
CREATE TABLE times (
  article INTEGER NOT NULL REFERENCES articles,
  n       INTEGER NOT NULL,
  removed INTEGER,
  start   INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  type    TEXT NOT NULL,
  value   TEXT NOT NULL,
  utc_offset TEXT,
  anchor  TEXT NOT NULL,
  weekday TEXT NOT NULL,
  likely  TEXT,
  why     TEXT,
  rule    TEXT NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
INSERT INTO times SELECT article, n, removed, start, "end", type, value, NULL, anchor, weekday, likely, why, rule FROM times_before;
DROP TABLE times_before;
UPDATE stories SET digest = '';
DELETE FROM meta WHERE key = 'traced';
