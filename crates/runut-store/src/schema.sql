-- The database of Runut: one file that any SQLite tool opens. Every table and column is explained where it stands.
--
-- Offsets (`start`, `end`) count Unicode code points of `articles.text` from 0, half open, so that
-- `substr(text, start + 1, end - start)` is the words. `n` numbers the rows of one article (or story) from 1.
-- Days and times are ISO 8601 with the precision that was stated. Lists are JSON. NULL is "nobody stated it".
-- An article's layers are keyed (article, n); what is found over many articles is keyed (story, n).

-- What is known of the file itself.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,  -- `read_by`: version of Runut that wrote last; `traced`: what the stories were made from
  value TEXT NOT NULL      -- the value
) STRICT, WITHOUT ROWID;

-- Each run of a command that wrote.
CREATE TABLE runs (
  run      INTEGER PRIMARY KEY,  -- number of the run
  command  TEXT NOT NULL,        -- `add`, `reannotate`, `correct`
  runut    TEXT NOT NULL,        -- version of Runut that ran
  started  TEXT NOT NULL,        -- when
  ended    TEXT,                 -- when; NULL: still running, or killed
  articles INTEGER NOT NULL DEFAULT 0,  -- articles stored by it
  known    INTEGER NOT NULL DEFAULT 0,  -- inputs met that were stored already
  skipped  INTEGER NOT NULL DEFAULT 0   -- inputs that gave no article
) STRICT;

-- The bytes of each page, kept so that evidence stays when the site changes.
CREATE TABLE pages (
  page   INTEGER PRIMARY KEY,    -- number of the page
  sha256 TEXT NOT NULL UNIQUE,   -- SHA-256 of the bytes, hex: `sha256sum` gives the same
  size   INTEGER NOT NULL,       -- length of the bytes
  bytes  BLOB NOT NULL,          -- zlib stream of the bytes; the bytes themselves when `length(bytes) = size` (as in SQLite archives)
  kind   TEXT,                   -- `html`, `text`, `jsonl` where the caller said so
  content_type TEXT,             -- `Content-Type` it came with
  fetched TEXT,                  -- when it was fetched, where that is known
  url    TEXT,                   -- address it was fetched from, where that is known
  told_language TEXT,            -- language that the caller gave
  told_day TEXT,                 -- day of publication that the caller gave
  run    INTEGER NOT NULL REFERENCES runs -- run that stored it
) STRICT;

-- Inputs that gave no article, and why: by the last run that met them.
CREATE TABLE skipped (
  source TEXT PRIMARY KEY,       -- the input, as it was given
  why    TEXT NOT NULL,          -- what was found and what would be right
  run    INTEGER NOT NULL REFERENCES runs -- the run
) STRICT, WITHOUT ROWID;

-- Articles as they were printed.
CREATE TABLE articles (
  article   INTEGER PRIMARY KEY, -- number of the article; the other tables refer to it
  id        TEXT NOT NULL UNIQUE, -- id that commands and addresses use: head of the page's SHA-256, or the id the input gave
  page      INTEGER REFERENCES pages, -- the page it was read from
  run       INTEGER NOT NULL REFERENCES runs, -- run that stored it
  source    TEXT NOT NULL,       -- path, address or archive record, for people
  url       TEXT,                -- address of the article
  outlet    TEXT,                -- who published it
  title     TEXT,                -- headline
  published TEXT,                -- when it was published, as stated
  guessed   TEXT,                -- a date of publication that nobody stated
  guessed_why TEXT,              -- what the guess follows from
  day       TEXT,                -- day of publication to reckon from: of `published`, else of `guessed`
  modified  TEXT,                -- when it was changed
  language  TEXT NOT NULL,       -- ISO 639 code of most of the text, or `und`
  text      TEXT NOT NULL,       -- the article as printed, blocks apart by a blank line; every offset counts in it; U+FFFD for a NUL
  dateline_place TEXT,           -- city of the dateline
  dateline_start INTEGER,        -- where the dateline stands
  dateline_end   INTEGER,        -- where it ends
  original_outlet TEXT,          -- outlet of the article it says it was copied from
  original_title  TEXT,          -- its title
  original_quote  TEXT,          -- the words that say so
  page_id   TEXT,                -- head of the page's SHA-256 as the article states it
  score     INTEGER,             -- how much speaks for an article, 0 to 1000
  given     INTEGER NOT NULL,    -- 1: the text was cut by somebody else and given as it is
  origin    TEXT NOT NULL        -- the way back to the page's bytes: JSON list of [start, length in text, start, length on the page], in bytes of UTF-8 text
) STRICT;

