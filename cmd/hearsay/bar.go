package main

import (
	"fmt"
	"os"

	"golang.org/x/term"
)

// bar is a line on the terminal that says how far a command is; elsewhere it is silent.
type bar struct {
	streams
	on bool
}

func newBar(std streams) *bar {
	f, ok := std.err.(*os.File)
	return &bar{streams: std, on: ok && term.IsTerminal(int(f.Fd()))}
}

// show puts s in the place of what the line said before.
func (b *bar) show(s string) {
	if b.on {
		fmt.Fprintf(b.err, "\r\x1b[K%s", s)
	}
}

func (b *bar) clear() {
	if b.on {
		fmt.Fprint(b.err, "\r\x1b[K")
	}
}
