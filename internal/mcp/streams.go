package mcp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"sync"
	"time"
)

// patience is how long what was asked is waited for when nothing more is to come.
const patience = time.Minute

// conversation counts what is asked and answered on two streams, so that the end of what is asked does not cut off what is being answered.
type conversation struct {
	in   *bufio.Reader
	left []byte // of the line that is handed on
	out  io.WriteCloser

	mu      sync.Mutex
	open    int
	changed chan struct{} // closed when open is another
}

func newConversation(in io.Reader, out io.WriteCloser) *conversation {
	return &conversation{in: bufio.NewReader(in), out: out, changed: make(chan struct{})}
}

// Read reads what is asked. It comes to the end when all that was asked is answered.
func (c *conversation) Read(b []byte) (int, error) {
	if len(c.left) == 0 {
		line, err := c.in.ReadSlice('\n')
		for errors.Is(err, bufio.ErrBufferFull) && len(c.left)+len(line) < mostMessage {
			c.left = append(c.left, line...)
			line, err = c.in.ReadSlice('\n')
		}
		c.left = append(c.left, line...)
		if len(c.left) == 0 {
			if errors.Is(err, io.EOF) {
				c.wait()
			}
			return 0, err
		}
		c.count(c.left, true)
	}
	n := copy(b, c.left)
	c.left = c.left[n:]
	return n, nil
}

// Write writes answers, each in one piece.
func (c *conversation) Write(b []byte) (int, error) {
	n, err := c.out.Write(b)
	for line := range bytes.Lines(b) {
		c.count(line, false)
	}
	return n, err
}

// Close ends the answers.
func (c *conversation) Close() error { return c.out.Close() }

// count counts a message: a request, with a method and an ID, that is asked, or the answer to one.
func (c *conversation) count(line []byte, asked bool) {
	var message struct {
		ID     json.RawMessage `json:"id"`
		Method string          `json:"method"`
	}
	if json.Unmarshal(line, &message) != nil || len(message.ID) == 0 || (message.Method != "") != asked {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if asked {
		c.open++
	} else {
		c.open--
	}
	close(c.changed)
	c.changed = make(chan struct{})
}

// wait waits until all is answered, though not for ever: what was taken back is not answered at all.
func (c *conversation) wait() {
	late := time.After(patience)
	for {
		c.mu.Lock()
		open, changed := c.open, c.changed
		c.mu.Unlock()
		if open <= 0 {
			return
		}
		select {
		case <-changed:
		case <-late:
			return
		}
	}
}
