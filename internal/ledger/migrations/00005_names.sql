-- Documents are found by the names that they share, no more by what they are about. All that is linked is derived, and is linked anew.

-- +goose Up

DELETE FROM links;
DELETE FROM vectors;
DELETE FROM linked;
DELETE FROM topics;

-- The names in a document, and how rare each is: see link.Name. Day is that of publication, in days since 1970.
ALTER TABLE topics RENAME TO names;
