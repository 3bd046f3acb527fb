-- Documents are found by the names that they share, no more by what they are about. All that is linked is derived, and is linked anew.

-- +goose Up

DELETE FROM links;
DELETE FROM vectors;
DELETE FROM linked;
DROP TABLE topics;

-- The names in a document, and how rare each is: see link.Names. Day is that of publication, in days since 1970.
CREATE TABLE names (
    word     @number NOT NULL,
    day      @number NOT NULL,
    document @number NOT NULL REFERENCES documents,
    weight   @real NOT NULL,
    PRIMARY KEY (word, day, document)
--sqlite ) WITHOUT ROWID;
--postgres );
