package ingest

import (
	"errors"
	"io"
)

var (
	// errLarge says that a document is larger than the limit.
	errLarge = errors.New("too large")
	// errBomb says that a file expands to far more than its size: no more of it is read.
	errBomb = errors.New("expands too much")
)

const (
	maxRatio  = 200      // how many bytes may come of one, over all the containers of a file together
	freeBytes = 50 << 20 // may come of any file
)

// purse keeps count of what a file has and of what came of it.
type purse struct{ in, out int64 }

func (p *purse) spend(n int) error {
	p.out += int64(n)
	if p.out > freeBytes && p.out/maxRatio > p.in {
		return errBomb
	}
	return nil
}

// counted reads what a file has, until the context ends.
type counted struct {
	r    io.Reader
	t    *intake
	fill bool // the size of the file is what is read of it
}

func (c counted) Read(b []byte) (int, error) {
	if err := c.t.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(b)
	if c.fill {
		c.t.purse.in += int64(n)
	}
	c.t.pass(int64(n))
	return n, err
}

// countedAt reads anywhere in a file.
type countedAt struct {
	io.ReaderAt
	t *intake
}

// ReadAt is that of the file.
func (c countedAt) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(b, off)
	c.t.pass(int64(n))
	return n, err
}

// pass tells of bytes of the file that were read. What is read twice, as in a zip archive, is told of once.
func (t *intake) pass(n int64) {
	if t.size > 0 {
		n = min(n, t.size-t.passed)
	}
	if n <= 0 {
		return
	}
	t.passed += n
	if t.Passed != nil {
		t.Passed(n)
	}
}

// expanded reads what comes of a file, and stops where that is too much or the context ends.
type expanded struct {
	r io.Reader
	t *intake
}

func (e expanded) Read(b []byte) (int, error) {
	if err := e.t.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := e.r.Read(b)
	if bomb := e.t.purse.spend(n); bomb != nil {
		return n, bomb
	}
	return n, err
}
