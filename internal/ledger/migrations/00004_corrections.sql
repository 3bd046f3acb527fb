-- Room for what people say of claims, and for the people.

-- +goose Up

-- What a ruling says that a claim is: JSON, "" for a ruling that says nothing of the kind.
ALTER TABLE rulings ADD COLUMN correction TEXT NOT NULL DEFAULT '';

-- The last ruling on the claims of the document that a reading follows. NULL: it is the reader's own, and each version has but one.
ALTER TABLE readings ADD COLUMN follows @number REFERENCES rulings;

-- Who may use the ledger through the browser, the programs' door and the tools. These rows are no entries: they can be changed and taken away, and no
-- export has them. Secret is the argon2id hash of a password, "" for nobody who can sign in with one.
CREATE TABLE users (
    name   TEXT PRIMARY KEY,
    secret TEXT NOT NULL,
    may    TEXT NOT NULL, -- read or write
    added  @number NOT NULL
);

-- What stands for a user: a token that a program shows, or a session of the browser. Only the hash of it is kept. Ends is the time
-- (microseconds since 1970, UTC) from which it is good no more, 0 for never.
CREATE TABLE passes (
    hash  TEXT PRIMARY KEY,
    kind  TEXT NOT NULL, -- token or session
    name  TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
    note  TEXT NOT NULL,
    added @number NOT NULL,
    ends  @number NOT NULL
);
CREATE INDEX passes_name ON passes (name, kind);