-- What a page states of itself, and where that was read: one row a value.
CREATE TABLE stated (
  article INTEGER NOT NULL REFERENCES articles, -- the article
  n       INTEGER NOT NULL,      -- number
  field   TEXT NOT NULL,         -- `outlet`, `title`, `other title`, `kicker`, `byline`, `other byline`, `reporter`, `editor`, `contributor`, `section`, `tag`, `published`, `other date`, `modified`, `agency`, `canonical`
  value   TEXT NOT NULL,         -- the value
  how     TEXT NOT NULL,         -- how it was found
  quote   TEXT NOT NULL,         -- the words it was read from
  page_start INTEGER,            -- first byte on the page
  page_end   INTEGER,            -- one past the last byte
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- The kept parts of a page, in order.
CREATE TABLE blocks (
  article INTEGER NOT NULL REFERENCES articles, -- the article
  n       INTEGER NOT NULL,      -- number
  kind    TEXT NOT NULL,         -- `title`, `lead`, `paragraph`, `subheading`, `quote`, `list`, `caption`
  start   INTEGER NOT NULL,      -- where it stands
  "end"   INTEGER NOT NULL,      -- where it ends
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- The parts of a page that are no part of the article.
CREATE TABLE removed (
  article INTEGER NOT NULL REFERENCES articles, -- the article
  n       INTEGER NOT NULL,      -- number
  kind    TEXT NOT NULL,         -- `related`, `promo`, `share`, `tags`, `comments`, `credit`, `navigation`, `other`
  role    TEXT NOT NULL,         -- the same more exactly
  text    TEXT NOT NULL,         -- its words
  at      INTEGER NOT NULL,      -- offset at which it would have stood
  why     TEXT NOT NULL,         -- why it was left out
  page_start INTEGER,            -- first byte on the page
  page_end   INTEGER,            -- one past the last byte
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- Sentences; none is split inside a quotation.
CREATE TABLE sentences (
  sentence INTEGER PRIMARY KEY,  -- article * 1048576 + n: also the rowid of `sentences_search`
  article  INTEGER NOT NULL REFERENCES articles, -- the article
  n        INTEGER NOT NULL,     -- number
  block    INTEGER NOT NULL,     -- number of its block
  language TEXT NOT NULL,        -- language it was read in
  start    INTEGER NOT NULL,     -- where it stands
  "end"    INTEGER NOT NULL      -- where it ends
) STRICT;

-- Full-text index over sentences; its rowid is `sentences.sentence`. Stems stand beside the words they differ from.
-- Sentences are about as long as each other, so their lengths are not kept: bm25 takes them for equal.
CREATE VIRTUAL TABLE sentences_search USING fts5(words, stems, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2');
-- What waits in memory before it is written: with the usual megabyte a batch would leave many small parts to be merged.
INSERT INTO sentences_search (sentences_search, rank) VALUES ('hashsize', 16777216);

-- Whom or what the names of one article stand for.
CREATE TABLE entities (
  article INTEGER NOT NULL REFERENCES articles, -- the article
  n       INTEGER NOT NULL,      -- number
  kind    TEXT NOT NULL,         -- `person`, `organisation`, `place`, `group`, `work`, `product`
  name    TEXT NOT NULL,         -- the fullest known form
  aliases TEXT NOT NULL,         -- JSON list of every other form
  roles   TEXT NOT NULL,         -- JSON list of titles and roles met with the name
  of      INTEGER,               -- number of the entity it belongs to
  gender  TEXT,                  -- `m` or `f`, where the names tell it
  relays  INTEGER NOT NULL,      -- 1: an agency or outlet, through whom others speak
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- Names where they stand.
CREATE TABLE mentions (
  article INTEGER NOT NULL REFERENCES articles, -- the article
  n       INTEGER NOT NULL,      -- number
  entity  INTEGER NOT NULL,      -- number of the entity
  kind    TEXT NOT NULL,         -- as in `entities`
  start   INTEGER NOT NULL,      -- where the name stands
  "end"   INTEGER NOT NULL,      -- where it ends
  whole_start INTEGER NOT NULL,  -- where the name with its title stands
  whole_end   INTEGER NOT NULL,  -- where that ends
  how     TEXT NOT NULL,         -- how it was found: `list`, `title`, `word in it`, `surroundings`, `article`, `names model`
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- Every form of a name met anywhere, and the names it stood for.
CREATE TABLE name_forms (
  form TEXT NOT NULL COLLATE NOCASE, -- a form: `Jokowi`
  name TEXT NOT NULL,            -- an entity's name: `Joko Widodo`
  kind TEXT NOT NULL,            -- what it names
  PRIMARY KEY (form, name, kind)
) STRICT, WITHOUT ROWID;

-- Temporal expressions in texts and in removed parts.
CREATE TABLE times (
  article INTEGER NOT NULL REFERENCES articles, -- the article
  n       INTEGER NOT NULL,      -- number
  removed INTEGER,               -- number of the removed part it stands in; offsets then count in that part's text
  start   INTEGER NOT NULL,      -- where it stands
  "end"   INTEGER NOT NULL,      -- where it ends
  type    TEXT NOT NULL,         -- `DATE`, `TIME`, `DURATION`, `SET`
  value   TEXT NOT NULL,         -- ISO 8601 / TIMEX3, as written
  utc_offset TEXT,               -- of its clock (`+07:00`), where a zone that has but one offset stands with it
  anchor  TEXT NOT NULL,         -- `written`, `published`, `mentioned`, `crawl`: what it was reckoned from
  weekday TEXT NOT NULL,         -- `agrees`, `differs`, `none`: the calendar's word on a printed weekday
  likely  TEXT,                  -- what was meant, where evidence says so
  why     TEXT,                  -- the evidence
  rule    TEXT NOT NULL,         -- rule of the language pack that found it
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- Who is reported to have said what.
CREATE TABLE statements (
  article INTEGER NOT NULL REFERENCES articles, -- the article
  n       INTEGER NOT NULL,      -- number; `ARTICLE:s3` is the id of the third
  start   INTEGER NOT NULL,      -- where the content stands
  "end"   INTEGER NOT NULL,      -- where it ends
  type    TEXT NOT NULL,         -- `direct`, `indirect`, `mixed`
  polarity TEXT NOT NULL,        -- `affirmed`, `negated`: reported as not said
  act     TEXT NOT NULL,         -- `say`, `believe`, `promise`, `demand`, `deny`, `accuse`, `praise`, `ask`, `want`
  voiced  INTEGER NOT NULL,      -- 0: an attitude that nobody put into words
  speaker TEXT,                  -- who said it; NULL is a gap
  speaker_entity INTEGER,        -- number of the entity that is
  speaker_how TEXT,              -- `named`, `short name`, `pronoun`, `description`, `carried`
  confidence TEXT NOT NULL,      -- `sure`, `likely`
  addressee TEXT,                -- to whom
  addressee_entity INTEGER,      -- number of the entity that is
  said_from TEXT,                -- first day on which it may have been said
  said_to   TEXT,                -- last such day
  said_why  TEXT,                -- how that is known
  reported_from TEXT,            -- first day on which the nearest link reported it
  reported_to   TEXT,            -- last such day
  reported_why  TEXT,            -- how that is known
  place   TEXT,                  -- where it was said
  sentence INTEGER NOT NULL,     -- number of the sentence it stands in
  inside  INTEGER,               -- number of the statement it stands inside
  content TEXT NOT NULL,         -- JSON list of [start, end]: the words said
  cue     TEXT NOT NULL,         -- the same: the words that attribute it
  source  TEXT NOT NULL,         -- the same: the words that name the source there
  own_name TEXT,                 -- speaker's name where it is written apart from the entity's
  own_addressee TEXT,            -- the same for the addressee
  rule    TEXT NOT NULL,         -- frame or rule that found it
  speaker_why TEXT NOT NULL,     -- how the speaker was found
  day     TEXT,                  -- by which lists are ordered: `said_from`, else `said_to`, else the day of publication
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- Through whom a statement came, nearest to the outlet first.
CREATE TABLE chain (
  article   INTEGER NOT NULL REFERENCES articles, -- the article
  statement INTEGER NOT NULL,    -- number of the statement
  n         INTEGER NOT NULL,    -- number of the link
  name      TEXT NOT NULL,       -- who
  how       TEXT NOT NULL,       -- `cue`, `relay`, `byline`, `inherited`
  start     INTEGER,             -- where it is named
  "end"     INTEGER,             -- where that ends
  PRIMARY KEY (article, statement, n)
) STRICT, WITHOUT ROWID;

-- Numbers that count or measure.
CREATE TABLE figures (
  article INTEGER NOT NULL REFERENCES articles, -- the article
  n       INTEGER NOT NULL,      -- number
  start   INTEGER NOT NULL,      -- where it stands, with its bound and what it counts
  "end"   INTEGER NOT NULL,      -- where it ends
  number_start INTEGER NOT NULL, -- where the number itself stands
  number_end   INTEGER NOT NULL, -- where it ends
  value   REAL,                  -- the number
  low     REAL,                  -- lower end of a range
  high    REAL,                  -- upper end
  sense   TEXT NOT NULL,         -- `exact`, `about`, `at least`, `at most`, `more than`, `less than`, `indefinite`
  unit    TEXT,                  -- currency, `%`, measure, or head noun of what is counted
  counts  TEXT,                  -- what is counted
  statement INTEGER,             -- number of the statement that claims it
  claimed_by TEXT,               -- who claims it; NULL is the newsroom's own voice
  rule    TEXT NOT NULL,         -- how it was found
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- Running stories.
CREATE TABLE stories (
  story    INTEGER PRIMARY KEY,  -- number of the story; the other tables refer to it
  id       TEXT NOT NULL UNIQUE, -- id that commands and addresses use
  title    TEXT NOT NULL,        -- in the reports' own words
  from_day TEXT,                 -- first day
  to_day   TEXT,                 -- last day
  why      TEXT NOT NULL,        -- why these articles are one story
  articles INTEGER NOT NULL,     -- how many reports
  outlets  INTEGER NOT NULL,     -- of how many outlets
  entries  INTEGER NOT NULL,     -- lines of the timeline
  disagreements INTEGER NOT NULL, -- contradictions found
  copies   INTEGER NOT NULL,     -- copies among the reports
  agencies TEXT NOT NULL,        -- JSON list of `name`, `page`, `carriers`: the agencies that reports name as their source
  place    INTEGER NOT NULL,     -- its place among all stories, the largest first
  digest   TEXT NOT NULL         -- hash of all that it is told from: as long as it is the same, the story is
) STRICT;

-- The event and the story of each article; a story of one article is a row here as well.
CREATE TABLE story_articles (
  story   INTEGER NOT NULL REFERENCES stories, -- the story
  n       INTEGER NOT NULL,      -- by day of publication
  article INTEGER NOT NULL REFERENCES articles, -- the article
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- Happenings: what a story's reports are of.
CREATE TABLE events (
  story    INTEGER NOT NULL REFERENCES stories, -- the story
  n        INTEGER NOT NULL,     -- by day
  id       TEXT NOT NULL,        -- stable id
  title    TEXT NOT NULL,        -- in a report's own words
  from_day TEXT,                 -- first day
  to_day   TEXT,                 -- last day
  articles TEXT NOT NULL,        -- JSON list of the numbers of its articles
  why      TEXT NOT NULL,        -- why they are one event
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- Lines of a story's timeline.
CREATE TABLE entries (
  story     INTEGER NOT NULL REFERENCES stories, -- the story
  n         INTEGER NOT NULL,    -- in order of time
  id        TEXT NOT NULL,       -- id that commands and addresses use: made from its first report
  from_day  TEXT,                -- first day on which it happened or was said
  to_day    TEXT,                -- last such day
  kind      TEXT NOT NULL,       -- `event`, `statement`
  text      TEXT NOT NULL,       -- in the words of the fullest report
  speaker   TEXT,                -- who said it
  addressee TEXT,                -- to whom
  independent INTEGER NOT NULL,  -- how many reports are not copies of another, nor of one agency report
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- Who reports a line of a timeline, the earliest first, each with its evidence.
CREATE TABLE reports (
  story     INTEGER NOT NULL REFERENCES stories, -- the story
  entry     INTEGER NOT NULL,    -- number of the line
  n         INTEGER NOT NULL,    -- number
  article   INTEGER NOT NULL REFERENCES articles, -- whose report
  statement INTEGER,             -- number of its statement
  others    TEXT NOT NULL,       -- JSON list of the article's other statements that say the same
  start     INTEGER NOT NULL,    -- where the evidence stands
  "end"     INTEGER NOT NULL,    -- where it ends
  chain     TEXT NOT NULL,       -- JSON list of [name, how, start, end]: through whom
  wording   TEXT NOT NULL,       -- `same`, `close`, `translated`
  PRIMARY KEY (story, entry, n)
) STRICT, WITHOUT ROWID;

-- Where reports contradict each other or themselves.
CREATE TABLE disagreements (
  story  INTEGER NOT NULL REFERENCES stories, -- the story
  n      INTEGER NOT NULL,       -- number
  id     TEXT NOT NULL,          -- id that commands and addresses use
  kind   TEXT NOT NULL,          -- `date`, `figure`, `wording`, `status`, `term`, `speaker`, `addressee`, `headline`
  about  TEXT NOT NULL,          -- about what
  likely TEXT,                   -- the likely value, only with its reason
  why    TEXT NOT NULL,          -- the reason, or how the contradiction shows
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- The sides of a contradiction, each with its evidence.
CREATE TABLE sides (
  story   INTEGER NOT NULL REFERENCES stories, -- the story
  disagreement INTEGER NOT NULL, -- number of the contradiction
  n       INTEGER NOT NULL,      -- number
  says    TEXT NOT NULL,         -- the value
  article INTEGER NOT NULL REFERENCES articles, -- who says so
  start   INTEGER NOT NULL,      -- where the evidence stands
  "end"   INTEGER NOT NULL,      -- where it ends
  PRIMARY KEY (story, disagreement, n)
) STRICT, WITHOUT ROWID;

-- Figures that grew from report to report: no contradiction.
CREATE TABLE developments (
  story  INTEGER NOT NULL REFERENCES stories, -- the story
  n      INTEGER NOT NULL,       -- number
  id     TEXT NOT NULL,          -- id that commands and addresses use
  about  TEXT NOT NULL,          -- what is counted, in the words of a report
  why    TEXT NOT NULL,          -- how it shows
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- The figures of a development by day, each with its evidence.
CREATE TABLE steps (
  story   INTEGER NOT NULL REFERENCES stories, -- the story
  development INTEGER NOT NULL,  -- number of the development
  n       INTEGER NOT NULL,      -- number
  day     TEXT NOT NULL,         -- day of the report
  value   REAL NOT NULL,         -- the number
  says    TEXT NOT NULL,         -- who says it, in which words
  article INTEGER NOT NULL REFERENCES articles, -- where
  start   INTEGER NOT NULL,      -- where the evidence stands
  "end"   INTEGER NOT NULL,      -- where it ends
  PRIMARY KEY (story, development, n)
) STRICT, WITHOUT ROWID;

-- Who goes by several names in a story, or shares a name with another.
CREATE TABLE identities (
  story  INTEGER NOT NULL REFERENCES stories, -- the story
  n      INTEGER NOT NULL,       -- number
  kind   TEXT NOT NULL,          -- as in `entities`
  name   TEXT NOT NULL,          -- the one name: speaker and addressee of the timeline
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- Whom such a one is in each article, and what shows it.
CREATE TABLE identity_forms (
  story    INTEGER NOT NULL REFERENCES stories, -- the story
  identity INTEGER NOT NULL,     -- number of the identity
  n        INTEGER NOT NULL,     -- number
  article  INTEGER NOT NULL REFERENCES articles, -- the article
  entity   INTEGER NOT NULL,     -- number of the entity in it
  form     TEXT NOT NULL,        -- its name there
  why      TEXT NOT NULL,        -- `name`, `initials`, `part of the name`, `same office`, `same body`, `same words`, `put first by the same event's reports`
  start    INTEGER,              -- where the article names it so, where that is another form than the name
  "end"    INTEGER,              -- where that ends
  beside   INTEGER REFERENCES articles, -- another article that has what binds the two
  beside_start INTEGER,          -- where it stands there
  beside_end   INTEGER,          -- where that ends
  PRIMARY KEY (story, identity, n)
) STRICT, WITHOUT ROWID;

-- Things that a story's reports call by two words or more: who uses which.
CREATE TABLE terms (
  story    INTEGER NOT NULL REFERENCES stories, -- the story
  n        INTEGER NOT NULL,     -- number
  thing    TEXT NOT NULL,        -- the thing
  word     TEXT NOT NULL,        -- the word
  language TEXT NOT NULL,        -- its language
  outlet   TEXT NOT NULL,        -- who uses it
  count    INTEGER NOT NULL,     -- how often
  article  INTEGER NOT NULL REFERENCES articles, -- where first
  start    INTEGER NOT NULL,     -- where the evidence stands
  "end"    INTEGER NOT NULL,     -- where it ends
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- Who copied whom.
CREATE TABLE copies (
  story   INTEGER NOT NULL REFERENCES stories, -- the story of both
  n       INTEGER NOT NULL,      -- number
  earlier INTEGER NOT NULL REFERENCES articles, -- the one that was there first
  later   INTEGER NOT NULL REFERENCES articles, -- the one that copies
  kind    TEXT NOT NULL,         -- whole, abridged, merged, part, quote, or translated (likely)
  share   REAL NOT NULL,         -- share of the shorter text that stands in the other, 0 to 1
  of_earlier REAL NOT NULL,      -- share of the earlier text that stands in the later
  of_later REAL NOT NULL,        -- share of the later text that stands in the earlier
  order_known INTEGER NOT NULL,  -- 1: the evidence tells which was first
  why     TEXT NOT NULL,         -- the evidence
  passages TEXT NOT NULL,        -- JSON list of [start, end, start, end]: in the earlier, in the later
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- Ids of stories and events that were given before and now belong to another: links to them stay good.
CREATE TABLE moved (
  old_id TEXT PRIMARY KEY,       -- the id that was given
  new_id TEXT NOT NULL,          -- the id that stands for it now
  run    INTEGER NOT NULL REFERENCES runs -- run that moved it
) STRICT, WITHOUT ROWID;

-- What people said of the findings. The findings and the evidence stay as they are; this lies over them.
CREATE TABLE corrections (
  correction INTEGER PRIMARY KEY, -- number
  at      TEXT NOT NULL,         -- when
  who     TEXT NOT NULL,         -- by whom
  action  TEXT NOT NULL,         -- `hide`, `fix`, `confirm`, `note`, `merge`, `split`, `rename`
  target  TEXT NOT NULL,         -- id of what is corrected: a statement, time, figure, disagreement, story, article or name; `lost ID` when `reannotate` found it no more
  field   TEXT,                  -- of a `fix`: which value
  value   TEXT,                  -- of a `fix`, `merge`, `rename`: what it is to be
  note    TEXT,                  -- why, in words
  article TEXT,                  -- id of the article in which the target stands
  start   INTEGER,               -- where the target stood: it is found there again after `reannotate`
  "end"   INTEGER,               -- where that ended
  quote   TEXT,                  -- the words there
  undone  TEXT                   -- when it was taken back; NULL: it holds
) STRICT;

-- Indexes over what people ask by; while a new file is filled they wait, and are made at the end (see `write::bulk`).
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (day, id);
CREATE INDEX IF NOT EXISTS articles_by_outlet ON articles (outlet COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS articles_by_page ON articles (page);
CREATE INDEX IF NOT EXISTS entities_by_name ON entities (name COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS statements_by_speaker ON statements (speaker COLLATE NOCASE, day);
CREATE INDEX IF NOT EXISTS statements_by_addressee ON statements (addressee COLLATE NOCASE) WHERE addressee IS NOT NULL;
CREATE INDEX IF NOT EXISTS statements_by_day ON statements (day);
CREATE INDEX IF NOT EXISTS statements_by_last_day ON statements (said_to) WHERE said_to > day;
CREATE INDEX IF NOT EXISTS chain_by_name ON chain (name COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS stories_by_place ON stories (place);
CREATE INDEX IF NOT EXISTS story_articles_by_article ON story_articles (article);
CREATE INDEX IF NOT EXISTS reports_by_statement ON reports (article, statement);
CREATE INDEX IF NOT EXISTS identities_by_name ON identities (name COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS identity_forms_by_entity ON identity_forms (article, entity);

-- Sentences with their words.
CREATE VIEW sentence_text AS
  SELECT s.sentence, a.id AS article, a.outlet, a.day, s.n, s.language, substr(a.text, s.start + 1, s."end" - s.start) AS text
  FROM sentences s JOIN articles a USING (article);

-- Statements with where they were printed and the words that may be shown beside their speaker: with the cue where the
-- content alone would say something else ("denied the charge"), the whole sentence of what was not said.
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

-- Timelines with the sentence that proves each report.
CREATE VIEW timeline AS
  SELECT st.id AS story, e.n, e.from_day, e.to_day, e.kind, e.speaker, e.addressee, e.text, e.independent,
         a.outlet, a.day AS published, a.url, a.id AS article, r.wording,
         substr(a.text, r.start + 1, r."end" - r.start) AS quote
  FROM entries e JOIN stories st USING (story) JOIN reports r ON r.story = e.story AND r.entry = e.n
  JOIN articles a ON a.article = r.article;
