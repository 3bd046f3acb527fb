-- How claims stand to each other: derived, and of claims of the last reading of their documents alone.

-- +goose Up

-- Readings whose claims have been linked, by which version of the linker.
CREATE TABLE linked (
    reading @key REFERENCES readings,
    version TEXT NOT NULL
);

-- What a document is about: see link.Topic. Day is that of publication, in days since 1970.
CREATE TABLE topics (
    word     @number NOT NULL,
    day      @number NOT NULL,
    document @number NOT NULL REFERENCES documents,
    weight   @real NOT NULL,
    PRIMARY KEY (word, day, document)
--sqlite ) WITHOUT ROWID;
--postgres );

-- The vector of a claim's content: a byte a number, and what the largest stands for.
CREATE TABLE vectors (
    claim  @key REFERENCES claims,
    scale  @real NOT NULL,
    vector @bytes NOT NULL
);

-- Relation is same, contradicts or updates; of updates, other is the later.
CREATE TABLE links (
    claim    @number NOT NULL REFERENCES claims,
    other    @number NOT NULL REFERENCES claims,
    relation TEXT NOT NULL,
    score    @real NOT NULL,
    reason   TEXT NOT NULL,
    PRIMARY KEY (claim, other)
--sqlite ) WITHOUT ROWID;
--postgres );
CREATE INDEX links_other ON links (other);
