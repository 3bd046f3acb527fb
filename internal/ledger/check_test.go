package ledger

import (
	"fmt"
	"strings"
	"testing"
)

// TestCheck spoils one thing at a time: it is found. A server keeps some of it from happening itself, by its foreign keys.
func TestCheck(t *testing.T) {
	const everywhere, inFiles = true, false
	text := stories(t)[2].Document.Text
	half := strings.Index(text, "é") + 1
	for name, c := range map[string]struct {
		spoil  string
		server bool // may it be done on a server too?
		says   string
	}{
		"nothing":              {`UPDATE skips SET reason = reason`, everywhere, ""},
		"text":                 {`UPDATE documents SET text = 'Y' || substr(text, 2) WHERE seq = 1`, everywhere, "document btmfgdbnqdp3ub4ij6gqaydhg344b6bgu4xahppitvnvmvbaerdq: invalid: its ID should be"},
		"text cut":             {`UPDATE documents SET text = substr(text, 1, 300) WHERE seq = 3`, inFiles, "not inside the text"},
		"title":                {`UPDATE documents SET title = 'Aardvarks' WHERE seq = 1`, inFiles, `"aardvark"`},
		"outlet":               {`UPDATE documents SET outlet = 'Other' WHERE seq = 1`, inFiles, "its ID should be"},
		"document's ID":        {`UPDATE documents SET id = 'a' || id WHERE seq = 3`, inFiles, "its ID should be"},
		"claim's ID":           {`UPDATE claims SET id = 'a' || substr(id, 2) WHERE no = 16777219`, everywhere, "its ID should be"},
		"claim's act":          {`UPDATE claims SET act = 'warn' WHERE no = 16777219`, inFiles, "its ID should be"},
		"span outside":         {`UPDATE claims SET quoted = '10-20000' WHERE no = 16777219`, inFiles, "not inside the text"},
		"span empty":           {`UPDATE claims SET quoted = '10-10' WHERE no = 16777219`, inFiles, "is empty"},
		"no span":              {`UPDATE claims SET quoted = 'x' WHERE no = 16777219`, inFiles, "is no span"},
		"half a character":     {fmt.Sprintf(`UPDATE claims SET quoted = '%d-%d' WHERE reading = 4 AND no = (SELECT MIN(no) FROM claims WHERE reading = 4)`, half, half+1), everywhere, "cuts a character"},
		"not JSON":             {`UPDATE claims SET more = '{' WHERE no = 16777219`, inFiles, "unexpected end"},
		"within":               {`UPDATE claims SET within = 5 WHERE no = 16777219`, inFiles, "holds it is not there"},
		"claim of another":     {`UPDATE claims SET reading = 3 WHERE no = 16777219`, inFiles, "of another reading"},
		"claim lost":           {`DELETE FROM claims WHERE no = 16777219`, inFiles, "found 10 claims, and 9 are there"},
		"claim more":           {`INSERT INTO claims SELECT no + 1000, ` + claimColumns[4:] + ` FROM claims WHERE no = 16777219`, everywhere, "rows of claims, and the entries account for"},
		"mention lost":         {`DELETE FROM mentions WHERE claim = 16777218 AND place = 1`, inFiles, "a mention is missing"},
		"mention of nothing":   {`INSERT INTO mentions VALUES (99, 0, 'ship', 0, '1-2', '', '')`, inFiles, "refers to a row of claims that is not there"},
		"mention's type":       {`UPDATE mentions SET type = 'ship' WHERE claim = 16777219`, inFiles, "t/ship"},
		"name":                 {`UPDATE claims SET name = 'Nobody' WHERE no = 16777219`, everywhere, "s/nobody"},
		"withdrawal lost":      {`DELETE FROM withdrawals WHERE claim = (SELECT MIN(claim) FROM withdrawals)`, everywhere, "should withdraw"},
		"withdrawal more":      {`INSERT INTO withdrawals VALUES (16777225, 6)`, inFiles, "should withdraw"},
		"document lost":        {`DELETE FROM documents WHERE seq = 3`, inFiles, "its document is not there"},
		"entry lost":           {`DELETE FROM entries WHERE seq = 2`, inFiles, "the entry before it is 1"},
		"entry more":           {`INSERT INTO entries SELECT MAX(seq) + 1, MAX(entered), 1 FROM entries`, everywhere, "not either a reading or a skip"},
		"time":                 {`UPDATE entries SET entered = entered + 100000000000 WHERE seq = 2`, inFiles, "entered before the entry before it"},
		"skip lost":            {`DELETE FROM skips WHERE seq = 2`, everywhere, "not either a reading or a skip"},
		"index of claims":      {`DELETE FROM claim_terms_data WHERE id > 100`, inFiles, "database"},
		"reading's claims":     {`UPDATE readings SET claims = 3 WHERE seq = 1`, inFiles, "rows of claims, and the entries account for"},
		"reading's first":      {`UPDATE readings SET no = no + 5 WHERE seq = 1`, inFiles, "of another reading"},
		"reading's document":   {`UPDATE readings SET document = 3 WHERE seq = 1`, inFiles, "another document's"},
		"reading of a skip":    {`INSERT INTO readings VALUES (2, 3, 60000000, 0, NULL)`, inFiles, "not either a reading or a skip"},
		"index of documents":   {`INSERT INTO reading_terms (rowid, terms) VALUES (99, 'whale')`, inFiles, "reading_terms: 1 terms stand in it where the texts do not have them, or do not where they have: [\"whale\"]"},
		"index on the server":  {`UPDATE claim_terms SET terms = '''aardvark'':1' WHERE no = 16777219`, everywhere, `"aardvark"`},
		"index row lost there": {`DELETE FROM reading_terms WHERE no = 16777216`, everywhere, "search index: reading_terms"},
	} {
		onServers := c.server
		check := func(t *testing.T, dsn string) {
			l := bookkept(t, dsn)
			for _, s := range []string{`PRAGMA foreign_keys = 0`, c.spoil} {
				if _, err := l.write.Exec(s); err != nil && !strings.HasPrefix(s, "PRAGMA") {
					t.Fatal(err)
				}
			}
			var said []string
			for p, err := range l.Check(ctx) {
				if err != nil {
					t.Fatal(err)
				}
				said = append(said, p.Where+": "+p.What)
			}
			all := strings.Join(said, "\n")
			if c.says == "" && all != "" || !strings.Contains(all, c.says) {
				t.Errorf("want %q, got:\n%s", c.says, all)
			}
			for _, err := range l.Check(ctx) { // who has seen enough may go
				if err != nil {
					t.Error(err)
				}
				break
			}
		}
		if !strings.Contains(name, "server") && !strings.Contains(name, "there") {
			t.Run(name+"/sqlite", func(t *testing.T) { check(t, newFile(t)) })
		}
		if onServers {
			t.Run(name+"/postgres", func(t *testing.T) { check(t, postgresSchema(t)) })
		}
	}
}
