-- Room for what is made of claims, and for what people rule. All but rulings is derived: it can be thrown away and made anew,
-- and says by version who made it.

-- +goose Up

-- How far parties are made: of all entries up to seq, by which version of the rules.
CREATE TABLE party_state (
    seq     @number NOT NULL,
    version TEXT NOT NULL
);

-- Who is known across documents. Candidates are a JSON list of IDs, for a name that may be one of several.
CREATE TABLE parties (
    id         @id PRIMARY KEY,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    candidates TEXT NOT NULL
);

-- Names as they stand in documents, with what tells them apart: those of one form are one party. grouped is the party that names tell,
-- party what is left of it when rulings have had their say; documents counts those with the form, and since is when the first was published.
CREATE TABLE party_forms (
    no        @key,
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    scope     TEXT NOT NULL,
    country   TEXT NOT NULL,
    head      TEXT NOT NULL,
    year      @number NOT NULL,
    documents @number NOT NULL,
    since     TEXT NOT NULL,
    grouped   @id NOT NULL,
    party     @id NOT NULL,
    sort      TEXT NOT NULL, -- kind of the party, as names tell
    could     TEXT NOT NULL, -- its candidates
    UNIQUE (name, kind, scope, country, head, year)
);
CREATE INDEX party_forms_grouped ON party_forms (grouped);
CREATE INDEX party_forms_party ON party_forms (party);

-- What a form can be found by.
CREATE TABLE party_keys (
    word TEXT NOT NULL,
    form @number NOT NULL REFERENCES party_forms,
    PRIMARY KEY (word, form)
--sqlite ) WITHOUT ROWID;
--postgres );
CREATE INDEX party_keys_form ON party_keys (form);

-- Which form a speaker (place -1), a hop of the chain (-2 the first, -3 …) or a mention (0 …) of a claim is; of each document's last reading.
CREATE TABLE party_mentions (
    claim @number NOT NULL REFERENCES claims,
    place @number NOT NULL,
    form  @number NOT NULL REFERENCES party_forms,
    PRIMARY KEY (claim, place)
--sqlite ) WITHOUT ROWID;
--postgres );
CREATE INDEX party_mentions_form ON party_mentions (form, claim);

-- What a person has ruled, of places in documents, so that it outlives every reading: two places are one party (merge), or the first is
-- another than the second (split). An undo withdraws a ruling before it, and has no places.
CREATE TABLE rulings (
    seq            @key REFERENCES entries,
    id             @id NOT NULL UNIQUE,
    kind           TEXT NOT NULL,
    document       @number REFERENCES documents,
    spans          TEXT NOT NULL,
    other_document @number REFERENCES documents,
    other_spans    TEXT NOT NULL,
    note           TEXT NOT NULL,
    withdraws      @number UNIQUE REFERENCES rulings
);
