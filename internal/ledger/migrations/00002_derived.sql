-- Room for what is made of claims, and for what people rule. All but rulings is derived: it can be thrown away and made anew,
-- and says by version who made it. Nothing fills these tables yet.

-- +goose Up

CREATE TABLE parties (
    no      @key,
    id      @id NOT NULL UNIQUE,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    version TEXT NOT NULL
);

-- Which party a speaker (place -1) or a mention of a claim is.
CREATE TABLE party_mentions (
    party @number NOT NULL REFERENCES parties,
    claim @number NOT NULL REFERENCES claims,
    place @number NOT NULL,
    PRIMARY KEY (party, claim, place)
--sqlite ) WITHOUT ROWID;
--postgres );

-- Relation is same, contradicts or updates.
CREATE TABLE links (
    claim    @number NOT NULL REFERENCES claims,
    other    @number NOT NULL REFERENCES claims,
    relation TEXT NOT NULL,
    score    @real NOT NULL,
    why      TEXT NOT NULL,
    version  TEXT NOT NULL,
    PRIMARY KEY (claim, other)
--sqlite ) WITHOUT ROWID;
--postgres );
CREATE INDEX links_other ON links (other);

CREATE TABLE matters (
    no      @key,
    id      @id NOT NULL UNIQUE,
    version TEXT NOT NULL
);

CREATE TABLE origins (
    no     @key,
    matter @number NOT NULL REFERENCES matters,
    why    TEXT NOT NULL
);

-- A claim in a matter, and the origin it comes from.
CREATE TABLE tellings (
    matter @number NOT NULL REFERENCES matters,
    claim  @number NOT NULL REFERENCES claims,
    origin @number REFERENCES origins,
    PRIMARY KEY (matter, claim)
--sqlite ) WITHOUT ROWID;
--postgres );
CREATE INDEX tellings_claim ON tellings (claim);

-- What a person has ruled, of places in documents, so that it outlives every reading. withdraws is the ruling it takes back.
CREATE TABLE rulings (
    seq            @key REFERENCES entries,
    id             @id NOT NULL UNIQUE,
    kind           TEXT NOT NULL,
    document       @number NOT NULL REFERENCES documents,
    spans          TEXT NOT NULL,
    other_document @number REFERENCES documents,
    other_spans    TEXT,
    verdict        TEXT NOT NULL,
    note           TEXT NOT NULL,
    withdraws      @number REFERENCES rulings
);
