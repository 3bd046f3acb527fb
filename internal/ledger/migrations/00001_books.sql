-- What is entered. Rows are added and never changed.
-- A line that begins with --sqlite or --postgres is for that database alone; @key, @number, @real and @id are its types.

-- +goose Up

--sqlite PRAGMA application_id = 0x68727379;

-- Who wrote a row: the version of the program that read.
CREATE TABLE readers (
    no   @key,
    name TEXT NOT NULL UNIQUE
);

-- The order of entry, and the time of it (microseconds since 1970, UTC). Each is a reading or a skip, under the same seq.
CREATE TABLE entries (
    seq     @key,
    entered @number NOT NULL,
    reader  @number NOT NULL REFERENCES readers
);
CREATE INDEX entries_entered ON entries (entered, seq);

-- One row a document, under the seq of its first reading.
CREATE TABLE documents (
    seq            @key REFERENCES entries,
    id             @id NOT NULL UNIQUE,
    ref            TEXT NOT NULL,
    outlet         TEXT NOT NULL,
    title          TEXT NOT NULL,
    published      TEXT NOT NULL,
    published_from TEXT NOT NULL,
    address        TEXT NOT NULL,
    language       TEXT NOT NULL,
    summary        @number NOT NULL,
    text           TEXT NOT NULL
);

-- A document as one version of the reader has read it. no is the document's seq times 2^24 and a count; the next numbers, as many
-- as there are claims, are those of its claims.
CREATE TABLE readings (
    seq      @key REFERENCES entries,
    document @number NOT NULL REFERENCES documents,
    no       @number NOT NULL UNIQUE,
    claims   @number NOT NULL
);
CREATE INDEX readings_document ON readings (document, seq);

-- A claim as one reading has it. Spans are "from-to from-to", bytes of the document's text.
CREATE TABLE claims (
    no        @key,
    id        @id NOT NULL,
    reading   @number NOT NULL REFERENCES readings,
    act       TEXT NOT NULL,
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    certainty TEXT NOT NULL,
    status    TEXT NOT NULL,
    denied    @number NOT NULL,
    own_voice @number NOT NULL,
    continued @number NOT NULL,
    within    @number,       -- no of the enclosing claim
    score     @real NOT NULL,
    speaker   TEXT NOT NULL, -- spans, as the next three
    cue       TEXT NOT NULL,
    content   TEXT NOT NULL,
    quoted    TEXT NOT NULL,
    more      TEXT NOT NULL  -- JSON of what else a claim has, spans in place of words: see rest in rows.go
);
CREATE INDEX claims_id ON claims (substr(id, 1, 12));

CREATE TABLE mentions (
    claim   @number NOT NULL REFERENCES claims,
    place   @number NOT NULL,
    type    TEXT NOT NULL,
    generic @number NOT NULL,
    spans   TEXT NOT NULL,
    name    TEXT NOT NULL,
    more    TEXT NOT NULL, -- JSON of what few have: system, place
    PRIMARY KEY (claim, place)
--sqlite ) WITHOUT ROWID;
--postgres );

-- Claims that the reading seq no longer finds.
CREATE TABLE withdrawals (
    claim @key REFERENCES claims,
    seq   @number NOT NULL REFERENCES readings
);

CREATE TABLE skips (
    seq    @key REFERENCES entries,
    name   TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
);
--sqlite CREATE INDEX skips_name ON skips (name);
--postgres CREATE INDEX skips_name ON skips USING hash (name);

-- The search index: derived. Of each claim and each reading its terms, in order.
--sqlite CREATE VIRTUAL TABLE claim_terms USING fts5(terms, content='', columnsize=0, tokenize="ascii tokenchars '/'");
--sqlite CREATE VIRTUAL TABLE reading_terms USING fts5(terms, content='', columnsize=0, tokenize="ascii tokenchars '/'");
--sqlite CREATE VIRTUAL TABLE claim_terms_seen USING fts5vocab(claim_terms, instance);
--sqlite CREATE VIRTUAL TABLE reading_terms_seen USING fts5vocab(reading_terms, instance);
--postgres CREATE TABLE claim_terms (no BIGINT PRIMARY KEY, terms tsvector NOT NULL);
--postgres CREATE TABLE reading_terms (no BIGINT PRIMARY KEY, terms tsvector NOT NULL);
--postgres CREATE INDEX claim_terms_terms ON claim_terms USING gin (terms) WITH (gin_pending_list_limit = 512);
--postgres CREATE INDEX reading_terms_terms ON reading_terms USING gin (terms) WITH (gin_pending_list_limit = 512);
--postgres ALTER TABLE claim_terms ALTER COLUMN terms SET STATISTICS 1000;
--postgres ALTER TABLE reading_terms ALTER COLUMN terms SET STATISTICS 1000;
